"""Nobody who alone can open a case may go before somebody else can."""

from datetime import date
from uuid import UUID

from thanthien.core import db
from thanthien.core.actors import Role
from thanthien.core.errors import Refused
from thanthien.org import service as org
from thanthien.petitions.sealed import access
from thanthien.petitions.sealed.models import SealedKey


def stranded(key: SealedKey, day: date) -> int:
    """Return how many cases nobody could open any more without this key."""
    left = [one.key.id for one in access.holders(key.unit_id, day) if one.key and one.key.id != key.id]
    saved = access.wraps(key.unit_id).filter(key_id__in=left).values("record_id")
    rows = access.records(key.unit_id).filter(wraps__key=key).exclude(id__in=saved)
    made = access.escrow(key.unit_id)
    if made is not None and access.is_complete(key.unit_id, day, without=key.staff_id):
        rows = rows.exclude(id__in=access.wraps(key.unit_id).filter(escrow=made).values("record_id"))
    return rows.count()


def why_needed(key: SealedKey, day: date) -> str:
    """Say why a key cannot be given up yet; "" where it can."""
    if _halves_needed(key, day):
        return "Anh/chị đang giữ một nửa khóa chung mà có hồ sơ chỉ còn khóa ấy mở được. Lập khóa chung mới trước."
    count = stranded(key, day)
    if count:
        return f"{count} hồ sơ niêm phong chỉ mình người này mở được. Giao khóa từng hồ sơ cho người khác trước."
    return ""


def _halves_needed(key: SealedKey, day: date) -> bool:
    """Tell whether cases hang on the escrow that this key keeps a half of."""
    made = access.escrow(key.unit_id)
    if made is None or key.id not in {one.key_id for one in access.shares(made)}:
        return False
    left = [one.key.id for one in access.holders(key.unit_id, day) if one.key and one.key.id != key.id]
    saved = access.wraps(key.unit_id).filter(key_id__in=left).values("record_id")
    return access.records(key.unit_id).filter(wraps__escrow=made).exclude(id__in=saved).exists()


def hold_all(unit_id: UUID) -> None:
    """Lock the keys of a unit, so that of two who leave in the same second one sees the other gone."""
    list(db.lock(access.keys(unit_id).order_by("id")))


def last_holder_stays(ending: org.Ending) -> None:
    """Refuse that a position ends with which a case would be lost (registered with ``org.before_position_ends``)."""
    key = access.keys(ending.unit_id).filter(staff_id=ending.staff_id).first()
    if key is None or not _loses_it(key, ending):
        return
    hold_all(ending.unit_id)
    words = why_needed(key, ending.valid_to)
    if words:
        raise Refused(words, "valid_to", "last-holder")


def _loses_it(key: SealedKey, ending: org.Ending) -> bool:
    """Tell whether with this position goes what lets the person open: the role, or the last work here at all."""
    if ending.role == Role.SEALED:
        same = org.holders(ending.unit_id, Role.SEALED, ending.valid_to)
        return not any(one.staff_id == key.staff_id and one.id != ending.position_id for one in same)
    return not any(_held(ending, role) for role in Role if role not in {Role.SEALED, Role.ADMIN})


def _held(ending: org.Ending, role: Role) -> bool:
    rows = org.holders(ending.unit_id, role, ending.valid_to)
    return any(one.staff_id == ending.staff_id and one.id != ending.position_id for one in rows)

"""Nobody who alone can open a case may go before somebody else can."""

from datetime import date
from uuid import UUID

from django.db.models import Q

from thanthien.core import db
from thanthien.core.actors import Role
from thanthien.core.errors import Refused
from thanthien.org import service as org
from thanthien.petitions.sealed import access
from thanthien.petitions.sealed.models import SealedKey
from thanthien.rules.rights import RIGHTS

BARRED = (
    "Người này đang giữ khóa mà thiếu thì mất hồ sơ niêm phong, còn người quản trị thì không mở được hồ sơ ấy."
    " Giao khóa cho người khác trước, rồi mới giao việc quản trị."
)


def lost_without(key: SealedKey, day: date) -> int:
    """Return how many cases would have no way left that day: this key reaches them, itself or as a half, and no other.

    Another way is the key of another holder of the day, or an escrow whose two persons are both somebody else.
    """
    left = [one.key.id for one in access.holders(key.unit_id, day) if one.key and one.key.id != key.id]
    whole = [made.id for made in access.sound(key.unit_id, day, without=key.staff_id)]
    halved = key.shares.filter(escrow__ended_at=None).values("escrow_id")
    ways = access.wraps(key.unit_id)
    mine = ways.filter(Q(key=key) | Q(escrow_id__in=halved)).values("record_id")
    saved = ways.filter(Q(key_id__in=left) | Q(escrow_id__in=whole)).values("record_id")
    return access.records(key.unit_id).filter(id__in=mine).exclude(id__in=saved).count()


def why_needed(key: SealedKey, day: date) -> str:
    """Say why a key cannot be given up yet; "" where it can."""
    count = lost_without(key, day)
    if not count:
        return ""
    return (
        f"{count} hồ sơ niêm phong sẽ không còn ai mở được nếu thiếu khóa của người này."
        " Giao khóa từng hồ sơ cho người khác, hoặc lập khóa chung mới trước."
    )


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


def last_holder_is_not_barred(giving: org.Giving) -> None:
    """Refuse the role before which sealed cases are shut to whom a case needs (``org.before_position_given``)."""
    if giving.role not in RIGHTS["sealed.key"].never:
        return
    key = access.keys(giving.unit_id).filter(staff_id=giving.staff_id).first()
    if key is None:
        return
    hold_all(giving.unit_id)
    if lost_without(key, giving.valid_from):
        raise Refused(BARRED, "role", "last-holder")


def _loses_it(key: SealedKey, ending: org.Ending) -> bool:
    """Tell whether with this position goes what lets the person open: the role, or the last work here at all."""
    if ending.role == Role.SEALED:
        same = org.holders(ending.unit_id, Role.SEALED, ending.valid_to)
        return not any(one.staff_id == key.staff_id and one.id != ending.position_id for one in same)
    return not any(_held(ending, role) for role in RIGHTS["sealed.key"].roles)


def _held(ending: org.Ending, role: str) -> bool:
    rows = org.holders(ending.unit_id, role, ending.valid_to)
    return any(one.staff_id == ending.staff_id and one.id != ending.position_id for one in rows)

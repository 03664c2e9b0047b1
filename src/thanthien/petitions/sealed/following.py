"""Sealed cases of a unit that is reorganised: cases, keys and escrows stay together, with whoever keeps its files."""

from collections import Counter
from collections.abc import Collection, Iterator
from uuid import UUID

from thanthien.core import wall
from thanthien.core.actors import Role
from thanthien.org import service as org
from thanthien.org.service import Fate, Line, Scheme
from thanthien.petitions.sealed import access
from thanthien.petitions.sealed.models import SealedKey
from thanthien.rules.rights import RIGHTS

TWICE = "Có người giữ khóa niêm phong ở cả hai đơn vị cũ. Người ấy bỏ một khóa trước khi thực hiện."
BARRED = (
    "Có người giữ hồ sơ niêm phong ở đơn vị này và quản trị ở đơn vị kia: sang cùng một nơi thì không mở được hồ sơ"
    " nữa. Quyết định một trong hai chức danh thôi giữ, hoặc sang đơn vị khác."
)


def home_of(scheme: Scheme) -> UUID:
    """Return the unit where everything sealed goes: a key is of use only beside the cases that it opens."""
    return scheme.only or scheme.keeper


def sealed_lines(scheme: Scheme) -> Iterator[Line]:
    """Count the cases; refuse where one person would hold two keys in a new unit, or be an administrator beside one."""
    with wall.lifted():
        counts = {old: (access.records(old).count(), list(access.keys(old))) for old in scheme.olds}
    people = [key.staff_id for _, keys in counts.values() for key in keys]
    wrong = TWICE if len(set(people)) < len(people) else ""
    label = scheme.side(home_of(scheme)).label
    for old, (count, keys) in counts.items():
        if count or keys:
            words = f"Hồ sơ, khóa riêng và khóa chung về {label}. Người giữ khóa phải có chức danh ở đó mới mở được."
            yield Line(old, "Hồ sơ niêm phong", count, Fate.GOES, words, wrong=wrong)
    for old, count in _barred(scheme, [key for _, keys in counts.values() for key in keys]).items():
        yield Line(old, "Người giữ hồ sơ niêm phong", count, Fate.GOES, wrong=BARRED)


def _barred(scheme: Scheme, keys: Collection[SealedKey]) -> Counter[UUID]:
    """Count by old unit whom the plan makes an administrator beside what is sealed to them.

    Whoever holds both in one old unit already is shut out today; a plan brings them nothing new.
    """
    with wall.lifted():
        held = list(org.positions_in(scheme.olds, scheme.day))
    where, _ = scheme.goes("position", [one.id for one in held])
    going = [(one, where[one.id]) for one in held if where.get(one.id) is not None]
    sealed = {(one.staff_id, one.unit_id, to) for one, to in going if one.role == Role.SEALED}
    sealed |= {(key.staff_id, key.unit_id, home_of(scheme)) for key in keys}
    never = RIGHTS["sealed.key"].never
    admins = {(one.staff_id, one.unit_id, to) for one, to in going if one.role in never}
    met = {
        (staff, old) for staff, old, to in sealed for other, there, at in admins
        if (staff, to) == (other, at) and old != there
    }  # fmt: skip
    return Counter(old for _, old in met)

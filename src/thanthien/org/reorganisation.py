"""Reorganising units (sắp xếp đơn vị hành chính): what an act must say, and which plans cannot be.

Pure: units come in as they stand, the day is given, nothing is read or written.
Law: Luật Tổ chức chính quyền địa phương 72/2025/QH15 (units are founded, merged, split and renamed by the National
Assembly or its Standing Committee, each time by a resolution that names the day from which it holds).
"""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from thanthien.core.errors import Refused
from thanthien.org.models.reorganisation import Reorganisation
from thanthien.org.models.units import Kind, unit_id
from thanthien.org.unit_names import fold_name

RKind = Reorganisation.Kind
KINDS_OF_COMMUNE: Final = (Kind.COMMUNE, Kind.WARD, Kind.SPECIAL_ZONE)
MOST_UNITS: Final = 12
FARTHEST_DAYS: Final = 3 * 366
_CODE = re.compile(r"[0-9]{5}")


@dataclass(frozen=True, slots=True)
class Side:
    """A unit before or after: ``kind`` is the key of its kind, not the word."""

    id: UUID
    code: str
    name: str
    kind: str

    @property
    def label(self) -> str:
        """Kind and name: "xã Cẩm Vân"."""
        return f"{Kind(self.kind).label} {self.name}"


@dataclass(frozen=True, slots=True)
class NewUnit:
    """A unit that begins by the act, as typed."""

    code: str
    name: str
    kind: str

    def on(self, day: date) -> Side:
        """Return it with the key that it will have."""
        return Side(unit_id(day.isoformat(), self.code), self.code, self.name, self.kind)


@dataclass(frozen=True, slots=True)
class Standing:
    """A unit that an act names, as it stands today; ``ended`` says how it ended, "" where it stands."""

    side: Side
    level: str
    parent_id: UUID | None
    ended: str = ""
    busy: bool = False  # it stands in another plan that is not done


@dataclass(frozen=True, slots=True)
class Draft:
    """What somebody proposes. ``lead`` is the code of the old unit whose settings the new ones begin with,
    ``keeper`` the code of the new unit that keeps the old files."""

    kind: str
    old: tuple[str, ...]
    new: tuple[NewUnit, ...]
    law_number: str
    law_day: date
    law_issuer: str
    effective_on: date
    lead: str = ""
    keeper: str = ""


def check(draft: Draft, old: Sequence[Standing], used: Mapping[str, str], keys: Collection[UUID], today: date) -> None:
    """Refuse a plan that cannot be, at the field where it is wrong.

    ``old`` are the units of ``draft.old`` in order, ``used`` the codes that units standing today bear (code to
    label), ``keys`` the keys of units that are known already. Raises :class:`Refused`.
    """
    if draft.kind not in set(RKind):
        raise Refused("Chọn một cách sắp xếp.", "kind")
    _law(draft, today)
    _old(draft, old)
    _new(draft, {one.side.code for one in old}, used)
    if RKind(draft.kind) not in (RKind.MERGE, RKind.SPLIT):
        _difference(RKind(draft.kind), old[0].side, draft.new[0])
    if any(one.on(draft.effective_on).id in keys for one in draft.new):
        raise Refused("Mã này đã có một đơn vị bắt đầu đúng ngày ấy. Xem lại mã và ngày.", "new")
    if draft.lead and draft.lead not in draft.old:
        raise Refused("Đơn vị lấy làm nền phải là một trong các đơn vị được sắp xếp.", "lead")
    if draft.keeper and draft.keeper not in {one.code for one in draft.new}:
        raise Refused("Nơi giữ hồ sơ cũ phải là một trong các đơn vị mới.", "keeper")


def _law(draft: Draft, today: date) -> None:
    if len(draft.law_number) < 3:
        raise Refused("Ghi số của nghị quyết. Không có văn bản thì không sắp xếp được.", "law_number")
    if len(draft.law_issuer) < 3:
        raise Refused("Ghi cơ quan ban hành văn bản.", "law_issuer")
    if draft.law_day > today:
        raise Refused("Văn bản ghi ngày ban hành chưa đến. Xem lại ngày.", "law_day")
    if draft.effective_on < today:
        raise Refused(
            "Ngày có hiệu lực đã qua. Việc của những ngày ấy đã ghi ở đơn vị cũ, không dời lại.", "effective_on"
        )
    if draft.effective_on < draft.law_day:
        raise Refused("Ngày có hiệu lực không thể trước ngày ban hành.", "effective_on")
    if (draft.effective_on - today).days > FARTHEST_DAYS:
        raise Refused("Ngày có hiệu lực còn quá xa. Xem lại năm.", "effective_on")


def _old(draft: Draft, old: Sequence[Standing]) -> None:
    if len(set(draft.old)) != len(draft.old):
        raise Refused("Một đơn vị ghi hai lần. Không đơn vị nào nhập vào chính mình.", "old")
    if draft.kind == RKind.MERGE and len(draft.old) < 2:
        raise Refused("Nhập thì cần ít nhất hai đơn vị khác nhau.", "old")
    if draft.kind != RKind.MERGE and len(draft.old) != 1:
        raise Refused("Cách sắp xếp này chỉ ghi một đơn vị cũ.", "old")
    if len(draft.old) > MOST_UNITS:
        raise Refused(f"Một lần sắp xếp nhận đến {MOST_UNITS} đơn vị.", "old")
    for one in old:
        if one.ended:
            raise Refused(one.ended, "old")
        if one.level != "commune":
            raise Refused(f"{one.side.label} không phải cấp xã. Ở đây chỉ sắp xếp cấp xã.", "old")
        if one.busy:
            raise Refused(f"{one.side.label} đang nằm trong một đề nghị sắp xếp khác chưa xong.", "old")
    if len({one.parent_id for one in old}) > 1:
        raise Refused("Các đơn vị này thuộc hai tỉnh khác nhau.", "old")


def _new(draft: Draft, freed: Collection[str], used: Mapping[str, str]) -> None:
    if draft.kind == RKind.SPLIT and len(draft.new) < 2:
        raise Refused("Chia thì cần ít nhất hai đơn vị mới.", "new")
    if draft.kind != RKind.SPLIT and len(draft.new) != 1:
        raise Refused("Cách sắp xếp này chỉ có một đơn vị mới.", "new")
    if len(draft.new) > MOST_UNITS:
        raise Refused(f"Một lần sắp xếp nhận đến {MOST_UNITS} đơn vị.", "new")
    if len({one.code for one in draft.new}) != len(draft.new):
        raise Refused("Hai đơn vị mới không thể chung một mã.", "new")
    for one in draft.new:
        if not _CODE.fullmatch(one.code):
            raise Refused(f"Mã “{one.code[:12]}” chưa đúng: mã đơn vị có 5 chữ số.", "new")
        if not 2 <= len(one.name) <= 60 or not fold_name(one.name):
            raise Refused("Ghi tên đơn vị mới, không kèm chữ xã hay phường, đến 60 chữ cái.", "new")
        if one.kind not in KINDS_OF_COMMUNE:
            raise Refused("Đơn vị mới là xã, phường hoặc đặc khu.", "new")
        if one.code in used and one.code not in freed:
            raise Refused(f"Mã {one.code} đang là mã của {used[one.code]}.", "new")


def _difference(kind: RKind, old: Side, new: NewUnit) -> None:
    """A renaming changes the name and nothing else: what else the resolution says is another kind of act."""
    same_name, same_code, same_kind = new.name == old.name, new.code == old.code, new.kind == old.kind
    if kind is RKind.RENAME and (same_name or not same_code or not same_kind):
        raise Refused("Đổi tên thì tên khác đi, mã và loại giữ nguyên.", "new")
    if kind is RKind.RECODE and (same_code or not same_name or not same_kind):
        raise Refused("Đổi mã thì mã khác đi, tên và loại giữ nguyên.", "new")
    if kind is RKind.CHANGE and same_kind:
        raise Refused("Đổi loại thì loại khác đi, ví dụ xã thành phường.", "new")


def continues(kind: str) -> bool:
    """Tell whether the new unit is the old one under another name, code or kind: everything follows it."""
    return RKind(kind) not in (RKind.MERGE, RKind.SPLIT)

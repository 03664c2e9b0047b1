"""The preview of dossiers and catalogue, and which dossiers an old unit may send somewhere."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import datetime, time
from typing import Final
from uuid import UUID

from thanthien.core import clock, wall
from thanthien.onestop.access import booking
from thanthien.onestop.commands import _following as rows
from thanthien.org import service as org

SAME: Final = "Mã, ngày hẹn, đường theo dõi giữ nguyên."
Row = Sequence[tuple[UUID, UUID, UUID | None, str]]


def dossiers(scheme: org.Scheme) -> Iterator[org.Line]:
    """Open ones go, closed ones stay; who has no handler any more, and what waits for number and seal."""
    with wall.lifted():
        found, closed = rows.open_ids(scheme.olds), rows.closed_counts(scheme.olds)
        twice = rows.twice(scheme.olds) if len(scheme.olds) > 1 else ""
        people = _people(scheme)
    where, open_ = scheme.goes(rows.DOSSIER, [key for key, _, _, _ in found])
    keeper = scheme.side(scheme.keeper).label
    for old in scheme.old:
        mine = [one for one in found if one[1] == old.id]
        wrong = f"Hai xã cùng có hồ sơ mang mã {twice}. Sửa mã định danh rồi làm lại." if twice else ""
        undecided = sum(key in open_ for key, _, _, _ in mine)
        going = len(mine) - undecided
        yield org.Line(old.id, "Hồ sơ đang làm", going, org.Fate.GOES, SAME, undecided, wrong)
        yield from _without(old.id, mine, where, people)
        if signed := sum(1 for _, _, _, state in mine if state == "signed"):
            said = "Lấy số và đóng dấu của đơn vị mới."
            yield org.Line(old.id, "Kết quả đã ký, chờ số và dấu", signed, org.Fate.GOES, said)
        said = f"{keeper[:1].upper()}{keeper[1:]} giữ, xem và in lại như cũ."
        yield org.Line(old.id, "Hồ sơ đã xong", closed.get(old.id, 0), org.Fate.STAYS, said)


def _without(
    old: UUID, mine: Row, where: Mapping[UUID, UUID | None], people: Mapping[UUID, set[UUID]]
) -> Iterator[org.Line]:
    left = 0
    for key, _, owner, _ in mine:
        target = where.get(key)
        left += bool(owner and target and owner not in people[target])
    if left:
        said = "Người đang xử lý không sang cùng. Chủ tịch giao lại."
        yield org.Line(old, "Hồ sơ mất người xử lý", left, org.Fate.GOES, said)


def _people(scheme: org.Scheme) -> dict[UUID, set[UUID]]:
    """Return who will sit in each new unit."""
    held = list(org.positions_in(scheme.olds, scheme.day))
    where, _ = scheme.goes("position", [one.id for one in held])
    found: dict[UUID, set[UUID]] = {new.id: set() for new in scheme.new}
    for one in held:
        if (target := where.get(one.id)) in found:
            found[target].add(one.staff_id)
    return found


def catalogue(scheme: org.Scheme) -> Iterator[org.Line]:
    """What the leading unit has confirmed goes; what the others had confirmed otherwise stays with them."""
    now = _noon(scheme)
    with wall.lifted():
        words: Counter[UUID] = Counter(one.unit_id for one in rows.synonyms_in(scheme.olds, now))
        chosen = {key: rows.versions_of(key, now).count() + rows.settings_of(key).count() for key in scheme.olds}
    for old in scheme.old:
        goes = old.id == scheme.lead
        said = "" if goes else f"Đơn vị mới theo danh mục của {scheme.side(scheme.lead).label}."
        if chosen[old.id]:
            fate = org.Fate.GOES if goes else org.Fate.STAYS
            yield org.Line(old.id, "Mục đã xác nhận, bật tắt trong danh mục", chosen[old.id], fate, said)
        if words[old.id]:
            yield org.Line(old.id, "Từ bà con hay dùng", words[old.id], org.Fate.GOES)


def intake(scheme: org.Scheme) -> Iterator[org.Line]:
    """Forms begun and not sent."""
    with wall.lifted():
        counts: Counter[UUID] = Counter(rows.drafts_in(scheme.olds, _noon(scheme)).values_list("unit_id", flat=True))
    for old in scheme.old:
        if counts[old.id] and scheme.only:
            yield org.Line(old.id, "Hồ sơ bà con đang điền dở", counts[old.id], org.Fate.GOES, "Điền tiếp được.")
        elif counts[old.id]:
            said = "Khi gửi, trang chỉ bà con sang xã mới để nộp."
            yield org.Line(old.id, "Hồ sơ bà con đang điền dở", counts[old.id], org.Fate.STAYS, said)


def _noon(scheme: org.Scheme) -> datetime:
    return datetime.combine(scheme.day, time(12), clock.VN)


def owned(unit_id: UUID, records: Collection[UUID]) -> set[UUID]:
    """Return which of these are open dossiers of a unit."""
    return set(rows.open_in([unit_id]).filter(id__in=records).values_list("id", flat=True))


def bookings(scheme: org.Scheme) -> Iterator[org.Line]:
    """Tell how many people have an appointment with each old unit: they come, and are told where to go."""
    with wall.lifted():
        counts = booking.open_in(set(scheme.olds), scheme.day)
    for old in scheme.old:
        if counts.get(old.id):
            said = "Ở lại sổ đơn vị cũ. Báo bà con đến nơi mới, hoặc đặt lại ở đơn vị mới."
            yield org.Line(old.id, "Lịch hẹn sau ngày sắp xếp", counts[old.id], org.Fate.STAYS, said)


def organisations(scheme: org.Scheme) -> Iterator[org.Line]:
    """Tell how many organisations file at each old unit."""
    with wall.lifted():
        counts: Counter[UUID] = Counter(rows.organisations_in(scheme.olds).values_list("unit_id", flat=True))
    for old in scheme.old:
        if counts[old.id]:
            said = "Đơn vị mới cũng nhận ra theo mã số. Sổ ở đơn vị cũ giữ nguyên để xem lại."
            yield org.Line(old.id, "Tổ chức đã nộp hồ sơ", counts[old.id], org.Fate.GOES, said)

"""What packs take from parts that only show: hours, days of serving, what hangs; and packs in a reorganisation."""

from collections.abc import Iterator
from uuid import UUID

from thanthien.core import wall
from thanthien.org import service as org
from thanthien.org.service import Fate, Line, Scheme
from thanthien.programme import packing, plan_packing
from thanthien.programme.access import packs as access
from thanthien.rules.posting import kinds

WORDS = "Bộ đã công bố, sổ Dân vận khéo vẫn đọc được ở đơn vị cũ; xã đã nhận vẫn giữ."


def register() -> None:
    """Register sections and the preview of a reorganisation (``programme/apps.py``)."""
    packing.section("plan", "Kế hoạch năm", plan_packing.export, plan_packing.take, plan_packing.FIELDS)
    words = {"hours": "Giờ", "offered": "Làm gì"}
    packing.section("settings", "Giờ làm việc, lịch ra với bà con", settings, None, words)
    packing.section("postings", "Đang niêm yết, chỉnh trang", postings, None, {"kind": "Loại", "place": "Ở đâu"})
    org.follows("packs", lines, org.nothing_moves)


def settings(unit_id: UUID) -> list[packing.Row]:
    """Return office hours and timetables of serving outside; to read only: hours move every due date of a commune."""
    sessions = org.office_of(unit_id).hours.get("sessions", [])
    rows = [{"title": "Giờ làm việc ở trụ sở", "hours": "; ".join(f"{a} đến {b}" for a, b in sessions)}]
    for one in access.outings(unit_id):
        hours = f"{one.opens:%H:%M} đến {one.closes:%H:%M}"
        rows.append({"title": one.get_kind_display(), "hours": hours, "offered": one.offered})
    return rows if sessions else rows[1:]


def postings(unit_id: UUID) -> list[packing.Row]:
    """Return what hangs in the office now; the pictures stay at home."""
    rows = access.postings(unit_id)
    said = {one.code: one.text for row in rows for one in kinds(row.on)}
    return [{"title": one.title, "kind": said.get(one.kind, one.kind), "place": one.place} for one in rows]


def lines(scheme: Scheme) -> Iterator[Line]:
    """Tell how many packs and registered models each old unit has; nothing moves."""
    with wall.lifted():
        counts = access.counted_in(scheme.olds)
    for old in scheme.old:
        if counts.get(old.id):
            yield Line(old.id, "Bộ kinh nghiệm, mô hình Dân vận khéo", counts[old.id], Fate.STAYS, WORDS)

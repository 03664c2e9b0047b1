"""How inspection and serving outside the office join the rest of the model. Registered by :func:`register`."""

from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from thanthien.core.actors import Actor
from thanthien.onestop import service as onestop
from thanthien.org import service as org
from thanthien.org.service import Fate, Line, Scheme
from thanthien.programme import difficulty_sources, drafting
from thanthien.programme.access import inspection as visits
from thanthien.programme.access import outside
from thanthien.programme.commands import difficulty_redating
from thanthien.programme.drafting import Count, Figures, Note, Section, Table
from thanthien.programme.outside_queries import homes_done, tallies
from thanthien.rules.inspection import ACCEPTED, PARTIES


def register() -> None:
    """Register what both parts give to the others (``programme/apps.py``)."""
    onestop.redating.follow("difficulties", difficulty_redating.dates, difficulty_redating.redate)
    difficulty_sources.source("finding", finding)
    drafting.report_section("inspection", 70, visits_told)
    drafting.report_section("outside", 80, outside_told)
    org.follows("inspection", inspection_lines, org.nothing_moves)
    org.follows("outside", outside_lines, org.nothing_moves)


def finding(actor: Actor, key: UUID) -> difficulty_sources.Told:
    """A finding of a visit, for a difficulty that is raised about it."""
    found = visits.finding(actor, key)
    text = f"Kiểm tra ngày {found.visit.day:%d/%m/%Y} ghi, phải khắc phục trước hết ngày {found.due_on:%d/%m/%Y}: "
    return difficulty_sources.Told(found.text[:200], text + found.text)


def visits_told(actor: Actor, period: drafting.Period, now: datetime) -> Section | None:
    """Return the section of the reports: who came how often, what was found, what is put right."""
    rows = list(visits.visited(actor, [actor.scope], period.first, period.last).values_list("id", "party"))
    if not rows:
        return None
    found = list(visits.findings(actor).filter(visit_id__in=[key for key, _ in rows]).values_list("state", flat=True))
    right = found.count(ACCEPTED)
    lines = tuple(
        (words[:1].upper() + words[1:], str(sum(party == one for _, one in rows))) for party, words in PARTIES.items()
    )
    note = Note("Danh sách các cuộc kiểm tra", "/can-bo/mo-hinh/kiem-tra/")
    table = Table(("Đoàn", "Số cuộc"), lines, "Các cuộc kiểm tra, giám sát", note=note)
    count = Count("Điều chưa đạt đã khắc phục, kiểm lại đạt", f"{right} trên {len(found)}", right, len(found))
    return Section("Kiểm tra, giám sát", f"Xã được kiểm tra, giám sát {len(rows)} cuộc.", (table, Figures((count,))))


def outside_told(actor: Actor, period: drafting.Period, now: datetime) -> Section | None:
    """Return the section of the reports: what serving outside the office came to, typed figures said as typed."""
    rows, (done, due) = tallies(actor, period.first, period.last), homes_done(actor, period.first, period.last)
    if not rows and not due:
        return None
    lines = tuple((one.label, f"{one.done} trên {one.due}", str(one.came), str(one.dossiers)) for one in rows)
    note = Note("Các buổi đã qua. Số người đến, số hồ sơ do cán bộ ghi tay sau mỗi buổi", "/can-bo/mo-hinh/ra-ngoai/")
    table = Table(("Loại", "Buổi đã làm", "Người đến", "Hồ sơ nhận ở đó"), lines, "Xã ra với bà con", note=note)
    words = f"Phục vụ tại nhà {done} trên {due} lượt." if due else ""
    return Section("Ngoài trụ sở, ngoài giờ", words, (table,) if lines else ())


def inspection_lines(scheme: Scheme) -> Iterator[Line]:
    """Tell how many findings are open in each old unit: they stay there, readable; new visits go to the new unit."""
    counts = visits.counted_in(scheme.olds)
    for old in scheme.old:
        if counts.get(old.id):
            words = "Ở lại sổ đơn vị cũ. Việc nào còn phải làm thì đoàn ghi lại ở đơn vị mới."
            yield Line(old.id, "Điều chưa khắc phục", counts[old.id], Fate.STAYS, words)


def outside_lines(scheme: Scheme) -> Iterator[Line]:
    """Tell which promises to people end with the old unit, so that somebody keeps them before or makes them anew."""
    homes, days = outside.homes_in(scheme.olds), outside.days_in(scheme.olds, scheme.day)
    for old in scheme.old:
        if homes.get(old.id):
            yield Line(old.id, "Phục vụ tại nhà chưa làm", homes[old.id], Fate.STAYS, "Làm xong trước ngày sắp xếp.")
        if days.get(old.id):
            yield Line(old.id, "Buổi ra với bà con đã hẹn", days[old.id], Fate.STAYS, "Đơn vị mới lập lịch lại.")

"""What the readiness review gives to other parts: a gap told as a difficulty, packs, the reports, a reorganisation."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from uuid import UUID

from thanthien.core import wall
from thanthien.core.actors import Actor
from thanthien.core.command import Run
from thanthien.org.service import Fate, Line, Scheme
from thanthien.programme import drafting, packing
from thanthien.programme.access import readiness as access
from thanthien.programme.commands.checklist import put_own
from thanthien.programme.difficulty_sources import Told
from thanthien.rules.checklist import ANSWERS, GAPS, GROUPS, counted
from thanthien.rules.words import short_year

FIELDS = {"group_text": "Nhóm"}
TAKEN = "theo bộ kinh nghiệm đã nhận"


def gap(actor: Actor, key: UUID) -> Told:
    """Tell an item of a review for the form of a difficulty; raises ``NotThere``."""
    item = access.item(actor, key)
    said = f"{ANSWERS.get(item.answer, 'Chưa trả lời')}. {item.note}".strip()
    return Told(
        f"Còn thiếu: {item.text}", f"Rà soát lần {item.review.number}, mục {item.position}: {item.text}.\n{said}"
    )


def export(unit_id: UUID) -> list[packing.Row]:
    """Return the items that a commune looks at besides the list."""
    return [
        {"title": one.text, "group": one.group, "group_text": GROUPS[one.group]} for one in access.own_items(unit_id)
    ]


def take(run: Run, actor: Actor, now: datetime, rows: Sequence[packing.Row]) -> int:
    """Add the items that the commune does not look at yet; they are asked from its next review on."""
    there = {one.text for one in access.own_items(actor.scope)}
    made = [put_own(actor.scope, row["group"], row["title"], TAKEN) for row in rows if row["title"] not in there]
    for one in made:
        run.audit(actor.scope, ("own_item", one.id), {"kind": one.group})
    return len(made)


def told(actor: Actor, period: drafting.Period, now: datetime) -> drafting.Section | None:
    """Tell the last review that was finished in a period, for the reports; None without one."""
    rows = access.reviews(actor).filter(finished_on__gte=period.first, finished_on__lte=period.last)
    last = rows.first()
    if last is None or last.finished_on is None:
        return None
    items = list(access.items(last))
    counts, total = counted(one.answer for one in items), len(items)
    link = drafting.Note(
        "Đếm từ sổ rà soát điều kiện, từng mục có người trả lời và ảnh.", f"/can-bo/mo-hinh/ra-soat/{last.id}/"
    )
    figures = [
        drafting.Count(f"Mục trả lời “{words}”", str(counts[code]), counts[code], total, total, link)
        for code, words in ANSWERS.items()
    ]
    planned = sum(one.answer in GAPS and one.task_id is not None for one in items)
    lacking = counts["no"] + counts["part"]
    figures.append(
        drafting.Count("Mục thiếu đã thành việc của kế hoạch", str(planned), planned, lacking, lacking, link)
    )
    words = f"Xã đã rà soát {rows.count()} lần trong kỳ; lần {last.number} khép ngày {short_year(last.finished_on)}."
    return drafting.Section("Rà soát điều kiện", words, (drafting.Figures(tuple(figures)),))


def lines(scheme: Scheme) -> Iterator[Line]:
    """Tell how many reviews each old unit has; they stay with it, readable, and the successor reviews anew."""
    with wall.lifted():
        counts = access.counted_in(scheme.olds)
    for old in scheme.old:
        if counts.get(old.id):
            words = "Câu trả lời và ảnh vẫn đọc được ở đơn vị cũ. Đơn vị mới rà soát lại từ đầu."
            yield Line(old.id, "Rà soát điều kiện", counts[old.id], Fate.STAYS, words)


def register() -> None:
    """Say all of it to the parts that ask."""
    from thanthien.org import service as org
    from thanthien.programme import difficulty_sources

    difficulty_sources.source("gap", gap)
    packing.section("checklists", "Mục rà soát riêng", export, take, FIELDS)
    drafting.report_section("readiness", 35, told)
    org.follows("readiness", lines, org.nothing_moves)

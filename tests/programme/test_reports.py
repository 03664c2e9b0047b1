"""The reports of a period: figures as the board says them, each with its list; their issue opens the gate."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest

from tests.programme.papered import drafted, edit, issue, plan_of, words
from tests.programme.start import RULING, WHY, above, founded
from tests.world import World
from thanthien.core.errors import NotThere, Refused
from thanthien.programme import drafting
from thanthien.programme import service as programme
from thanthien.programme.models import Participation
from thanthien.programme.paper_report import months_of
from thanthien.programme.service import papers
from thanthien.quality import service as quality
from thanthien.rules import words as said

pytestmark = pytest.mark.django_db
SINCE = date(2026, 8, 20)


def chosen(world: World, on: date = SINCE) -> Participation:
    actor = above(world)
    ruling = programme.Ruling("1200/QĐ-UBND", on, RULING.issuer)
    programme.choose(
        actor=actor, now=world.now, programme_id=founded(world, actor), unit_ids=[world.home], ruling=ruling,
        reasons=WHY,
    )  # fmt: skip
    part = programme.current(world.home)
    assert part is not None
    return part


def busy(world: World) -> None:
    """Twelve dossiers received in October, one answer in September."""
    for number in range(12):
        world.received(at=world.now - timedelta(days=20 + number))


def gates(world: World) -> set[str]:
    part = programme.current(world.home)
    assert part is not None
    return {one.kind for one in programme.artefacts(part)}


def report(world: World, kind: str = "preliminary_report") -> papers.ModelPaper:
    part = programme.current(world.home)
    assert part is not None
    return drafted(world, kind, part.id)


def blocks(row: papers.ModelPaper, shape: str) -> list[dict[str, Any]]:
    return [block for one in row.sections for block in one["blocks"] if block["shape"] == shape]


@pytest.mark.parametrize(
    ("kind", "gate"), [("preliminary_report", "preliminary_review"), ("final_report", "final_review")]
)
def test_its_issue_opens_the_gate(world: World, kind: str, gate: str) -> None:
    chosen(world)
    row = report(world, kind)
    assert gate not in gates(world)
    issue(world, row, number="30")
    assert gate in gates(world)


def test_a_report_speaks_of_whole_months_from_the_choice_on(world: World) -> None:
    part = chosen(world)
    assert months_of(part, world.now) == ("2026-08", "2026-09", "2026-10")
    part.chosen_on = date(2024, 6, 17)
    assert len(months_of(part, world.now)) == 12


def test_no_report_before_a_month_is_over(world: World) -> None:
    chosen(world, date(2026, 11, 2))
    with pytest.raises(Refused, match="Chưa hết tháng nào"):
        report(world)


def test_a_report_of_nothing_is_not_issued(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    part = chosen(world)
    empty = drafting.Filled("sơ kết không có gì", (drafting.Section("Chỉ có đầu mục"),))
    known = drafting.KINDS["preliminary_report"]
    bare = drafting.Kind(known.name, known.label, lambda actor, key, now: empty, known.form, known.after)
    monkeypatch.setitem(drafting.KINDS, "preliminary_report", bare)
    with pytest.raises(Refused, match="chưa có nội dung"):
        issue(world, drafted(world, "preliminary_report", part.id))
    assert "preliminary_review" not in gates(world)


def test_each_month_says_what_the_board_says(world: World) -> None:
    chosen(world)
    busy(world)
    row = report(world)
    board = {one.promise.id: one for one in quality.board(world.home, "2026-10", world.now)}
    online = board["t1"]
    assert online.definition is not None
    assert not online.lacking
    table = next(one for one in blocks(row, "grid") if any("/bang-diem/t1/" in url for url in one["urls"]))
    value = quality.value_words(online.definition.kind, online.value, online.now)
    assert table["rows"][-1] == ["10/2026", value, said.number(online.now.met), said.number(online.now.all)]
    assert table["rows"][0][1].startswith("chưa đo")
    assert table["urls"][-1].endswith("/xa/15163/bang-diem/t1/?thang=2026-10")


def test_every_figure_has_a_footnote_with_its_list(world: World) -> None:
    chosen(world)
    busy(world)
    summary = next(one for one in blocks(report(world), "grid") if one["head"][0] == "Nội dung")
    measured = [note for row, note in zip(summary["rows"], summary["notes"], strict=True) if row[1] != "chưa đo"]
    assert measured
    assert all(note is not None and "/bang-diem/" in note["url"] for note in measured)


def test_a_month_that_was_not_measured_has_no_column(world: World) -> None:
    chosen(world)
    busy(world)
    charts = blocks(report(world), "bars")
    assert charts
    assert all(bar["height"] is None for chart in charts for bar in chart["bars"] if bar["label"] == "8/26")


def test_figures_stay_as_filled_until_asked_anew(world: World) -> None:
    chosen(world)
    row = report(world)
    before = blocks(row, "grid")
    busy(world)
    after = papers.paper(world.actors["tam"], row.id)
    assert blocks(after, "grid") == before
    papers.refill(actor=world.actors["tam"], now=world.now, paper_id=row.id, version=1)
    assert blocks(papers.paper(world.actors["tam"], row.id), "grid") != before


def test_what_people_write_stands_in_the_print(world: World) -> None:
    chosen(world)
    plan_of(world)
    row = report(world)
    sections = [(head, "Cán bộ mới chưa quen máy." if head == "Hạn chế, nguyên nhân" else text)
                for head, text in words(row).sections]  # fmt: skip
    data = papers.data_of(edit(world, row, sections=tuple(sections)))
    heads = [one["head"] for one in data["parts"]]
    assert any(head.endswith("Hạn chế, nguyên nhân") for head in heads)
    assert not any(head.endswith("Bài học") for head in heads)  # nobody wrote it: it is not printed


def test_a_report_of_another_communes_part_is_not_there(world: World) -> None:
    part = chosen(world)
    for login, key in (("du", part.id), ("tam", UUID(int=7))):
        with pytest.raises(NotThere):
            drafted(world, "final_report", key, login)

"""What the manual's tables say is what the rules do."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest

from tests.rules import manual
from thanthien.rules import apology, numbering, pages
from thanthien.rules.calendar import NATIONAL
from thanthien.rules.clock import due, moment
from thanthien.rules.dossier import MACHINE, Facts
from thanthien.rules.errors import BadNumber, UnknownRule
from thanthien.rules.machine import Illegal
from thanthien.rules.rulebook import book
from thanthien.rules.supplement import SupplementPolicy

Row = dict[str, str]


def cases(page: str, *columns: str) -> pytest.MarkDecorator:
    found = manual.rows(page, *columns)
    assert found, f"{page} has no table {columns}"
    return pytest.mark.parametrize("row", found, ids=lambda row: " ".join(row.values())[:60])


@cases("calendar.md", "Day", "Kind", "Worked")
def test_days(row: Row) -> None:
    day = NATIONAL.day(date.fromisoformat(row["Day"]))
    assert (day.kind, day.works) == (row["Kind"], row["Worked"] == "yes")


@cases("calendar.md", "Kind", "Said", "Counts for limits")
def test_kinds(row: Row) -> None:
    day = NATIONAL.day(date(2026, 11, 23))._replace(kind=row["Kind"])
    assert (day.said, day.works) == (row["Said"], row["Counts for limits"] == "yes")


@cases("calendar.md", "Received", "Limit", "Due", "By hand")
def test_counting(row: Row) -> None:
    assert due(moment(row["Received"]), manual.limit(row["Limit"])).due_on == date.fromisoformat(row["Due"])


@cases("clock.md", "Received", "Limit", "Events", "Due", "Status")
def test_clock(row: Row) -> None:
    found = due(moment(row["Received"]), manual.limit(row["Limit"]), events=manual.events(row["Events"]))
    assert (found.at.replace(tzinfo=None).isoformat(), found.status) == (row["Due"], row["Status"])


@cases("clock.md", "Received", "Limit", "Sentence")
def test_sentence(row: Row) -> None:
    assert due(moment(row["Received"]), manual.limit(row["Limit"])).sentence() == row["Sentence"]


@cases("clock.md", "Now", "Events", "Done", "Kind", "Short", "Long", "Spoken")
def test_states(row: Row) -> None:
    found = due(moment("2026-11-11T09:20"), manual.limit("5 working_days"), events=manual.events(row["Events"]))
    state = found.state(moment(row["Now"]), moment(row["Done"]) if row["Done"] else None)
    assert (state.kind, state.short, state.long, state.spoken) == (
        row["Kind"],
        row["Short"],
        row["Long"],
        row["Spoken"],
    )


@cases("supplement.md", "Received", "Limit", "Policy", "Events", "Due")
def test_supplement(row: Row) -> None:
    policy = SupplementPolicy(row["Policy"], "x", "x", "in_force") if row["Policy"] else None
    start, limit = moment(row["Received"]), manual.limit(row["Limit"])
    found = due(start, limit, events=manual.events(row["Events"]), policy=policy)
    assert (found.to_json()["due_on"] or "–") == row["Due"]


@cases("apology.md", "Due", "Unit", "Set hour", "Draft from")
def test_apology(row: Row) -> None:
    hour = time.fromisoformat(row["Set hour"]) if row["Set hour"] else None
    found = apology.drafting_moment(moment(row["Due"]), row["Unit"], set_hour=hour)
    assert found == moment(row["Draft from"])


@cases("machine.md", "State", "Move", "Role", "Facts", "Inputs", "Answer")
def test_machine(row: Row) -> None:
    facts = Facts(**manual.typed(row["Facts"]))  # type: ignore[arg-type]
    try:
        answer = MACHINE.step(row["State"], row["Move"], {row["Role"]}, facts, manual.typed(row["Inputs"])).target(
            row["State"]
        )
    except Illegal as refused:
        answer = refused.sentence
    assert answer == row["Answer"]


@cases("rulebook.md", "Subject", "Day", "Entry")
def test_rulebook(row: Row) -> None:
    day = date.fromisoformat(row["Day"])
    if row["Entry"] == "–":
        with pytest.raises(UnknownRule):
            book().at(row["Subject"], day)
    else:
        assert book().at(row["Subject"], day).id == row["Entry"]


@cases("numbering.md", "E-identifier", "Unit", "Day", "Serial", "Code")
def test_codes(row: Row) -> None:
    day = date.fromisoformat(row["Day"])
    code = numbering.dossier_code(row["E-identifier"], row["Unit"], day, int(row["Serial"]))
    assert code == row["Code"]
    read = numbering.parse_dossier_code(code)
    assert (read.received_on, read.serial, read.official) == (day, int(row["Serial"]), bool(row["E-identifier"]))


@cases("numbering.md", "Typed", "Read as")
def test_typed_codes(row: Row) -> None:
    if row["Read as"] == "–":
        with pytest.raises(BadNumber):
            numbering.parse_dossier_code(row["Typed"])
    else:
        assert str(numbering.parse_dossier_code(row["Typed"])) == row["Read as"]


@pytest.mark.parametrize("name", pages.PAGES)
def test_generated_pages_are_fresh(name: str) -> None:
    assert (manual.FOLDER.parent / name).read_text("utf-8") == pages.PAGES[name](), (
        "run: python -m thanthien.rules.pages docs"
    )


def test_moments_are_vietnamese() -> None:
    assert moment("2026-11-23T09:00").utcoffset() == datetime.fromisoformat("2026-01-01T00:00+07:00").utcoffset()

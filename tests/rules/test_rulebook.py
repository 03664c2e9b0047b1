"""The rulebook: complete, sound, and right on the days on which law changes."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.rules import manual
from thanthien.rules.derivation import ARTICLES
from thanthien.rules.errors import BadLimit, LimitUnknown, UnknownRule
from thanthien.rules.limits import UNITS as CLOCK_UNITS
from thanthien.rules.rulebook import Entry, Rulebook, book, parse

COLLECTED = Path(__file__).with_name("collected.txt").read_text("utf-8").split()
ONE = timedelta(days=1)
entries = pytest.mark.parametrize("entry", book().entries, ids=lambda e: e.id)


def test_every_collected_rule_has_its_entry_or_a_reason() -> None:
    left_out = {row["Rule"] for row in manual.rows("left-out.md", "Rule", "Why it has no entry")}
    present = set(book().by_id)
    assert len(COLLECTED) == 161
    assert set(COLLECTED) <= present | left_out
    assert not present & left_out


def test_the_shipped_book_is_sound() -> None:
    assert book().check() == []
    assert len(book().version) == 64
    assert book() is book()


@entries
def test_an_entry_holds_from_its_first_to_its_last_day(entry: Entry) -> None:
    def found(day: date) -> str:
        try:
            return book().at(entry.subject, day).id
        except UnknownRule:
            return ""

    assert found(entry.valid_from - ONE) != entry.id
    assert found(entry.valid_from) == entry.id
    if entry.valid_to:
        assert found(entry.valid_to - ONE) == entry.id
        assert found(entry.valid_to) != entry.id
    else:
        assert found(date(2030, 1, 1)) == entry.id


@entries
def test_an_entry_speaks_and_cites(entry: Entry) -> None:
    assert entry.title[0].isupper()
    assert entry.law
    assert entry.source or entry.assumed or entry.id == "TTHC-22"
    if entry.unit in CLOCK_UNITS and entry.value is not None and entry.cmp == "max":
        assert entry.limit().value == entry.value


@pytest.mark.parametrize("rule", sorted(ARTICLES))
def test_the_clock_cites_the_same_articles_as_the_book(rule: str) -> None:
    digits = [word for word in ARTICLES[rule].replace(",", " ").split() if word.isdigit() and len(word) == 3]
    assert all(number in book().entry(rule).law for number in digits)


def test_a_rule_out_of_force_names_the_one_that_holds() -> None:
    with pytest.raises(UnknownRule, match="KN1-09"):
        book().limit_on("KN1-02", date(2026, 7, 1))
    assert book().limit_on("KN1-02", date(2026, 6, 30)).said == "10 ngày"
    assert book().limit_on("KN1-03", date(2026, 3, 28)).value == 30


@pytest.mark.parametrize("rule", ["TTHC-02", "TTHC-19A", "PAKN-06"])
def test_a_number_left_to_procedures_is_not_invented(rule: str) -> None:
    with pytest.raises(LimitUnknown):
        book().limit_on(rule, date(2026, 11, 1))


@pytest.mark.parametrize("rule", ["TTHC-07A", "TTHC-12", "DT-02", "HV-01"])
def test_what_is_not_a_stretch_of_time_is_refused(rule: str) -> None:
    with pytest.raises((UnknownRule, BadLimit)):
        book().limit_on(rule, date(2026, 11, 1))


def made(rule: str, start: str, end: str = "", **more: object) -> Entry:
    fields: dict[str, object] = {"unit": "times", "law": "x", "status": "in_force", "subject": "s", "title": "T"}
    until = date.fromisoformat(end) if end else None
    return Entry(id=rule, valid_from=date.fromisoformat(start), valid_to=until, **(fields | more))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("rows", "problem"),
    [
        ([made("A", "2025-01-01"), made("B", "2026-01-01")], "cùng nói về"),
        ([made("A", "2025-01-01", "2025-06-01"), made("B", "2026-01-01")], "khoảng trống"),
        ([made("A", "2025-01-01", "2025-06-01")], "không còn quy tắc"),
        ([made("A", "2025-01-01", unit="furlongs")], "đơn vị"),
        ([made("A", "2025-01-01", status="guessed")], "tình trạng"),
        ([made("A", "2025-01-01", cmp="about")], "cách so"),
        ([made("A", "2025-01-01", "2024-01-01")], "hết hiệu lực"),
        ([made("A", "2025-01-01"), made("A", "2025-01-01", subject="t")], "cùng một số"),
    ],
)
def test_a_broken_book_says_what_is_broken(rows: list[Entry], problem: str) -> None:
    assert any(problem in said for said in Rulebook(rows).check())


@pytest.mark.parametrize(
    "text",
    [
        "[[rule]\n",
        '[[rule]]\nid="A"\n',
        '[[rule]]\nid="A"\nsubject="s"\ntitle="T"\nvalid_from="2025-01-01"\nunit="times"\nlaw="x"\nstatus="assumed"\n',
        '[[rule]]\nid="A"\nsubject="s"\ntitle="T"\nvalid_from=2025-01-01\nunit="times"\nlaw="x"\nstatus="assumed"\ncolour="red"\n',
    ],
)
def test_a_broken_file_is_named_by_the_check(text: str) -> None:
    found = parse([("a.toml", text)])
    assert not found.entries
    assert found.check()[0].startswith("a.toml")


def test_a_declared_gap_is_no_problem_and_the_version_follows_the_content() -> None:
    text = (
        '[[rule]]\nid="A"\nsubject="s"\ntitle="T"\nvalid_from=2025-01-01\nvalid_to=2025-06-01\nunit="times"\n'
        'law="x"\nstatus="assumed"\n[[gap]]\nsubject="s"\nfrom=2025-06-01\nwhy="hết"\n'
    )
    assert parse([("a.toml", text)]).check() == []
    assert parse([("a.toml", text)]).version != parse([("a.toml", text.replace('"T"', '"U"'))]).version

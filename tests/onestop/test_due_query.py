"""One question and answer for command line, API and page: the shape, the refusals, the commune's own hours."""

from datetime import datetime
from typing import Any

import pytest

from thanthien.core.clock import VN
from thanthien.onestop.due_query import DueProblem, explain, read, reckon, shipped_procedure
from thanthien.rules.rulebook import book

RECEIVED = "2026-02-12T09:30"


def ask(events: tuple[str, ...] = (), **asked: str) -> dict[str, Any]:
    question = {"from" if key == "start" else key: value for key, value in asked.items()}
    return explain(read(question, events), shipped_procedure)


def problem(events: tuple[str, ...] = (), **asked: str) -> DueProblem:
    with pytest.raises(DueProblem) as caught:
        ask(events, **asked)
    return caught.value


def test_the_promised_shape() -> None:
    said = ask(working_days="5", start="2026-02-12")
    assert {"due_on", "due_at", "status", "assumed", "steps"} <= set(said)
    assert said["due_on"] == "2026-02-26"
    for step in said["steps"]:
        assert set(step) == {"rule", "article", "from", "to", "note"}


def test_a_supplement_starts_the_count_anew() -> None:
    said = ask(("supplement@2026-02-13T10:00", "complete@2026-02-24T08:00"), procedure="1.004873", received=RECEIVED)
    assert said["due_on"] == "2026-02-27"
    assert "TTHC-15" in said["assumed"]


def test_while_the_clock_stands_there_is_no_date() -> None:
    said = ask(("supplement@2026-02-13T10:00",), procedure="1.004873", received=RECEIVED)
    assert (said["due_on"], said["due_at"], said["status"]) == (None, None, "estimate")


def test_a_verification_takes_the_longer_limit() -> None:
    said = ask(("verify@2026-03-02T10:00",), procedure="1.001022", received="2026-03-02T09:30")
    assert said["due_on"] == "2026-03-12"


def test_a_case_has_its_own_limit() -> None:
    assert ask(procedure="1.013225", received="2026-03-02", case="house")["due_on"] == "2026-03-11"
    assert ask(procedure="1.013225", received="2026-03-02", case="works")["due_on"] == "2026-03-16"


@pytest.mark.parametrize(
    ("asked", "kind", "field"),
    [
        ({}, "bad-question", "procedure"),
        ({"working_days": "5", "calendar_days": "5", "start": "2026-02-12"}, "bad-question", "calendar_days"),
        ({"working_days": "5"}, "bad-moment", "from"),
        ({"procedure": "1.004873"}, "bad-moment", "received"),
        ({"working_days": "5", "start": "30/02/2026"}, "bad-moment", "from"),
        ({"working_days": "-5", "start": "2026-02-12"}, "bad-limit", "working_days"),
        ({"working_days": "5.5", "start": "2026-02-12"}, "bad-limit", "working_days"),
        ({"working_days": "٥", "start": "2026-02-12"}, "bad-limit", "working_days"),
        ({"calendar_days": "9999999", "start": "2026-02-12"}, "bad-limit", "calendar_days"),
        ({"calendar_days": "900000", "start": "2026-02-12"}, "bad-limit", "calendar_days"),
        ({"calendar_days": "9000", "start": "2026-02-12"}, "date-out-of-calendar", "from"),
        ({"working_days": "5", "start": "2022-12-31"}, "date-out-of-calendar", "from"),
        ({"procedure": "0.000000", "received": RECEIVED}, "unknown-procedure", "procedure"),
        ({"procedure": "1.001662", "received": RECEIVED}, "limit-unknown", "procedure"),
        ({"procedure": "1.013225", "received": RECEIVED, "case": "tháp"}, "unknown-case", "case"),
        ({"rule": "KHONG-CO", "start": "2026-02-12"}, "unknown-rule", "rule"),
    ],
)
def test_each_refusal_has_a_lasting_name_and_a_field(asked: dict[str, str], kind: str, field: str) -> None:
    refusal = problem((), **asked)
    assert (refusal.type, refusal.field) == (kind, field)
    assert refusal.sentence.endswith((".", ")"))


@pytest.mark.parametrize("event", ["mua@2026-02-13", "supplement", "complete@2026-02-13", "supplement@2026-02-01"])
def test_an_event_that_cannot_be(event: str) -> None:
    assert problem((event,), procedure="1.004873", received=RECEIVED).type == "bad-event"


def test_a_rule_counts_only_while_it_holds() -> None:
    entry = next(one for one in book().entries if one.valid_to and one.unit in ("working_days", "calendar_days"))
    assert entry.valid_to is not None
    refusal = problem(rule=entry.id, start=entry.valid_to.isoformat())
    assert refusal.type == "unknown-rule"
    assert entry.id in refusal.sentence


def test_too_many_events_are_refused_before_they_are_read() -> None:
    assert problem(("x",) * 41, working_days="5", start="2026-02-12").type == "bad-event"


@pytest.mark.django_db
def test_pages_get_the_date_itself() -> None:
    due = reckon(read({"working_days": "5", "from": "2026-02-12"}))
    assert due.start == datetime(2026, 2, 12, tzinfo=VN)
    assert len(due.weeks()) == 3

"""What people will read, before it is sent: the same five or six sentences as on the paper itself."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from thanthien.core import clock
from thanthien.office.case import CALLED, Case
from thanthien.rules import supplement
from thanthien.web import words

if TYPE_CHECKING:
    from thanthien.onestop.models import Apology


def of(move: str, case: Case, form: Any) -> dict[str, Any]:
    """Return the words of the letter that an act sends, from what was typed."""
    row, data = case.dossier, form.cleaned_data
    common = {"called": case.called, "name": row.applicant, "title": row.title, "code": row.code}
    if move in ("request_supplement", "guide"):
        numbers = set(form.numbers())
        asked = [item.text for item in case.items if item.number in numbers]
        said = clock_words(row.accepted_at if move == "request_supplement" else None)
        more = {"items": asked, "reason": data["reason"], "ground": form.ground(), "clock": said}
        return common | more
    if move in ("refuse", "reject"):
        return common | {"reason": data["reason"], "ground": form.ground(), "guidance": data["guidance"]}
    person = row.owner
    answerable = {"person": person.name, "phone": person.phone} if person else {"person": case.actor.label, "phone": ""}
    return common | {"wrong": data["wrong"], **answerable}


def clock_words(accepted_at: datetime | None) -> str:
    """Say how the clock goes on after the papers have come: by the rule of the day of acceptance."""
    policy = supplement.policy_on(clock.local(accepted_at).date()) if accepted_at else None
    return supplement.SAID[policy.value if policy else ""]


def apology(letter: Apology, now: datetime) -> dict[str, Any]:
    """Return an apology's five parts: who, what went wrong with its date, sorry, new date, a person with a phone.

    ``passed`` tells whether the promised date is over: before it, the letter says what will happen.
    """
    row, person = letter.dossier, letter.answerable
    return {
        "called": row.address_as if row.address_as in CALLED else "ông/bà",
        "name": row.applicant,
        "title": row.title,
        "code": row.code,
        "old": _said(letter.due_at),
        "passed": letter.due_at is not None and now > letter.due_at,
        "reason": letter.reason,
        "kind": letter.kind,
        "new": _said(letter.new_date),
        "person": person.name if person else "",
        "phone": person.phone if person else "",
    }


def _said(at: datetime | date | None) -> str:
    if at is None:
        return ""
    day = clock.local(at).date() if isinstance(at, datetime) else at
    return words.day_words(day)

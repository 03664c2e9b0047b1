"""Drafting a letter with a heart when a result is handed over, and looking whether it may hurt somebody."""

import re
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any, Final

from thanthien.core import clock
from thanthien.core.command import Run
from thanthien.core.text import fold, phone
from thanthien.onestop.access import courtesy as access
from thanthien.onestop.models import CourtesyLetter, Dossier
from thanthien.rules import courtesy as rule

FOLDER: Final = Path(__file__).parents[1] / "data" / "letters"
_NUMBER: Final = re.compile(r"[0-9]{9}|[0-9]{12}")
State = CourtesyLetter.State


@cache
def text_of(kind: str) -> tuple[str, str]:
    """Return title and words of a kind of letter, from its file."""
    title, _, words = (FOLDER / f"{kind}.txt").read_text("utf-8").partition("\n---\n")
    return title.strip(), words.strip()


def filled(kind: str, called: str, what: str = "") -> str:
    """Return the words for one person."""
    return text_of(kind)[1].replace("{called}", called).replace("{what}", what)


def draft(run: Run, dossier: Dossier) -> None:
    """Draft the letter of a dossier whose result is handed over: only where the person wished for it at filing."""
    kind = rule.kind_of(dossier.procedure_code)
    if not (dossier.letters_wanted and kind and dossier.result == "granted"):
        return
    if access.letters_of(dossier).filter(kind=kind).exists():
        return
    why = reason_to_hold(dossier, kind, _since(dossier))
    called = dossier.address_as if dossier.address_as in ("ông", "bà") else "ông/bà"
    state = State.WITHDRAWN if why == rule.INFANT else State.HELD if why else State.DRAFT
    letter = CourtesyLetter(
        unit_id=dossier.unit_id, dossier=dossier, kind=kind, state=state, held_for=why, name=dossier.applicant,
        called=called, address=dossier.address, words=filled(kind, called), drafted_at=run.now,
        ended_at=run.now if state == State.WITHDRAWN else None,
    )  # fmt: skip
    run.add(letter)
    # Neither kind nor reason stand in the chain: who reads the journal learns nothing of the family.
    run.audit(dossier.unit_id, ("courtesy", letter.id), {"state": str(state)}, act="courtesy.draft")


def _since(dossier: Dossier) -> datetime:
    return clock.day_start(rule.watched_since(clock.local(dossier.filed_at).date()))


def reason_to_hold(dossier: Dossier, kind: str, since: datetime) -> str:
    """Return why somebody must look before this letter goes, "" for no reason; see :func:`rules.courtesy.held_for`."""
    others = access.matters(dossier.unit_id, rule.AGAINST[kind], since) if kind in rule.AGAINST else ()
    own = traces(dossier)
    found = [traces(one) for one in others if one.id != dossier.id]
    return rule.held_for(kind, own, found, str(dossier.answers.get("applicant_relation", "")), _age(dossier))


def _age(dossier: Dossier) -> timedelta | None:
    try:
        born = date.fromisoformat(str(dossier.answers.get("child_birth_date", "")))
    except ValueError:
        return None
    return clock.local(dossier.filed_at).date() - born


def traces(dossier: Dossier) -> rule.Traces:
    """Return by what a dossier may belong to the same family as another."""
    answers: dict[str, Any] = dossier.answers
    said = [re.sub(r"[\s.]", "", value) for value in answers.values() if isinstance(value, str)]
    numbers = {value for value in [*said, dossier.id_number] if _NUMBER.fullmatch(value)}
    subject = str(answers.get("child_name") or answers.get("deceased_name") or "")
    return rule.Traces(
        frozenset(numbers), phone(dossier.phone), fold(dossier.address), fold(subject)
    )  # fmt: skip

"""Things open gates: called by every command that brings one about, inside its own transaction."""

from datetime import date
from uuid import UUID

from thanthien.core import clock, db
from thanthien.org import service as org
from thanthien.programme.commands.existing import LOOKS
from thanthien.programme.models import Artefact, Participation
from thanthien.rules.programme import THINGS, standing


def note(unit_id: UUID, kind: str, subject_id: UUID, label: str, day: date) -> None:
    """Say that a thing exists since a day, and move the commune on where that opens gates.

    Nothing happens for a commune that takes part in no programme: the thing itself stands in its own record, and is
    picked up by :func:`gather` when the commune is chosen. Twice the same counts once. Raises ``KeyError`` for a kind
    that no gate knows.
    """
    THINGS[kind]
    part = _locked(unit_id)
    if part is None:
        return
    _put(part, kind, subject_id, label, day)
    reckon(part)


def gather(part: Participation, today: date) -> None:
    """Let all count that the commune brought about before it was chosen (``commands.existing``)."""
    for kind, look in LOOKS.items():
        for one in look(part.unit_id, today):
            _put(part, kind, one.subject_id, one.label, one.day)
    reckon(part)


def _put(part: Participation, kind: str, subject_id: UUID, label: str, day: date) -> None:
    Artefact.objects.update_or_create(
        unit_id=part.unit_id, participation=part, kind=kind, subject_id=subject_id,
        defaults={"label": label[:300], "day": day, "void": False},
    )  # fmt: skip


def withdraw(unit_id: UUID, kind: str, subject_id: UUID) -> None:
    """Say that a thing does not count any more (a decision taken back); gates that it opened close again."""
    part = _locked(unit_id)
    if part is None:
        return
    Artefact.objects.filter(unit_id=unit_id, participation=part, kind=kind, subject_id=subject_id).update(void=True)
    reckon(part)


def reckon(part: Participation) -> None:
    """Write where a commune stands by what exists; a part without its choice is left as it is."""
    days: dict[str, date] = {}
    for kind, day in Artefact.objects.filter(participation=part, void=False).values_list("kind", "day"):
        days[kind] = min(day, days.get(kind, day))
    found = standing(days)
    part.stage, part.since, part.waits_for = found.stage, found.since, found.waits_for
    part.missing = [thing.kind for thing in found.missing]
    part.save(update_fields=["stage", "since", "waits_for", "missing"])


def _locked(unit_id: UUID) -> Participation | None:
    return db.lock(Participation.objects.filter(unit_id=unit_id, ended_on__isnull=True)).first()


def board_founded(fact: org.BoardFounded) -> None:
    """A board was founded or renewed by decision."""
    note(fact.unit_id, "board", fact.board_id, fact.name, clock.local(fact.at).date())


def board_regulated(fact: org.BoardRegulated) -> None:
    """A board got its operating rules."""
    note(fact.unit_id, "board_rules", fact.board_id, f"quy chế của {fact.name}", clock.local(fact.at).date())

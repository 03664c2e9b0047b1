"""What a commune brought about before it was chosen: it opens its gates as what comes after does.

One line of :data:`LOOKS` for each kind of thing that a commune makes itself (``rules.programme.THINGS``, by the
commune); the two reviews are papers of a part in a programme, so there are none before it.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Final, NamedTuple
from uuid import UUID

from thanthien.core import clock
from thanthien.org import service as org
from thanthien.programme.access import commitments, launch, packs, plan, posting, readiness, training
from thanthien.programme.models import Commitment
from thanthien.rules.commitment import BODY
from thanthien.rules.posting import open_since


class Thing(NamedTuple):
    """A thing that exists: its record, its words, the day since which it does."""

    subject_id: UUID
    label: str
    day: date


Look = Callable[[UUID, date], Iterator[Thing]]


def _boards(unit_id: UUID, today: date) -> Iterator[Thing]:
    for one in org.board_facts(unit_id):
        if isinstance(one, org.BoardFounded):
            yield Thing(one.board_id, one.name, clock.local(one.at).date())


def _rules(unit_id: UUID, today: date) -> Iterator[Thing]:
    for one in org.board_facts(unit_id):
        if isinstance(one, org.BoardRegulated):
            yield Thing(one.board_id, f"quy chế của {one.name}", clock.local(one.at).date())


def _plans(unit_id: UUID, today: date) -> Iterator[Thing]:
    for one in plan.issued_in(unit_id):
        if one.issued_on is not None:
            yield Thing(one.id, f"{one.number}: {one.title}", one.issued_on)


def _tasks(unit_id: UUID, today: date) -> Iterator[Thing]:
    for one in plan.done_in(unit_id):
        if one.done_on is not None:
            yield Thing(one.id, one.title, one.done_on)


def _reviews(unit_id: UUID, today: date) -> Iterator[Thing]:
    for one in readiness.finished(unit_id):
        if one.finished_on is not None:
            yield Thing(one.id, f"rà soát lần {one.number}", one.finished_on)


def _trainings(unit_id: UUID, today: date) -> Iterator[Thing]:
    for one in training.held_with(unit_id):
        yield Thing(one.id, one.course.title, clock.local(one.starts_at).date())


def _hung(gate: str) -> Look:
    """Return what looks whether all that a gate asks for hangs now; the commune is the subject, there is one."""

    def look(unit_id: UUID, today: date) -> Iterator[Thing]:
        since = open_since(gate, posting.first_days(unit_id), today)
        if since is not None:
            yield Thing(unit_id, "đủ cả, mỗi thứ có ảnh", since)

    return look


def _launches(unit_id: UUID, today: date) -> Iterator[Thing]:
    for one in launch.held_in(unit_id):
        if one.held_on is not None:
            yield Thing(one.id, one.title, one.held_on)


def commitment(row: Commitment) -> Thing | None:
    """Return what a signed commitment is to the programme; None for one without a witness."""
    if row.signed_on is None or not row.witnesses:
        return None
    who = f"cam kết của {row.party}" if row.scope == BODY else "cam kết cá nhân đầu tiên"
    return Thing(row.id, f"{who}, trước {len(row.witnesses)} người chứng kiến", row.signed_on)


def _commitments(unit_id: UUID, today: date) -> Iterator[Thing]:
    first = commitments.first_signed(unit_id)
    found = commitment(first) if first else None
    if found is not None:
        yield found


def _packs(unit_id: UUID, today: date) -> Iterator[Thing]:
    for one in packs.taken_from(unit_id):
        yield Thing(one.pack.series, f"{one.unit} nhận “{one.pack.name}”", one.taken_on)


LOOKS: Final[Mapping[str, Look]] = {
    "board": _boards,
    "board_rules": _rules,
    "plan": _plans,
    "readiness": _reviews,
    "training": _trainings,
    "posting": _hung("posting"),
    "refit": _hung("refit"),
    "launch": _launches,
    "commitment": _commitments,
    "task": _tasks,
    "pack": _packs,
}

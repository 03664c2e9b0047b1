"""Results of a session's quiz: by group for everybody, so that no single person shows; one's own for oneself."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from thanthien.core.actors import Actor
from thanthien.org.models.staff import ROLE_LABELS
from thanthien.programme.access import training as access
from thanthien.programme.models import QuizAttempt, SessionAttendance, TrainingSession
from thanthien.rules import training as rules
from thanthien.rules.words import first_up

ROLES = dict(ROLE_LABELS)


@dataclass(frozen=True, slots=True)
class Answer:
    """One question after sending: what was chosen, what is right, and why."""

    text: str
    chosen: str
    right: str
    good: bool
    reason: str


def best_of(sent: Iterable[QuizAttempt]) -> dict[UUID, QuizAttempt]:
    """Return the best quiz of each line of attendance, the earlier of two alike."""
    found: dict[UUID, QuizAttempt] = {}
    for one in sent:
        before = found.get(one.attendance_id)
        if before is None or one.right > before.right:
            found[one.attendance_id] = one
    return found


def results(actor: Actor, row: TrainingSession) -> tuple[rules.Shown, ...]:
    """Return the results by counter or post, at the level above's session by commune; small groups are folded.

    A commune is shown its own people's alone, and only where these are enough.
    """
    sent = [one for one in access.sent_in(row) if row.unit_id == actor.scope or one.from_unit_id == actor.scope]
    by_commune = row.unit_id == actor.scope and row.unit.level != "commune"
    groups: dict[str, list[rules.Marked]] = {}
    for one in best_of(sent).values():
        name = str(one.attendance.from_unit) if by_commune else _group(one.attendance)
        groups.setdefault(first_up(name), []).append(rules.Marked(one.right, one.total, one.passed))
    return rules.by_group(groups)


def _group(line: SessionAttendance) -> str:
    return line.counter or ROLES.get(line.role, line.role)


def answered(row: TrainingSession, attempt: QuizAttempt) -> list[Answer]:
    """Return each question with what was chosen, the right answer and its reason."""
    pairs = zip(row.questions, attempt.answers, strict=True)
    return [_answer(rules.question(one), chosen) for one, chosen in pairs]


def _answer(one: rules.Question, chosen: int) -> Answer:
    said: Any = one.options[chosen] if 0 <= chosen < len(one.options) else "chưa chọn"
    return Answer(one.text, said, one.options[one.right], chosen == one.right, one.reason)

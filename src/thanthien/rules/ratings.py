"""What is asked after a contact, and how many answers it takes to speak of a rate.

Floors are dated data (settled 13, assumed). The questions stand for the survey signals of the conduct rules.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from thanthien.rules.dated import choices_on
from thanthien.rules.rulebook import book

FACES = {
    1: "Rất không hài lòng",
    2: "Không hài lòng",
    3: "Bình thường",
    4: "Hài lòng",
    5: "Rất hài lòng",
}
SATISFIED_FROM = 4
PRIVACY_FLOOR = 5  # rule TT-10; a test holds the two together


class Question(NamedTuple):
    """An optional question. `signal` is the conduct rule it measures, `kind` "yes_no" or "scale" (1 to 5)."""

    id: str
    signal: str
    text: str
    kind: str

    @property
    def values(self) -> tuple[str, ...]:
        """The answers that may be given."""
        return ("yes", "no") if self.kind == "yes_no" else ("1", "2", "3", "4", "5")


def questions(on: date) -> tuple[Question, ...]:
    """The optional questions asked on a day, in order."""
    return tuple(Question(row["code"], row["signal"], row["text"], row["kind"]) for row in choices_on("survey", on))


def known_answers(answers: Mapping[str, str], on: date) -> bool:
    """Whether every answer belongs to a question of that day and is one of its values."""
    known = {question.id: question.values for question in questions(on)}
    return all(value in known.get(key, ()) for key, value in answers.items())


def sample_floor(contacts: int, on: date) -> int:
    """How many answers a rate needs: 30, or 5 % of the contacts if that is less, but never under 10."""
    answers = book().at("house.sample.answers", on).number
    share = book().at("house.sample.share", on).number
    least = book().at("house.sample.least", on).number
    return max(least, min(answers, -(-contacts * share // 100)))


def measurable(answers: int, contacts: int, on: date | None = None) -> bool:
    """Whether a rate may be shown. `on` left out means the floors of today's book (its open entries)."""
    return answers >= sample_floor(contacts, on or book().entry("TT-07").valid_from)


def shown(answers: int, on: date | None = None) -> bool:
    """Whether words and small groups may be shown at all (privacy floor)."""
    return answers >= book().at("house.privacy.least", on or book().entry("TT-10").valid_from).number

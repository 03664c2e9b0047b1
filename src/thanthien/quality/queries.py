"""What people said, never so that one of them can be told from the others."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Count

from thanthien.core.actors import Actor
from thanthien.quality import access
from thanthien.rules import ratings


@dataclass(frozen=True, slots=True)
class Summary:
    """A month of a unit: how many answers, how many satisfied (4 or 5), whether that may be measured, words."""

    month: str
    answers: int
    satisfied: int
    measurable: bool
    scores: dict[int, int]
    words: tuple[str, ...]


def months(actor: Actor) -> list[str]:
    """Return the months in which the actor's unit was rated, newest first."""
    rows = access.visible(actor).values_list("month", flat=True).distinct()
    return sorted(rows, reverse=True)


def summary(actor: Actor, month: str, contacts: int) -> Summary:
    """Return a month's answers for the chair; words only from the privacy floor on, in no order of time.

    ``contacts`` is how many people were asked: the sample floor depends on it (settled question 13).
    """
    rows = access.visible(actor).filter(month=month)
    scores = Counter(dict(rows.values_list("score").annotate(n=Count("id")).order_by()))
    total = scores.total()
    enough = total >= ratings.PRIVACY_FLOOR
    words = sorted(rows.exclude(words="").values_list("words", flat=True)) if enough else []
    return Summary(
        month=month,
        answers=total,
        satisfied=sum(n for score, n in scores.items() if score >= ratings.SATISFIED_FROM),
        measurable=ratings.measurable(total, contacts),
        scores=dict(scores) if enough else {},
        words=tuple(words),
    )

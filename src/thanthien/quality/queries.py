"""What people said, never so that one of them can be told from the others."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Count, Q

from thanthien.core.actors import Actor
from thanthien.core.errors import NotThere
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


@dataclass(frozen=True, slots=True)
class CounterAnswers:
    """The answers about one or more counters of a month: how many, how many satisfied (4 or 5)."""

    counters: tuple[str, ...]
    answers: int
    satisfied: int


def by_counter(actor: Actor, month: str) -> list[CounterAnswers]:
    """Return a month's answers counter by counter, for the steering board only; raises :class:`NotThere`.

    Counters under the privacy floor stand together, with as many more as it takes to reach it: nobody finds them by
    taking the others from the sum. A month that stays under the floor as a whole has no line.
    """
    if not actor.may("ticket.figures") or not actor.may("rating.read"):
        raise NotThere
    rows = access.visible(actor).filter(month=month).order_by().values_list("counter")
    counted = rows.annotate(n=Count("id"), good=Count("id", filter=Q(score__gte=ratings.SATISFIED_FROM)))
    alone = sorted((CounterAnswers((name,), n, good) for name, n, good in counted), key=lambda one: one.answers)
    few = [one for one in alone if one.answers < ratings.PRIVACY_FLOOR]
    alone = alone[len(few) :]
    while few and sum(one.answers for one in few) < ratings.PRIVACY_FLOOR and alone:
        few.append(alone.pop(0))
    lines = sorted(alone, key=lambda one: one.counters)
    together = CounterAnswers(
        tuple(sorted(name for one in few for name in one.counters)), sum(one.answers for one in few),
        sum(one.satisfied for one in few),
    )  # fmt: skip
    return [*lines, together] if together.answers >= ratings.PRIVACY_FLOOR else lines

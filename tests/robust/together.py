"""Acts at the same moment: threads with a session each, set off by one shot."""

import dataclasses
import threading
from collections.abc import Callable, Sequence
from typing import Any

from django.db import DatabaseError

from thanthien.core import clock
from thanthien.core.errors import Busy, NotThere, OtherBody, Refused, Stale

Outcome = dict[str, Any]
Job = Callable[[], Any]
SCENES: dict[str, Callable[..., Any]] = {}
SEEN = (Busy, NotThere, OtherBody, Refused, Stale, DatabaseError, ValueError, TypeError, LookupError)


def scene(function: Callable[..., Any]) -> Callable[..., Any]:
    """Make a function known by its name (``python -m tests.robust.stage NAME WORD…``)."""
    SCENES[function.__name__] = function
    return function


def together(jobs: Sequence[Job]) -> list[Outcome]:
    """Run the jobs at once and return what became of each: its answer, or the name of what was raised."""
    from django.db import connection

    from tests.world import NOW

    connection.close()  # the pool has one session for each of eight
    start = threading.Barrier(len(jobs))
    outcomes: list[Outcome] = [{} for _ in jobs]

    def run(place: int) -> None:
        connection.ensure_connection()
        with clock.rehearse(NOW):
            start.wait(30)
            outcomes[place] = outcome(jobs[place])
        connection.close()

    threads = [threading.Thread(target=run, args=(place,)) for place in range(len(jobs))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes


def outcome(job: Job) -> Outcome:
    """Do a job and say what became of it."""
    try:
        answer = job()
    except SEEN as error:
        code = error.code if isinstance(error, Refused) else ""
        return {"raised": type(error).__name__, "code": code, "words": str(error)}
    plain = answer if isinstance(answer, int | str | list | None) else dataclasses.asdict(answer)
    return {"answer": plain}


def answers(outcomes: Sequence[Outcome]) -> list[Any]:
    """The answers of those that came through."""
    return [one["answer"] for one in outcomes if "answer" in one]


def raised(outcomes: Sequence[Outcome]) -> list[str]:
    """What was raised, with its words, so that a failing test says why."""
    return [f"{one['raised']}: {one['words']}" for one in outcomes if "raised" in one]

"""Background work behind one name. django-q2 delivers at least once, so every job is idempotent.

A job gets identifiers only: its arguments are pickled into the database (signed), and nothing
personal belongs there.
"""

from datetime import datetime
from typing import Any
from uuid import UUID

from thanthien.core import clock

JOBS: dict[str, str] = {"files.clean": "thanthien.core.files.clean.clean_job"}
SECONDS: dict[str, int] = {}


def register(name: str, dotted: str, seconds: int | None = None) -> None:
    """Make a function known under a job name (called from ``apps.py``).

    ``seconds``: how long it may run before the queue ends its process, for one that takes longer than the setting.
    The queue brings it again while it runs (``retry``), so a long one must see by itself that it is at work already.
    """
    JOBS[name] = dotted
    if seconds is not None:
        SECONDS[name] = seconds


def enqueue(name: str, **ids: UUID | str | int) -> None:
    """Ask for a job in the running transaction: rolled back with it, done after it."""
    from django_q.tasks import async_task

    arguments: dict[str, Any] = {key: str(value) if isinstance(value, UUID) else value for key, value in ids.items()}
    limit = {"timeout": SECONDS[name]} if name in SECONDS else {}
    async_task(JOBS[name], **arguments, q_options={"task_name": name, **limit})


def moment() -> datetime:
    """Return what time it is for a job: nobody calls it with a ``now``, it is a door of its own."""
    return clock.now()

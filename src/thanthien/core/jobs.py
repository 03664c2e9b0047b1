"""Background work behind one name. django-q2 delivers at least once, so every job is idempotent.

A job gets identifiers only: its arguments are pickled into the database (signed), and nothing
personal belongs there.
"""

from datetime import datetime
from typing import Any
from uuid import UUID

from thanthien.core import clock

JOBS: dict[str, str] = {"files.clean": "thanthien.core.files.clean.clean_job"}


def register(name: str, dotted: str) -> None:
    """Make a function known under a job name (called from ``apps.py``)."""
    JOBS[name] = dotted


def enqueue(name: str, **ids: UUID | str | int) -> None:
    """Ask for a job in the running transaction: rolled back with it, done after it."""
    from django_q.tasks import async_task

    arguments: dict[str, Any] = {key: str(value) if isinstance(value, UUID) else value for key, value in ids.items()}
    async_task(JOBS[name], **arguments, q_options={"task_name": name})


def moment() -> datetime:
    """Return what time it is for a job: nobody calls it with a ``now``, it is a door of its own."""
    return clock.now()

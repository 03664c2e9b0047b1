"""The queue's way into a list of dates that move: for less time than the queue gives a job."""

from typing import Final
from uuid import UUID

from thanthien.core import clock, jobs

JOB: Final = "onestop.redate"
SECONDS: Final = 90.0


def redate_job(redating_id: str) -> int:
    """Move what is left of one act; what does not fit into this job is asked for again."""
    from thanthien.onestop import service as onestop

    moved, done = onestop.redating.carry_out(UUID(redating_id), clock.now(), SECONDS)
    if not done:
        jobs.enqueue(JOB, redating_id=redating_id)
    return moved

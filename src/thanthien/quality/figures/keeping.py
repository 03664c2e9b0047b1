"""The loop's part of the board: count what is due, a little at a time, so that messages are not kept waiting."""

from datetime import datetime
from time import monotonic
from typing import Final

from thanthien.core.actors import SYSTEM
from thanthien.org import service as org
from thanthien.quality.commands import keep_month
from thanthien.quality.figures import kept
from thanthien.quality.figures.counts import counted_now

SECONDS: Final = 1.0  # after which a round stops, the rest comes in the next one


def keep_due(now: datetime) -> int:
    """Count the months that are due in every commune of this installation; return how many were kept."""
    end, done = monotonic() + SECONDS, 0
    units = list(org.offices().values_list("unit_id", flat=True))
    for unit_id, month in kept.due(units, now):
        found = counted_now(unit_id, month, now)
        keep_month(
            actor=SYSTEM, now=now, unit_id=unit_id, month=month, counts=found.counts, contacts=found.contacts
        )  # fmt: skip
        done += 1
        if monotonic() >= end:
            break
    return done

"""The loop: every two seconds it moves messages on, now and then it does the morning's jobs.

Deadlines are computed from stored dates, so a job that comes late is late and not lost; every job may run
twice. A job that fails is logged and tried again at its next turn; it never stops the others.
"""

import logging
import threading
from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path
from time import monotonic
from typing import Any

from thanthien.core import clock

log = logging.getLogger("thanthien.loop")
TICK = 2.0
PATIENCE = 1.0  # seconds that a round waits for messages to be carried out
MINUTE, HOUR = 60.0, 3600.0
Job = Callable[[datetime], Any]


def jobs() -> dict[str, tuple[float, Job]]:
    """Return the jobs by name: how many seconds lie between two runs, and what to call."""
    from thanthien.core import files, limits, once
    from thanthien.core.actors import SYSTEM
    from thanthien.notify import service as notify
    from thanthien.onestop import service as onestop
    from thanthien.ops import proof, scrub
    from thanthien.privacy import service as privacy
    from thanthien.programme import service as programme
    from thanthien.quality import service as quality

    return {
        "sign_papers": (0.0, onestop.marks.sign_waiting),
        "forget_letters": (HOUR, onestop.courtesy.forget_letters),
        "close_days": (MINUTE, proof.close_days),
        "draft_due_apologies": (5 * MINUTE, onestop.draft_due_apologies),
        "go_on_redating": (MINUTE, onestop.redating.go_on),
        "close_unanswered": (HOUR, onestop.close_unanswered),
        "remind_bookings": (5 * MINUTE, onestop.booking.remind_all),
        "warn_bookings": (5 * MINUTE, onestop.booking.warn_all),
        "forget_bookings": (HOUR, onestop.booking.forget_all),
        "drop_intake_sheets": (HOUR, onestop.intake.drop_old),
        "expire_drafts": (HOUR, lambda now: onestop.drafts.expire_drafts(actor=SYSTEM, now=now)),
        "sweep_limits": (MINUTE, limits.sweep),
        "purge_once": (HOUR, once.purge),
        "purge_spent": (HOUR, lambda now: quality.purge_spent(actor=SYSTEM, now=now)),
        "expire_requests": (HOUR, privacy.expire_all),
        "close_halls": (HOUR, onestop.tickets.close_days),
        "lapse_homes": (HOUR, programme.outside.lapse_homes),
        "unsent_digests": (5 * MINUTE, notify.send_digests),
        "scrub": (HOUR, scrub.at_night),
        "sweep_office_files": (HOUR, onestop.office_files.sweep_files),
        "keep_figures": (15.0, quality.keep_due),
        "sweep_files": (HOUR, lambda now: files.sweep(now=now)),
    }


class Loop:
    """One loop of one process. ``beat`` is a file whose time says that it lives."""

    def __init__(self, beat: Path | None = None) -> None:
        self.beat = beat
        self.stopping = threading.Event()
        # While the demo's past is still being played, the present's jobs must not judge half a history.
        self.only_deliver = False
        self.patience: float | None = PATIENCE
        self._last: dict[str, float] = {}

    def stop(self) -> None:
        """End after the present round."""
        self.stopping.set()

    def run(self, watch: Callable[[], None] = lambda: None) -> None:
        """Go round until stopped; ``watch`` looks after the other processes each time."""
        while not self.stopping.is_set():
            self.round()
            watch()
            self.stopping.wait(TICK)

    def round(self) -> dict[str, Any]:
        """Deliver what is due and run each job whose time has come; return what they said."""
        from thanthien.notify import service as notify

        # A slow gateway is not waited for: what comes back later is noted in a later round.
        carry = partial(notify.deliver_due, patience=self.patience)
        said: dict[str, Any] = {"deliver": self._guarded("deliver", carry)}
        for name, (pause, job) in jobs().items() if not self.only_deliver else ():
            if name not in self._last or monotonic() - self._last[name] >= pause:
                self._last[name] = monotonic()
                said[name] = self._guarded(name, job)
        if self.beat is not None:
            self.beat.touch()
        return said

    def _guarded(self, name: str, job: Job) -> Any:
        from django.db import close_old_connections

        try:
            return job(clock.now())
        except Exception:
            log.exception("%s failed and will be tried again", name)
            close_old_connections()
            return None

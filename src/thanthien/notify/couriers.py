"""Who carries messages out: one thread a channel, so that a slow gateway holds nobody else up.

A courier gets parcels that are ready and touches no database; what became of them the loop notes in its own thread.
"""

import logging
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from typing import Final

from django.conf import settings

from thanthien.notify import ways
from thanthien.notify.channels import email, folder, gateway
from thanthien.notify.channels.sending import LineBroken, NotSent, Parcel

log = logging.getLogger("thanthien.notify")
SECONDS: Final = 20.0  # a batch begins no further message after that: what is noted late would count as sent late
BREAKS: Final = {ways.EMAIL: 1}  # so many lines broken in a row end a batch; a gateway may be slow for one number
BREAKS_OF_GATEWAY: Final = 2
Send = Callable[[Parcel], str]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one parcel: ``sent``, ``failed``, or ``untried`` because the line broke before its turn."""

    id: str
    state: str
    provider_id: str = ""
    why: str = ""
    for_good: bool = False


@contextmanager
def _line(channel: str) -> Iterator[Send]:
    if channel == ways.EMAIL:
        with email.transport() as connection:
            yield partial(email.send, connection)
    elif ways.simulated(channel):
        yield partial(folder.write, channel)
    elif channel in settings.THANTHIEN_GATEWAYS:
        with gateway.Line(settings.THANTHIEN_GATEWAYS[channel], settings.THANTHIEN_GATEWAY_SECONDS) as line:
            yield line.send
    else:
        raise NotSent(f"Chưa cài cổng tin nhắn: người quản trị đặt THANTHIEN_{channel.upper()}_URL.")


def carry(channel: str, parcels: Sequence[Parcel]) -> list[Outcome]:
    """Send parcels in order over one line and tell what became of each."""
    try:
        with _line(channel) as send:
            return list(_carried(channel, send, parcels))
    except NotSent as error:
        log.warning("%s: %s", channel, error.why)
        return [Outcome(parcel.id, "failed", why=error.why) for parcel in parcels]


def _carried(channel: str, send: Send, parcels: Sequence[Parcel]) -> Iterator[Outcome]:
    end, broken = time.monotonic() + SECONDS, 0
    for parcel in parcels:
        if broken >= BREAKS.get(channel, BREAKS_OF_GATEWAY) or time.monotonic() > end:
            yield Outcome(parcel.id, "untried")
            continue
        try:
            provider_id = send(parcel)
        except NotSent as error:
            log.warning("%s %s: %s", channel, parcel.id, error.why)
            broken = broken + 1 if isinstance(error, LineBroken) else 0
            yield Outcome(parcel.id, "failed", why=error.why, for_good=error.for_good)
        except (ValueError, TypeError, LookupError, OSError, RuntimeError) as error:
            # Words of an unknown fault may hold what was sent; its kind is enough for the log.
            log.warning("%s %s: %s", channel, parcel.id, type(error).__name__)
            yield Outcome(parcel.id, "failed", why=f"Lỗi của phần mềm ({type(error).__name__}).")
        else:
            broken = 0
            yield Outcome(parcel.id, "sent", provider_id)


class Courier:
    """One channel's thread: at most one batch is on its way."""

    def __init__(self, channel: str) -> None:
        self.channel = channel
        self._thread: threading.Thread | None = None
        self._done: list[Outcome] = []

    @property
    def idle(self) -> bool:
        """Whether the next batch may be given."""
        return self._thread is None

    def start(self, parcels: Sequence[Parcel]) -> None:
        """Carry a batch out. The thread dies with the process: what was taken comes back after ten minutes."""
        self._thread = threading.Thread(target=self._work, args=(parcels,), daemon=True, name=f"to-{self.channel}")
        self._thread.start()

    def _work(self, parcels: Sequence[Parcel]) -> None:
        self._done = carry(self.channel, parcels)

    def back(self, patience: float | None) -> list[Outcome]:
        """Wait at most so many seconds (None: until it is done) and return what became of a finished batch."""
        if self._thread is None:
            return []
        self._thread.join(patience)
        if self._thread.is_alive():
            return []
        done, self._done, self._thread = self._done, [], None
        return done

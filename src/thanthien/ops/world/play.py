"""Playing a commune: every story in the order of time, each act at its own rehearsed hour."""

import heapq
import logging
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from itertools import count
from random import Random
from uuid import UUID

from django.db import transaction

from thanthien.core import clock
from thanthien.core.errors import Refused
from thanthien.identity import service as identity
from thanthien.notify import service as notify
from thanthien.onestop import service as onestop
from thanthien.ops.world import cast, days, hall, house, meeting, model, names, plan
from thanthien.ops.world.case import Case, Stage, Story
from thanthien.ops.world.words import Words

log = logging.getLogger("thanthien.world")
MONTHS = timedelta(days=92)
PROMISE = "Người xử lý hứa ký xong trước giờ đóng cửa ngày hẹn."
Queue = list[tuple[datetime, int, Story]]
Progress = Callable[[int], object]


class Player:
    """Plays one commune from three months ago until a moment."""

    def __init__(
        self, commune: cast.Commune, end: datetime, dossiers: int, progress: Progress, again: bool = False
    ) -> None:
        self.commune, self.end, self._progress = commune, end, progress
        self.start = (end - MONTHS).date()
        rng = Random(f"{commune.seed}:{dossiers}")
        crowd = names.Crowd(commune.surnames, commune.hamlets, f"xã {commune.name}", rng)
        self.stage = Stage(cast.assemble(commune, end.date()), crowd, rng, days.Diary(rng), Words(rng))
        self._order = count()
        self.refusals: list[str] = []
        told = plan.beginnings(dossiers, self.start, end, rng, commune.files_for_home and not again)
        self._queue: Queue = []
        for one in told:
            self._push(one.at, self._tell(one))
        for day in days.working_days(self.start, end.date()):
            self._push(days.at(day, days.OPENS), self._day(day == _last(end)))
        for day in days.working_days(self.start, end.date())[-hall.DAYS :]:
            self._push(days.at(day, days.OPENS), self._room(day, f"{commune.seed}:{day}"))
        if not plan.has_opened(end):  # a visitor on a Sunday or before seven finds people in the room, too
            self._push(end - hall.LATELY_FROM, hall.now(self.stage.cast.clerk, f"{commune.seed}:{end.date()}", end))

    def _push(self, at: datetime, story: Story) -> None:
        heapq.heappush(self._queue, (at, next(self._order), story))

    def play(self, pause: Callable[[], None] = lambda: None, whole_days: bool = False) -> None:
        """Play until the present. ``whole_days`` writes a day in one transaction: fast, but nobody else writes."""
        for acts in self._days():
            frame: AbstractContextManager[object] = transaction.atomic() if whole_days else nullcontext()
            with frame:
                for at, _, story in acts:
                    self._wake(at, story)
                    if not whole_days:
                        pause()

    def _days(self) -> Iterator[Iterator[tuple[datetime, int, Story]]]:
        while self._queue and self._queue[0][0] < self.end:
            yield self._acts_of(self._queue[0][0])

    def _acts_of(self, first: datetime) -> Iterator[tuple[datetime, int, Story]]:
        """Yield what happens on one day; acts that follow on the same day are pushed while this runs."""
        while self._queue and self._queue[0][0].date() == first.date() and self._queue[0][0] < self.end:
            yield heapq.heappop(self._queue)

    def _wake(self, at: datetime, story: Story) -> None:
        with clock.rehearse(at):
            try:
                with transaction.atomic():
                    then = next(story, None)
            except Refused as error:
                # A visitor moved this dossier meanwhile: the story leaves it to them.
                log.info("a story ends: %s", error.message)
                self.refusals.append(error.message)
                return
            notify.deliver_due(at)
        if then is not None:
            self._push(max(then, at + timedelta(seconds=1)), story)

    def _tell(self, one: plan.Beginning) -> Story:
        self._progress(1)
        yield from one.plot(Case(self.stage, one.code))

    def _day(self, is_last: bool) -> Story:
        """A day at the office: jobs, letters, slips. Those of the last day are left to the visitor."""
        now = clock.now()
        onestop.close_unanswered(now)
        onestop.draft_due_apologies(now)
        yield now + timedelta(minutes=35)
        if not is_last:
            self._letters()
        yield days.at(now.date(), time(16, 45))
        if not is_last:
            self._slips()
        if now.date() != self.end.date():
            self._close_till()

    def _room(self, day: date, seed: str) -> Story:
        return hall.day(self.stage.cast.clerk, day, seed, self.end if day == self.end.date() else None)

    def _letters(self) -> None:
        """The chair reads each letter: where the handler is slow it goes out, for the others there is a promise."""
        now, chair = clock.now(), self.stage.cast.chair
        for letter in list(onestop.apology_drafts(chair)):
            if str(letter.dossier_id) in self.stage.unread:
                continue
            if str(letter.dossier_id) in self.stage.slow[letter.kind]:
                onestop.sign_apology(actor=chair, now=now, apology_id=letter.id)
            else:
                onestop.dismiss_apology(actor=chair, now=now, apology_id=letter.id, promise=PROMISE)

    def _close_till(self) -> None:
        """The clerk counts the money, and it is what the book says."""
        clerk = self.stage.cast.clerk
        till = onestop.fees.open_sheet(clerk)
        if till is not None:
            received, refunded = onestop.fees.totals(till)
            counted = till.opening + received - refunded
            onestop.fees.close_sheet(actor=clerk, now=clock.now(), counted=counted)

    def _slips(self) -> None:
        clerk = self.stage.cast.clerk
        for slip in notify.waiting_slips(clerk):
            notify.mark_slip_printed(actor=clerk, now=clock.now(), message_id=slip.id)


def _last(end: datetime) -> date | None:
    """Return the last working day that has begun: today, or one before it when the office is closed."""
    opened = days.working_days(end.date() - timedelta(days=15), end.date())
    return next((day for day in reversed(opened) if days.at(day, days.OPENS) < end), None)


def engage(commune: cast.Commune, end: datetime, password: str = cast.PASSWORD) -> None:
    """Set a commune's office up at the beginning of its story, and share the work among two handlers."""
    start = (end - MONTHS).replace(hour=6, minute=0, second=0, microsecond=0)
    with clock.rehearse(start), transaction.atomic():
        cast.engage(commune, start, password)
        if commune is cast.HOME:
            cast.engage_above(start, password)
        people = cast.assemble(commune, end.date())
        house.settle(commune, people, start, end.date())
        if commune is cast.HOME:
            model.lead(start)
            model.plan(people, start)
            meeting.at_work(people, start, end.date())
        opened = identity.begin_elevation(actor=people.admin, now=start, reason="Giao thủ tục cho người xử lý thứ hai.")
        admin = replace(people.admin, elevation=opened.id)
        for code in (plan.BUSINESS, plan.PENSION, plan.SUPPORT, plan.LAND, plan.CONTRACT):
            onestop.set_procedure(
                actor=admin, now=start, code=code, enabled=True, handler_id=UUID(people.handlers[-1].id)
            )

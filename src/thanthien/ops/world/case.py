"""One dossier as a story meets it: who, what, and the acts by name, each at the rehearsed moment."""

import contextlib
from collections.abc import Callable, Generator
from dataclasses import dataclass, field
from datetime import datetime
from random import Random
from typing import Any
from uuid import UUID

from thanthien.core import clock
from thanthien.core.actors import Actor, citizen
from thanthien.core.errors import Refused
from thanthien.onestop import service as onestop
from thanthien.ops.world.cast import Cast
from thanthien.ops.world.days import HURRY, Diary
from thanthien.ops.world.names import Crowd, Person
from thanthien.ops.world.words import Words
from thanthien.quality import service as quality

# A story says when it goes on; the player wakes it then.
Story = Generator[datetime, None, None]


@dataclass
class Stage:
    """The commune while it is played."""

    cast: Cast
    crowd: Crowd
    rng: Random
    diary: Diary
    words: Words
    # By kind of letter, the dossiers whose handler will not be in time: no promise would be believed there.
    slow: dict[str, set[str]] = field(default_factory=lambda: {"late": set(), "dateless": set()})
    # Letters that the chair has not come to: late, and nobody has said sorry yet.
    unread: set[str] = field(default_factory=set)


class Case:
    """A dossier, or somebody about to bring one."""

    def __init__(self, stage: Stage, code: str) -> None:
        self.stage, self.code = stage, code
        self.cast, self.rng, self.diary = stage.cast, stage.rng, stage.diary
        self.person: Person = stage.crowd.next()
        self.applicant = citizen(self.person.name)
        self.id = UUID(int=0)
        # The unit that settles it; another one than the counter's where somebody files away from home.
        self.competent: UUID = self.cast.unit_id

    @property
    def now(self) -> datetime:
        """The moment being rehearsed."""
        return clock.now()

    @property
    def due(self) -> datetime:
        """The date that counts now: the revised one where there is one."""
        revised, lawful = self._columns("revised_at", "due_at")
        return clock.local(revised or lawful or self.now)

    @property
    def handler(self) -> Actor:
        """Who handles it."""
        return self.cast.handler_of(str(self._columns("owner_id")[0]))

    def next_step(self) -> datetime:
        """When the next hand takes it up; at once where the due date is today."""
        hurried = self.due.date() <= self.now.date()
        return self.diary.soon(self.now, HURRY if hurried else (12, 80))

    def _columns(self, *names: str) -> Any:
        return onestop.visible(self.cast.clerk).values_list(*names).get(id=self.id)

    def filing(self, channel: str, papers: str = "brought", missing: int = 0) -> onestop.Filing:
        """Return what the person hands in; ``missing`` papers of the list stay at home."""
        one = self.person
        listed = len(onestop.offer(self.competent, self.code, self.now.date()).entry.papers)
        items = [onestop.Item(number, papers) for number in range(1, listed + 1 - missing)]
        return onestop.Filing(
            unit_id=self.competent,
            received_unit_id=self.cast.unit_id,
            code=self.code,
            applicant=onestop.Applicant(
                one.name, one.phone, one.email, one.address, one.id_number, one.tell_by, one.address_as
            ),
            answers={"applicant_name": one.name, "applicant_address": one.address},
            items=items,
            channel=channel,
        )

    def file(self, command: Callable[..., Any], actor: Actor, channel: str, missing: int = 0, **more: Any) -> None:
        """Hand it in by one of the doors."""
        papers = "later" if channel == "online" else "brought"
        filed = command(actor=actor, now=self.now, filing=self.filing(channel, papers, missing), **more)
        self.id = UUID(filed.id)

    def act(self, command: Callable[..., Any], actor: Actor, versioned: bool = True, **more: Any) -> None:
        """Make one move."""
        if versioned:
            (more["version"],) = self._columns("version")
        command(actor=actor, now=self.now, dossier_id=self.id, **more)

    def pay(self) -> None:
        """Pay in cash at the counter what is owed, if anything is."""
        clerk, fees = self.cast.clerk, onestop.fees
        dossier = onestop.visible(clerk).get(id=self.id)
        if not fees.tariff(dossier).amount:
            return
        fees.assess(actor=clerk, now=self.now, dossier_id=self.id, pages=self.rng.randint(1, 4))
        row = fees.charge_of(dossier)
        if row is not None:
            with contextlib.suppress(Refused):  # a till of the day before is still open: it is paid another time
                fees.collect(actor=clerk, now=self.now, charge_id=row.id, version=row.version)

    def rate(self, kind: str, share: float, mood: float) -> None:
        """Perhaps press one of the five faces; ``mood`` is the chance of a good one."""
        if self.rng.random() > share:
            return
        entry = onestop.offer(self.cast.unit_id, self.code, self.now.date()).entry
        (counter,) = self._columns("counter")
        month = f"{self.now:%Y-%m}"
        contact = onestop.Contact(self.cast.unit_id, month, entry.field, counter, kind)
        good = self.rng.random() < mood
        score = self.rng.choice((5, 5, 4)) if good else self.rng.choice((3, 2, 3, 1))
        said = self.stage.words.say(good) if self.rng.random() < 0.3 else ""
        quality.give(
            actor=self.applicant, now=self.now, token=onestop.rating_token(contact), score=score,
            answers=self._answers(good) if self.rng.random() < 0.6 else {}, words=said,
        )  # fmt: skip

    def _answers(self, good: bool) -> dict[str, str]:
        """Answer some of the optional questions in the same mood."""
        faces = {key: str(self.rng.choice((4, 5, 5) if good else (2, 3))) for key in ("smile", "clear", "respect")}
        answers = faces | {"greeted": "yes" if good else "no", "doubts": "yes" if good else "no"}
        return {key: value for key, value in answers.items() if self.rng.random() < 0.8}

"""The fixed world: two communes of one province and one of another, made by the real commands.

Monday 2026-11-16 is "now"; the week after holds the holiday of Tuesday 24/11.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cache
from typing import Any
from uuid import UUID

from tests import people
from thanthien.core import clock
from thanthien.core.actors import SYSTEM, Actor, citizen
from thanthien.onestop import search_query
from thanthien.onestop import service as onestop
from thanthien.onestop.importers.catalogue import load_catalogue
from thanthien.org import service as org
from thanthien.org.models import Staff
from thanthien.public import place

NOW = datetime(2026, 11, 16, 8, 30, tzinfo=clock.VN)
REBIRTH = "1.004884"  # đăng ký lại khai sinh: 5 working days
BIRTH = "1.001193"  # đăng ký khai sinh: the same day, cut-off 15:00
MARITAL = "1.004873"  # xác nhận tình trạng hôn nhân: 3 working days
REMARRY = "1.004746"  # đăng ký lại kết hôn: 5 working days, 25 with verification
NO_LIMIT = "1.012222"  # công nhận người có uy tín: no published limit
POLICE = "1.004222"  # đăng ký thường trú: the commune police's
DENUNCIATION = "2.002396"
SESSION = "phien-quan-tri-thu"  # the administrator's timed session of the tests


@dataclass
class World:
    """Units, people and short ways to the usual dossiers."""

    units: dict[str, UUID]
    actors: dict[str, Actor]
    now: datetime = NOW
    citizen: Actor = field(default_factory=citizen)

    @property
    def home(self) -> UUID:
        """Cẩm Vân."""
        return self.units[people.CAM_VAN]

    def applicant(self, **changes: Any) -> onestop.Applicant:
        """A citizen as typed at the counter."""
        values: dict[str, Any] = {"name": "Bùi Thị Mơ", "phone": "0900 000 123", "address": "thôn Vân Trai"}
        return onestop.Applicant(**(values | changes))

    def filing(self, code: str = REBIRTH, **changes: Any) -> onestop.Filing:
        """What this citizen hands in."""
        values: dict[str, Any] = {
            "unit_id": self.home,
            "code": code,
            "applicant": self.applicant(),
            "answers": {},
            "items": (onestop.Item(1, "brought"),),
            "channel": "counter",
        }
        return onestop.Filing(**(values | changes))

    def received(self, code: str = REBIRTH, at: datetime | None = None, **changes: Any) -> Any:
        """A dossier accepted at the counter by chị Nhài, as its handler sees it."""
        filed = onestop.receive_at_counter(
            actor=self.actors["nhai"], now=at or self.now, filing=self.filing(code, **changes)
        )
        return self.get(filed.id)

    def online(self, code: str = REBIRTH, at: datetime | None = None, **changes: Any) -> Any:
        """A dossier sent online that waits for a clerk."""
        filing = self.filing(code, **({"channel": "online"} | changes))
        return self.get(onestop.file(actor=self.citizen, now=at or self.now, filing=filing).id)

    def get(self, dossier_id: str | UUID) -> Any:
        """The dossier as it stands now."""
        return onestop.visible(SYSTEM).select_related("procedure", "owner", "unit").get(id=dossier_id)

    def to_sign(self, dossier: Any, at: datetime | None = None) -> Any:
        """The same dossier, put before the chair."""
        onestop.submit_for_signing(
            actor=self.actors["truc"], now=at or self.now, dossier_id=dossier.id, version=dossier.version
        )
        return self.get(dossier.id)

    def issued(self, dossier: Any, at: datetime | None = None) -> Any:
        """The same dossier, signed and issued."""
        dossier = self.to_sign(dossier, at)
        onestop.sign(actor=self.actors["tam"], now=at or self.now, dossier_id=dossier.id, version=dossier.version)
        dossier = self.get(dossier.id)
        onestop.issue(actor=self.actors["thu"], now=at or self.now, dossier_id=dossier.id, version=dossier.version)
        return self.get(dossier.id)


def load_reference() -> None:
    """Enter units, catalogue, offices and cast once for a test run, and again when a test emptied the tables."""
    if Staff.objects.exists():
        return
    org.load_units()
    load_catalogue()
    make()
    _known.cache_clear()


def forget() -> None:
    """Drop what the process keeps: a rolled-back test gives its numbers again, which no real life does."""
    org.calendars.forget()
    search_query._offered.cache_clear()
    place.forget()


def known() -> World:
    """The world that :func:`load_reference` made, as it was before the test touched it."""
    units, actors = _known()
    return World(dict(units), dict(actors))


@cache
def _known() -> tuple[dict[str, UUID], dict[str, Actor]]:
    units = {code: _unit(code) for code in (people.CAM_VAN, people.VAN_DU, people.CHIENG_SINH)}
    actors = {staff.login: acting(staff, NOW.date()) for staff in Staff.objects.all()}
    return units, actors


def make(now: datetime = NOW) -> World:
    """Enter the offices and the cast."""
    with rehearsed(now):
        units = {code: _unit(code) for code in (people.CAM_VAN, people.VAN_DU, people.CHIENG_SINH)}
        for code, unit_id in units.items():
            values = {"online_filing": code != people.CHIENG_SINH, "phone": "0237 000 0115", "address": "Trụ sở UBND"}
            org.set_office(actor=SYSTEM, now=now, unit_id=unit_id, values=values)
        actors = {cast.login: _person(cast, units[cast.unit], now) for cast in people.CAST}
    return World(units, actors, now)


@contextmanager
def rehearsed(at: datetime) -> Iterator[None]:
    """Live at a moment."""
    with clock.rehearse(at):
        yield


def _unit(code: str) -> UUID:
    unit = org.unit_by_code(code, NOW.date())
    assert unit is not None
    return unit.id


def _person(cast: people.Cast, unit_id: UUID, now: datetime) -> Actor:
    made = org.add_staff(
        actor=SYSTEM, now=now, unit_id=unit_id, login=cast.login, name=cast.name, password=people.PASSWORD,
        phone="0900 000 116",
    )  # fmt: skip
    for role, title in cast.roles:
        org.give_position(
            actor=SYSTEM, now=now, unit_id=unit_id, staff_id=UUID(made.id), role=role, title=title,
            valid_from=cast.valid_from, counter=cast.counter,
        )  # fmt: skip
    return acting(Staff.objects.get(login=cast.login), now.date())


def acting(staff: Staff, day: date) -> Actor:
    """Return somebody in their posts; an administrator has opened their timed session."""
    actor = org.actor_for(staff, day)
    return replace(actor, elevation=SESSION) if "administrator" in actor.roles else actor

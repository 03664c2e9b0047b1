"""Which commune an address speaks for: today's code, an old code and its successors, or the home unit.

Offices rarely change and every page asks: an answer is kept in the process for a few seconds.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, cast
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest

from thanthien.onestop import service as onestop
from thanthien.org import service as org
from thanthien.rules.opening import said_hours
from thanthien.web.sites import Moved, Site, SiteRequest
from thanthien.web.words import first_up

if TYPE_CHECKING:
    from thanthien.org.models import Office
    from thanthien.rules.calendar import Calendar
    from thanthien.rules.office_hours import OfficeHours

KEPT_SECONDS: Final = 8.0
MOST_KEPT: Final = 512
COMMUNE: Final = "commune"
Answer = Site | Moved | None


@dataclass(frozen=True, slots=True)
class _Kept:
    answer: Answer
    until: float


_kept: dict[str, _Kept] = {}
_hours: dict[UUID, "OfficeHours"] = {}


def forget() -> None:
    """Drop what is kept, for tests that change an office and look at once."""
    _kept.clear()
    _hours.clear()


def resolve(code: str) -> Answer:
    """Return the commune of a code; "" is the home unit. None where this installation has no such commune."""
    return _remembered(code, _look_up)


def _remembered(code: str, look: Callable[[str], Answer]) -> Answer:
    now = time.monotonic()
    known = _kept.get(code)
    if known is not None and known.until > now:
        return known.answer
    answer = look(code)
    if len(_kept) >= MOST_KEPT:  # codes are typed by strangers: the memory must not grow with them
        _kept.clear()
    _kept[code] = _Kept(answer, now + KEPT_SECONDS)
    return answer


def _look_up(code: str) -> Answer:
    home = settings.THANTHIEN_HOME_UNIT
    wanted = code or home
    if not wanted:
        return Site(demo=settings.DEMO)
    # Every commune of the country has a code, few have a row here; only the home unit needs none.
    found = org.offices().filter(unit__code=wanted, unit__level=COMMUNE, unit__valid_to__isnull=True).first()
    office = found or (org.office_by_code(wanted, None) if wanted == home else None)
    if office is not None:
        return site_of(office)
    moved = _moved(wanted)
    if code or moved is None:
        return moved if code else Site(demo=settings.DEMO)
    # The home commune was reorganised: "/" speaks for its successor, or where it was divided for nobody.
    return moved.successors[0] if len(moved.successors) == 1 else Site(demo=settings.DEMO)


def _moved(code: str) -> Moved | None:
    """Return where an old code leads. All successors are named: a choice must not hide the one that is not here."""
    successors = [unit for unit in org.successors_of(code, None) if unit.level == COMMUNE and unit.code != code]
    here = {office.unit_id: site_of(office) for office in org.offices().filter(unit__in=[u.id for u in successors])}
    if not here:
        return None
    name = org.last_label(code) or f"đơn vị mang mã {code}"
    return Moved(name, tuple(here.get(unit.id) or _elsewhere(unit) for unit in successors))


def _elsewhere(unit: org.UnitBrief) -> Site:
    return Site(code=unit.code, name=unit.name, kind=unit.kind)


def speak_for(request: HttpRequest, office: "Office") -> None:
    """Let a page under a secret link speak for the commune of its record, whatever address it was opened at."""
    cast(SiteRequest, request).site = site_of(office)


def site_of(office: "Office") -> Site:
    """Return a commune as pages need it. The home unit stands at "/", every other one under its code."""
    unit, hours = office.unit, onestop.hours_of(office)
    _hours[unit.id] = hours
    province = first_up(f"{unit.parent.kind_word} {unit.parent.name}") if unit.parent else ""
    return Site(
        code=unit.code,
        name=unit.name,
        kind=unit.kind_word,
        province=province,
        address=office.address,
        phone=office.phone,
        hours=said_hours(hours),
        prefix="" if unit.code == settings.THANTHIEN_HOME_UNIT else f"/xa/{unit.code}",
        unit_id=unit.id,
        online_filing=office.online_filing,
        demo=settings.DEMO,
    )


def calendar_of(site: Site) -> "Calendar":
    """Return the days off of the commune that an address speaks for."""
    return org.calendars.lately(site.unit_id)


def hours_of(site: Site) -> "OfficeHours":
    """Return the opening hours of a commune that :func:`resolve` has answered with."""
    found = _hours.get(site.unit_id) if site.unit_id else None
    return found or onestop.hours_of(None)


def communes() -> list[Site]:
    """Return the communes of this installation by province and name, for a house without a home unit."""
    offices = org.offices().filter(unit__valid_to__isnull=True, unit__level=COMMUNE)
    return [site_of(office) for office in offices.order_by("unit__parent__name_fold", "unit__name_fold", "unit__code")]

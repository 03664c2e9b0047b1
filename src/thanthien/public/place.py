"""Which commune a public page speaks for, from its office's own settings."""

from datetime import date
from typing import TYPE_CHECKING

from django.conf import settings

from thanthien.core import clock
from thanthien.onestop import service as onestop
from thanthien.org import service as org
from thanthien.web.sites import Moved, Site
from thanthien.web.words import first_up

BEFORE_REFORM = date(2025, 6, 30)

if TYPE_CHECKING:
    from thanthien.org.models import Office


def site_of(office: "Office") -> Site:
    """Return the site of a commune; the home commune stands at "/", the others under their code."""
    unit = office.unit
    return Site(
        code=unit.code,
        name=unit.name,
        kind=unit.kind_word,
        province=first_up(f"{unit.parent.kind_word} {unit.parent.name}") if unit.parent else "",
        address=office.address,
        phone=office.phone,
        hours=hours_said(office),
        prefix="" if unit.code == settings.THANTHIEN_HOME_UNIT else f"/xa/{unit.code}",
        unit_id=unit.id,
        online_filing=office.online_filing,
        demo=settings.DEMO,
    )


def hours_said(office: "Office") -> tuple[str, ...]:
    """Return the office hours in two lines."""
    day = onestop.hours_of(office).week[0]
    spans = " và ".join(f"{one.opens.hour}:{one.opens:%M}–{one.closes.hour}:{one.closes:%M}" for one in day)
    return ("Thứ Hai đến thứ Sáu:", spans) if spans else ()


def resolve(code: str) -> Site | Moved | None:
    """Return the site of a code ("" is the home unit), what became of it, or None. One query as a rule."""
    on = clock.today()
    wanted = code or settings.THANTHIEN_HOME_UNIT
    office = org.office_by_code(wanted, on) if wanted else None
    if office is not None:
        return site_of(office)
    if not code:
        return Site(demo=settings.DEMO)
    heirs = [one for one in org.successors_of(wanted, on) if one.level == "commune"]
    if not heirs:
        return None
    past = org.units_named(wanted, BEFORE_REFORM)
    return Moved(past[0].label if past else wanted, tuple(site_of(org.office_of(heir.id)) for heir in heirs))

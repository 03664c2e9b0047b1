"""Between a dossier's columns and the clock of ``rules``: nothing is counted here."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from functools import lru_cache
from typing import Any
from uuid import UUID

from thanthien.core import clock as wall
from thanthien.core.clock import iso
from thanthien.onestop.catalogue_shape import Procedure
from thanthien.onestop.models import Dossier
from thanthien.org import service as org
from thanthien.org.models import Office
from thanthien.rules import clock, words
from thanthien.rules.calendar import Calendar
from thanthien.rules.clock import ClockState, Due, Event, Limit
from thanthien.rules.errors import LimitUnknown
from thanthien.rules.moments import end_of
from thanthien.rules.office_hours import DEFAULT_HOURS, OfficeHours, Session
from thanthien.rules.redating import Promise
from thanthien.rules.rulebook import book

# Ends without a result of the commune.
ENDED = {"stopped": "Dừng", "lapsed": "Đóng", "withdrawn": "Rút", "transferred": "Chuyển", "rejected": "Chưa nhận"}
UNITS = {"working_day": "working_days", "day": "calendar_days", "hour": "hours", "same_day": "same_day"}


def limit_of(procedure: Procedure, case: str = "", version: int = 1) -> dict[str, Any]:
    """Return the limit of a procedure for one kind of case, as a dossier keeps it (plain JSON).

    Raises :class:`LimitUnknown` when none is known: no date may be invented (settled question 5).
    """
    published = procedure.limit
    chosen = published.case(case) if case else None
    value, unit = (chosen.value, chosen.unit) if chosen else (published.value, published.unit)
    if unit is None or (value is None and unit != "same_day"):
        raise LimitUnknown
    verified = (chosen.verified and not chosen.meaning_assumed) if chosen else published.verified
    return {
        "value": value,
        "unit": UNITS[unit],
        "max_value": published.max_value,
        "cutoff": published.cutoff,
        "rule": f"{procedure.code} v{version}" + (f" ({chosen.label})" if chosen else ""),
        "article": f"thủ tục {procedure.code}",
        "status": "in_force" if verified else "assumed",
        "case": case,
    }


def entered_limit(value: int, unit: str, article: str, code: str) -> dict[str, Any]:
    """Return a limit that an officer entered with its legal text, because none is published."""
    return {
        "value": value, "unit": unit, "max_value": None, "cutoff": None, "rule": f"{code} (cán bộ nhập)",
        "article": article, "status": "assumed", "case": "entered",
    }  # fmt: skip


def read_limit(kept: Mapping[str, Any]) -> Limit:
    """Return the limit that a dossier keeps, for the clock."""
    cutoff = kept.get("cutoff")
    return Limit(
        value=kept["value"],
        unit=kept["unit"],
        rule_id=kept["rule"],
        article=kept["article"],
        status=kept["status"],
        cutoff=time.fromisoformat(cutoff) if cutoff else None,
        max_value=kept.get("max_value"),
    )


def hours_of(office: Office | None) -> OfficeHours:
    """Return an office's hours, or the default ones where none were entered (settled question 10)."""
    sessions = (office.hours or {}).get("sessions") if office else None
    return _hours(tuple((opens, closes) for opens, closes in sessions)) if sessions else DEFAULT_HOURS


@lru_cache(maxsize=256)
def _hours(sessions: tuple[tuple[str, str], ...]) -> OfficeHours:
    day = tuple(Session(time.fromisoformat(opens), time.fromisoformat(closes)) for opens, closes in sessions)
    return OfficeHours(week=(*(day,) * 5, (), ()), makeup=day)


def write_event(event: Event) -> dict[str, Any]:
    """Return a clock event as JSON."""
    return {
        "kind": event.kind,
        "at": iso(event.at),
        "new_date": event.new_date.isoformat() if event.new_date else None,
        "value": event.value,
        "article": event.article,
    }


def read_event(kept: Mapping[str, Any], first: bool = False) -> Event:
    """Undo :func:`write_event`. A new date that the calendar rolled on counts rolled, unless the ``first`` is asked."""
    day = kept.get("new_date") if first else kept.get("rolled") or kept.get("new_date")
    return Event(
        kept["kind"],
        datetime.fromisoformat(kept["at"]),
        date.fromisoformat(day) if day else None,
        kept.get("value"),
        kept.get("article") or "",
    )


def due_of(
    dossier: Dossier,
    hours: OfficeHours = DEFAULT_HOURS,
    events: Sequence[Mapping[str, Any]] | None = None,
    dated: org.calendars.Dated | None = None,
) -> Due:
    """Return a dossier's explained date from its acceptance, its limit and its clock events (or ``events``).

    Counted by the calendar that it was promised by, unless another one is given.
    """
    if dossier.accepted_at is None or not dossier.limit:
        raise LimitUnknown
    happened = [read_event(kept) for kept in (dossier.clock_events if events is None else events)]
    calendar = (dated or promised_by(dossier)).calendar
    limit = read_limit(dossier.limit)
    return clock.due(dossier.accepted_at, limit, calendar, hours, happened, held=len(dossier.clock_events))


def promised_by(dossier: Dossier) -> org.calendars.Dated:
    """Return the calendar by which a dossier's date was counted."""
    return org.calendars.at(dossier.unit_id, dossier.derivation.get("calendar", 0))


def calendar_for(dossier: Dossier, now: datetime) -> org.calendars.Dated:
    """Return the calendar by which a date is counted anew: today's, but never for a date that has passed.

    Lateness is not stretched away by a notice that came afterwards (rules.redating).
    """
    return promised_by(dossier) if is_late(dossier, now) else org.calendars.of(dossier.unit_id)


def promise_of(dossier: Dossier, hours: OfficeHours) -> Promise:
    """Return a running dossier's promise as the rules weigh it when the calendar or the limit moves."""
    assert dossier.accepted_at is not None
    assert dossier.due_at is not None
    events = tuple(read_event(kept, first=True) for kept in dossier.clock_events)
    revised = wall.local(dossier.revised_at).date() if dossier.revised_at else None
    return Promise(
        wall.local(dossier.accepted_at), read_limit(dossier.limit), events, hours, wall.local(dossier.due_at), revised
    )


def promised_at(due: Due) -> datetime:
    """Return the end of what is promised now: the revised day where an apology gave one, else the lawful end."""
    return end_of(due.revised_on) if due.revised_on else due.at


def columns_of(due: Due, dated: org.calendars.Dated) -> dict[str, Any]:
    """Return a date as a dossier keeps it: due_at, revised_at, sort_due, and the derivation with its calendar."""
    revised = end_of(due.revised_on) if due.revised_on else None
    derivation = due.to_json() | {"calendar": dated.number}
    return {"due_at": due.at, "revised_at": revised, "sort_due": revised or due.at, "derivation": derivation}


def first_reply(
    unit_id: UUID, filed_at: datetime, hours: OfficeHours = DEFAULT_HOURS, calendar: Calendar | None = None
) -> Due:
    """Return by when an online dossier gets its first answer (TTHC-01: 8 working hours, assumed)."""
    limit = book().at("tthc.first_reply", wall.local(filed_at).date()).limit()
    return clock.due(wall.local(filed_at), limit, calendar or org.calendars.of(unit_id).calendar, hours)


def ended(unit_id: UUID, subject: str, since: datetime, now: datetime) -> bool:
    """Tell whether the time that the rulebook gives for a ``subject``, counted from ``since``, is over."""
    limit = book().at(subject, wall.local(since).date()).limit()
    return now > clock.due(since, limit, org.calendars.lately(unit_id)).at


def state_of(dossier: Dossier, now: datetime) -> ClockState | None:
    """Return how the clock of a dossier stands, from its columns alone (lists draw thousands of these).

    None before acceptance and where no date exists.
    """
    if dossier.due_at is None:
        return None
    paused = _standing_since(dossier)
    state = clock.clock_state(
        now=wall.local(now),
        lawful_at=wall.local(dossier.due_at),
        exact=dossier.limit.get("unit") in ("hours", "working_hours"),
        revised_on=wall.local(dossier.revised_at).date() if dossier.revised_at else None,
        apologised=any(kept["kind"] == "apologise" for kept in dossier.clock_events),
        paused_since=paused,
        waiting="chờ bổ sung" if paused else "",
        done_at=wall.local(dossier.decided_at) if dossier.decided_at else None,
        estimate=dossier.derivation.get("status") == "estimate",
        calendar=org.calendars.lately(dossier.unit_id),
    )
    ended = ENDED.get(dossier.result)
    if ended is None or dossier.decided_at is None:
        return state
    said = f"{ended} ngày {words.short(wall.local(dossier.decided_at).date())}"  # no result, so neither early nor late
    return state._replace(short=ended, long=said, spoken=f"{said}.", late=False)


def _standing_since(dossier: Dossier) -> datetime | None:
    """Return since when the clock stands, or stood when the dossier ended; None where it went on."""
    for kept in reversed(dossier.clock_events):
        if kept["kind"] in ("supplement", "pause"):
            return datetime.fromisoformat(kept["at"])
        if kept["kind"] in ("complete", "resume"):
            return None
    return None


def is_late(dossier: Dossier, at: datetime) -> bool:
    """Tell whether the *lawful* date had passed (settled question 3) before the clock stood still, if it did."""
    return dossier.due_at is not None and (_standing_since(dossier) or at) > dossier.due_at


def was_late(dossier: Dossier, now: datetime) -> bool:
    """Tell whether the result came, or is still missing, after the lawful date."""
    return is_late(dossier, dossier.decided_at or now)


def rules_end(day: date) -> datetime:
    """Return the legal end of a day."""
    return end_of(day)


def closing(office: Office, day: date) -> datetime:
    """Return when the counter of an office closes on a day: the hour to come and collect."""
    return datetime.combine(day, hours_of(office).closing(day), wall.VN)

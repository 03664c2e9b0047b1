"""What one procedure's page shows: the facts in words, and the date that somebody who came now would get."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from thanthien.onestop import service as onestop
from thanthien.onestop.service import wording
from thanthien.public import place
from thanthien.rules import clock
from thanthien.rules.clock import Due
from thanthien.rules.errors import RuleError
from thanthien.rules.office_hours import OfficeHours
from thanthien.rules.opening import opening
from thanthien.web import maps, words
from thanthien.web.sites import Site

NATIONAL_PORTAL = "https://dichvucong.gov.vn"
FILE_ROUTE = "public:file"


@dataclass(frozen=True, slots=True)
class Example:
    """The explained date for a dossier handed in at ``start``: now, or when the counter opens next."""

    start: datetime
    now: bool
    due: Due
    headline: str
    after: str


def context(site: Site, offered: onestop.Offered, offer: onestop.Offer, now: datetime) -> dict[str, Any]:
    """Return everything the template needs."""
    entry, by_web = offer.entry, file_url(site, offer.entry)
    return {
        "entry": entry,
        "offer": offer,
        "long": wording.how_long(entry.limit),
        "fee": wording.how_much(entry.fee),
        "where": wording.where(entry, online=bool(by_web)),
        "who": wording.who(entry),
        "handed_over": wording.handed_over(entry),
        "before": wording.beforehand(entry),
        "replaced": wording.replaced(entry, now.date()),
        "heirs": [offered.every[code].entry for code in entry.replaced_by if code in offered.every],
        "waiting": wording.unconfirmed(entry),
        "limit_from": entry.origins.get("limit", ""),
        "fee_from": entry.origins.get("fee", ""),
        "papers": [brought(paper) for paper in entry.papers],
        "papers_sure": not entry.unconfirmed("papers"),
        "group": onestop.groups()[entry.group],
        "example": example(site, entry, now) if entry.fileable else None,
        "file_url": by_web,
        "portal": NATIONAL_PORTAL,
        "guides": [_told(one) for one in onestop.guidance.guidance(entry.code)],
        "booking": _booking(site),
    }


def _told(one: onestop.guidance.Guidance) -> dict[str, Any]:
    """Return a guidance with the length and weight of its sound in words: told before somebody spends their line."""
    length = f"{one.seconds // 60} phút {one.seconds % 60} giây" if one.seconds >= 60 else f"{one.seconds} giây"
    return {
        "language": one.language, "named": one.named, "title": one.title, "text": one.text,
        "sound": one.sound is not None, "seconds": one.seconds, "length": length, "weight": words.size(one.size),
    }  # fmt: skip


def _booking(site: Site) -> bool:
    rule = onestop.booking.rule_of(site.unit_id) if site.unit_id else None
    return rule is not None and rule.open


def brought(paper: Any) -> dict[str, str]:
    """Return one line of the checklist. The short names are the counter's: what was looked at there is no paper."""
    short = paper.short.removesuffix(", đã xem bản gốc")
    when = paper.only_if or ("" if paper.required else "nếu có")
    return {"short": short, "when": when, "text": paper.text if paper.text != short else ""}


def file_url(site: Site, entry: Any) -> str:
    """Return where to file online: "" where the commune does not, or where the law forbids it (settled 1, 2)."""
    if not (site.online_filing and site.unit_id and entry.fileable):
        return ""
    found = maps.address(FILE_ROUTE, entry.code)
    return f"{site.prefix}{found}" if found else ""


def example(site: Site, entry: Any, now: datetime) -> Example | None:
    """Work out today's date; None where no limit is known, because no date is invented (settled question 5)."""
    hours = place.hours_of(site)
    try:
        counter = opening(now, hours, place.calendar_of(site))
        start = now if counter.is_open else counter.next_at
        if start is None:
            return None
        request = onestop.due_query.DueRequest(start, procedure=entry.code)
        due = onestop.due_query.reckon(request, lambda _: onestop.due_query.Found(entry, 1, hours, site.unit_id))
        after = _after_cutoff(due, start, now, hours)
    except (RuleError, onestop.due_query.DueProblem):
        return None
    said = _headline(due, start, now, counter.is_open)
    return Example(start, counter.is_open, due, said, after)


def _headline(due: Due, start: datetime, now: datetime, is_open: bool) -> str:
    today, cutoff = now.date(), due.limit.cutoff
    come = "Nộp bây giờ" if is_open else f"Nộp lúc {words.hour(start)} {words.day_words(start.date(), today)}"
    if due.exact:
        return f"{come} thì có kết quả trước {words.hour(due.at)} {words.day_words(due.due_on, today)}."
    if due.due_on != start.date():
        return f"{come} thì hẹn trả {words.day_words(due.due_on, today)}."
    if cutoff is None:
        return f"{come} thì trong ngày có kết quả."
    before = f"Nộp trước {words.hour_words(datetime.combine(today, cutoff))}"
    if start.date() == today:
        return f"{before} hôm nay, {words.day_words(today, today)}, thì hôm nay có kết quả."
    return f"{before} {words.day_words(start.date(), today)} thì trong ngày có kết quả."


def _after_cutoff(due: Due, start: datetime, now: datetime, hours: OfficeHours) -> str:
    """Say what whoever comes later that day gets, where the law has a cut-off hour."""
    cutoff = due.limit.cutoff
    if cutoff is None or due.due_on != start.date():
        return ""
    last = datetime.combine(start.date(), cutoff, start.tzinfo)
    later = clock.due(last + timedelta(minutes=1), due.limit, due.calendar, hours).due_on
    return f"Nộp sau {words.hour_words(last)}: nhận {words.day_words(later, now.date())}."

"""Questions of the chair, the records clerk and the administrator."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Q, QuerySet

from thanthien.core import clock
from thanthien.core.actors import Actor
from thanthien.onestop import access, queries, timing
from thanthien.onestop.access import figures
from thanthien.onestop.commands._moves import facts_of
from thanthien.onestop.commands.supplement import AFTER_REMINDER
from thanthien.onestop.models import Apology, Correction, Dossier, Event, Supplement
from thanthien.onestop.queries import PAGE, Line
from thanthien.rules.dossier import Facts

CONTACT_CAP = 601  # from 600 contacts on the sample floor does not rise any more (settled question 13)
CONTACTS = ("hand_over", "give_at_once", "guide", "request_supplement", "reject", "refuse")
ISSUED_WITHIN = timedelta(days=400)


def case_facts(dossier: Dossier, now: datetime, requests: Sequence[Supplement], letters: Sequence[Apology]) -> Facts:
    """Return what the machine may ask about a dossier whose requests and letters were read already."""
    open_ones = [one for one in requests if one.answered_at is None]
    reminded = open_ones[-1].reminded_at if open_ones else None
    return facts_of(
        dossier,
        now,
        draft_apology=any(letter.state == "draft" and letter.kind != "error" for letter in letters),
        reminded=reminded is not None,
        answer_overdue=reminded is not None and timing.ended(dossier.unit_id, AFTER_REMINDER, reminded, now),
        limit_known=bool(dossier.limit) or dossier.accepted_at is not None,
        limit_confirmed=not dossier.limit.get("proposed_by") or bool(dossier.limit.get("confirmed_by")),
    )


def unowned(actor: Actor, now: datetime) -> list[Line]:
    """Return open dossiers that nobody handles, and those sent in whose first answer is overdue."""
    open_ones = Q(clock="running", sort_due__isnull=False) | Q(clock="waiting", sort_due__lt=now)
    rows = queries.shown(access.visible(actor).filter(open_ones, owner__isnull=True))
    return [queries.line_of(row, now) for row in rows.order_by("sort_due", "id")[:PAGE]]


def contacts_of(actor: Actor, month: str) -> int:
    """Return how many people were asked for a rating in a month, counted up to where it stops to matter."""
    first = clock.day_start(date.fromisoformat(f"{month}-01"))
    end = clock.day_start((first.date() + timedelta(days=32)).replace(day=1))
    return _contacts(access.unit_events(actor), first, end)


def contacts_in(unit_id: UUID, first: datetime, end: datetime) -> int:
    """Return the same for the public figures of a unit: a count, whoever asks."""
    return _contacts(figures.events_of(unit_id), first, end)


def _contacts(rows: QuerySet[Event], first: datetime, end: datetime) -> int:
    return rows.filter(at__gte=first, at__lt=end, move__in=CONTACTS).order_by()[:CONTACT_CAP].count()


def issued_on(actor: Actor, day: date) -> list[Dossier]:
    """Return the results that got their number on a day, newest first (at most 200)."""
    start = clock.day_start(day)
    rows = access.visible(actor).filter(
        filed_at__gte=start - ISSUED_WITHIN, decided_at__gte=start, decided_at__lt=start + timedelta(days=1)
    )
    return list(rows.exclude(result_number="").order_by("-decided_at", "-id")[:200])


def signed_waiting(actor: Actor) -> list[Dossier]:
    """Return the signed results that wait for their number, most urgent first (at most one page)."""
    rows = access.visible(actor).filter(state="signed").select_related("owner")
    return list(rows.order_by("sort_due", "id")[:PAGE])


def letter_of(actor: Actor, apology_id: UUID) -> Apology | None:
    """Return one letter that waits for the chair of the unit, None when it does not (any more)."""
    return access.apology_drafts(actor).filter(id=apology_id).first()


def open_corrections(actor: Actor) -> list[Correction]:
    """Return the proposals that wait for a second person, newest first."""
    return list(access.corrections(actor).filter(decided_at__isnull=True)[:100])


def corrections_of(actor: Actor, code: str) -> list[Correction]:
    """Return the proposals about one procedure, open ones first."""
    rows = access.corrections(actor).filter(procedure__code=code)
    return sorted(rows[:50], key=lambda row: row.decided_at is not None)


def own_handlers(actor: Actor) -> Mapping[str, str]:
    """Return who handles which procedure by the commune's own choice: code → name."""
    rows = access.switches(actor.scope).filter(handler__isnull=False)
    return dict(rows.values_list("procedure__code", "handler__name"))


def handler_of(actor: Actor, code: str) -> str:
    """Return the key of the person whom the commune chose for a procedure, "" when nobody was chosen."""
    rows = access.switches(actor.scope).filter(procedure__code=code)
    found = rows.values_list("handler_id", flat=True).first()
    return str(found) if found else ""

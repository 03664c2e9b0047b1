"""Meetings of the boards of the actor's own commune, and who may run them."""

from collections.abc import Collection
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from thanthien.core import clock, db
from thanthien.core.actors import Actor
from thanthien.core.errors import NotThere
from thanthien.org import service as org
from thanthien.org.models import BoardDecision, BoardMember, BoardRole
from thanthien.programme.models import Conclusion, Invitee, Meeting, MeetingState, MeetingText

RUNS = (BoardRole.HEAD, BoardRole.DEPUTY, BoardRole.STANDING, BoardRole.SECRETARY)
LEADS = (BoardRole.HEAD, BoardRole.DEPUTY)


def _sits(actor: Actor, board_id: UUID, roles: tuple[BoardRole, ...], day: date) -> bool:
    held = Q(valid_from__lte=day) & (Q(valid_to__isnull=True) | Q(valid_to__gt=day))
    rows = BoardMember.objects.filter(held, unit_id=actor.scope, board_id=board_id, role__in=roles)
    return actor.kind == "staff" and rows.filter(staff_id=actor.id).exists()


def runs(actor: Actor, board_id: UUID, day: date) -> bool:
    """Tell whether somebody calls a board's meetings, writes its minutes, keeps its money: by post or on the board."""
    return actor.may("meeting.change") or (actor.may("meeting.read") and _sits(actor, board_id, RUNS, day))


def confirms(actor: Actor, row: Meeting) -> bool:
    """Tell whether somebody may confirm minutes: the commune's chair, or who led the board on the day it met."""
    led = _sits(actor, row.board_id, LEADS, clock.local(row.starts_at).date())
    return actor.may("meeting.confirm") or (actor.may("meeting.read") and led)


def meetings(actor: Actor, board_id: UUID | None = None) -> QuerySet[Meeting]:
    """Return the meetings of the actor's commune, or of one of its boards."""
    if not actor.may("meeting.read"):
        return Meeting.objects.none()
    rows = Meeting.objects.filter(unit_id=actor.scope).select_related("board", "called_by")
    return rows.filter(board_id=board_id) if board_id else rows


def meeting(actor: Actor, meeting_id: UUID) -> Meeting:
    """Return one meeting; raises :class:`NotThere`."""
    found = meetings(actor).filter(id=meeting_id).first()
    if found is None:
        raise NotThere
    return found


def take(actor: Actor, meeting_id: UUID, now: datetime) -> Meeting:
    """Return one meeting locked for a change by somebody who runs its board; raises :class:`NotThere`."""
    found = db.lock(Meeting.objects.filter(unit_id=actor.scope, id=meeting_id)).first()
    if found is None or not runs(actor, found.board_id, clock.local(now).date()):
        raise NotThere
    return found


def take_to_confirm(actor: Actor, meeting_id: UUID) -> Meeting:
    """Return one meeting locked for whoever may confirm its minutes; raises :class:`NotThere`."""
    found = db.lock(Meeting.objects.filter(unit_id=actor.scope, id=meeting_id)).first()
    if found is None or not confirms(actor, found):
        raise NotThere
    return found


def board_to_run(actor: Actor, board_id: UUID, day: date) -> org.BoardOn:
    """Return a board as of a day for whoever runs it; raises :class:`NotThere`."""
    found = org.board(actor, board_id)
    if not runs(actor, board_id, day):
        raise NotThere
    return org.as_of(found, day)


def decision(actor: Actor, decision_id: UUID) -> BoardDecision:
    """Return a decision about a board of the actor's commune; raises :class:`NotThere`."""
    rows = BoardDecision.objects.filter(unit_id=actor.scope, id=decision_id).select_related("board")
    found = rows.first() if actor.may("organisation.read") else None
    if found is None:
        raise NotThere
    return found


def invitees(row: Meeting) -> QuerySet[Invitee]:
    """Return who is called to a meeting: members in the order of their roles, then guests."""
    return Invitee.objects.filter(unit_id=row.unit_id, meeting=row).order_by("rank")


def texts(row: Meeting) -> QuerySet[MeetingText]:
    """Return the minutes and their supplements, in order."""
    found = MeetingText.objects.filter(unit_id=row.unit_id, meeting=row).select_related("written_by", "confirmed_by")
    return found.order_by("order")


def conclusions(row: Meeting) -> QuerySet[Conclusion]:
    """Return what a meeting concluded."""
    return _conclusions(row.unit_id).filter(meeting=row).order_by("id")


def _conclusions(unit_id: UUID) -> QuerySet[Conclusion]:
    rows = Conclusion.objects.filter(unit_id=unit_id)
    return rows.select_related("meeting", "owner__staff", "task__owner__staff", "task__plan")


def open_of(board_id: UUID, unit_id: UUID, before: datetime) -> QuerySet[Conclusion]:
    """Return what earlier confirmed meetings of a board concluded and nobody has done yet."""
    rows = _conclusions(unit_id).filter(meeting__board_id=board_id, meeting__starts_at__lt=before)
    rows = rows.filter(meeting__state=MeetingState.HELD, done_on__isnull=True)
    undone = Q(task__isnull=True) | Q(task__done_on__isnull=True, task__dropped_on__isnull=True)
    return rows.filter(undone).order_by("due_on", "id")


def conclusion(actor: Actor, conclusion_id: UUID) -> Conclusion:
    """Return one conclusion to read; raises :class:`NotThere`."""
    found = _conclusions(actor.scope).filter(id=conclusion_id).first() if actor.may("meeting.read") else None
    if found is None:
        raise NotThere
    return found


def take_conclusion(actor: Actor, conclusion_id: UUID) -> Conclusion:
    """Return one conclusion locked; who may do what with it is asked there. Raises :class:`NotThere`."""
    rows = Conclusion.objects.filter(unit_id=actor.scope, id=conclusion_id)
    found = db.lock(rows).first() if actor.may("meeting.read") else None
    if found is None:
        raise NotThere
    return found


def own_on(actor: Actor, day: date, days: int = 1) -> list[Invitee]:
    """Return the meetings to which somebody is called on a day (or some days from it on), by hour.

    Cancelled ones, too, so that it is said.
    """
    start = clock.day_start(day)
    rows = Invitee.objects.filter(
        unit_id=actor.scope, staff_id=actor.id, meeting__starts_at__gte=start,
        meeting__starts_at__lt=start + timedelta(days=days), meeting__state__in=(MeetingState.INVITED, "cancelled"),
        meeting__invited_at__isnull=False,
    )  # fmt: skip
    allowed = actor.kind == "staff" and actor.may("meeting.read")
    return list(rows.select_related("meeting__board").order_by("meeting__starts_at", "id")) if allowed else []


def counted_in(units: Collection[UUID]) -> dict[UUID, int]:
    """Return how many meetings the boards of these units have: for the preview of their reorganisation."""
    rows = Meeting.objects.filter(unit_id__in=units).order_by().values_list("unit_id")
    return dict(rows.annotate(n=Count("id")))


def last_emails(row: Meeting) -> dict[str, str]:
    """Return the addresses that the board's members were written to before, by name, the latest first."""
    rows = Invitee.objects.filter(unit_id=row.unit_id, meeting__board_id=row.board_id).exclude(meeting=row)
    found = rows.order_by("-meeting__starts_at").only("name", "email")[:300]
    return {one.name: one.email for one in reversed(found) if one.email}

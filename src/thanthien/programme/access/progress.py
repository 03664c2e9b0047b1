"""What the records of a commune hold between two days: counted for the tasks of its plan (``programme.progress``)."""

from datetime import date, timedelta
from uuid import UUID

from thanthien.core import clock
from thanthien.programme.access import training
from thanthien.programme.models import Meeting, MeetingState, OutingDay
from thanthien.rules.outside import DONE


def meetings(unit_id: UUID, first: date, last: date) -> int:
    """Count the meetings of boards whose minutes are confirmed."""
    begin, end = clock.day_start(first), clock.day_start(last + timedelta(days=1))
    rows = Meeting.objects.filter(unit_id=unit_id, state=MeetingState.HELD)
    return rows.filter(starts_at__gte=begin, starts_at__lt=end).count()


def trainings(unit_id: UUID, first: date, last: date) -> int:
    """Count the sessions that were held with people of the commune, whoever called them."""
    return training.held_between(unit_id, first, last)[0]


def outings(unit_id: UUID, first: date, last: date, kind: str) -> int:
    """Count the days of one kind that were held outside the office."""
    return OutingDay.objects.filter(
        unit_id=unit_id, outing__kind=kind, state=DONE, day__gte=first, day__lte=last
    ).count()

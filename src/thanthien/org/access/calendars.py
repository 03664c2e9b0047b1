"""The steps by which the calendar moved: published, the same for everybody."""

from uuid import UUID

from django.db.models import QuerySet

from thanthien.org.models import CalendarStep, Unit


def newest() -> tuple[int, UUID] | None:
    """Return number and mark of the last step; None before the first. One look at the end of a small index."""
    return CalendarStep.objects.order_by("-number").values_list("number", "mark").first()


def steps() -> QuerySet[CalendarStep]:
    """Return all steps with their notices, oldest first."""
    return CalendarStep.objects.select_related("notice").order_by("number")


def parent_of(unit_id: UUID) -> UUID | None:
    """Return the unit right above."""
    return Unit.objects.filter(id=unit_id).values_list("parent_id", flat=True).first()

"""Notices that move the calendar, and the steps by which they began and ceased to hold."""

from datetime import date
from typing import Any

from django.db import models

from thanthien.core.ids import uuid7
from thanthien.org.models.staff import Staff
from thanthien.org.models.units import Unit
from thanthien.rules import notices


class TwoPeopleTwice(models.Model):
    """What moves dates: one person enters it, another makes it hold; and the same again to take it back."""

    class State(models.TextChoices):
        """Where it stands."""

        PROPOSED = "proposed", "chờ duyệt"
        APPROVED = "approved", "đang áp dụng"
        ENDING = "ending", "chờ duyệt thu hồi"
        DECLINED = "declined", "không duyệt"
        WITHDRAWN = "withdrawn", "đã thu hồi"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=State.choices, default=State.PROPOSED)
    version = models.PositiveIntegerField(default=1)
    entered_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()
    decided_by = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    ending_by = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, related_name="+")
    ending_at = models.DateTimeField(null=True)
    ending_reason = models.CharField(max_length=300, default="")
    ended_by = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True


# What may not stand twice: whatever waits, holds, or is about to be taken back.
STANDS = models.Q(state__in=("proposed", "approved", "ending"))


class CalendarNotice(TwoPeopleTwice):
    """A notice (thông báo nghỉ) as an officer entered it. It holds for its unit and the units under it.

    What it says never changes once entered.
    """

    level = models.CharField(max_length=8)
    kind = models.CharField(max_length=8)
    days = models.JSONField()  # {"off": [days], "work": [days]}
    reason = models.CharField(max_length=120)
    text = models.CharField(max_length=120)
    source = models.CharField(max_length=300)
    late_reason = models.CharField(max_length=300, default="")
    content = models.CharField(max_length=64)  # a hash of kind and days: what makes two notices the same

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "content"],
                condition=STANDS,
                name="calendar_notice_once",
            )
        ]
        indexes = [models.Index(fields=["unit", "state", "-entered_at"], name="calendar_notice_unit")]

    def __str__(self) -> str:
        return f"{self.reason} {self.text}"

    def said(self) -> notices.Notice:
        """Return what it says, for the rules."""
        named: dict[str, Any] = {key: tuple(map(date.fromisoformat, self.days[key])) for key in ("off", "work")}
        return notices.Notice(self.kind, reason=self.reason, text=self.text, level=self.level, **named)


class CalendarStep(models.Model):
    """The calendar moved: a notice began to hold (``opens``) or was taken back. The number is the calendar's version.

    One row of numbers for the whole installation: taken in the order in which the acts are committed, because two at
    the same time collide on the number and the second one is run again.
    """

    number = models.PositiveIntegerField(primary_key=True)
    mark = models.UUIDField(default=uuid7, unique=True)
    notice = models.ForeignKey(CalendarNotice, on_delete=models.PROTECT, related_name="steps")
    opens = models.BooleanField()
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.number}: {self.notice_id}"

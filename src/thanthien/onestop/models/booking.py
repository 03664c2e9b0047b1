"""Appointments: what a commune offers, and who comes when."""

from django.db import models

from thanthien.core.fields import EncryptedTextField
from thanthien.core.ids import uuid7
from thanthien.org.models import Unit

HELD = ("booked", "came", "absent")  # a place that is taken; one called off is free again


class BookingRule(models.Model):
    """How a commune gives appointments; without a row it gives none."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    unit = models.OneToOneField(Unit, on_delete=models.PROTECT, related_name="+")
    open = models.BooleanField(default=False)
    minutes = models.PositiveSmallIntegerField(default=30)
    people = models.PositiveSmallIntegerField(default=2)
    days_ahead = models.PositiveSmallIntegerField(default=14)
    free_days = models.JSONField(default=list)  # weekdays 0..6 on which everybody comes without an appointment
    changed_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.people} / {self.minutes} min"


class Booking(models.Model):
    """One appointment. ``seat`` numbers the places of a slot: no place is given twice, whoever presses first."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", db_index=False)
    code = models.CharField(max_length=20)
    procedure_code = models.CharField(max_length=20)
    title = models.CharField(max_length=120)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    seat = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=10, default="booked")
    revision = models.PositiveSmallIntegerField(default=0)
    name = EncryptedTextField(default="")
    phone = EncryptedTextField(default="")
    email = EncryptedTextField(default="")
    made_at = models.DateTimeField()
    reminded_at = models.DateTimeField(null=True)
    forgotten_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "starts_at", "seat"], condition=models.Q(state__in=HELD), name="booking_one_seat"
            ),
            models.UniqueConstraint(fields=["unit", "code"], name="booking_code"),
        ]
        indexes = [
            models.Index(fields=["starts_at", "id"], name="booking_kept", condition=models.Q(forgotten_at__isnull=True))
        ]

    def __str__(self) -> str:
        return self.code

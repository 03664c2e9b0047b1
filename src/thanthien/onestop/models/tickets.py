"""The waiting room: tickets without a name, what each counter serves, the machines that may give tickets."""

from django.db import models

from thanthien.core.ids import uuid7
from thanthien.onestop.models.booking import Booking
from thanthien.org.models import Unit
from thanthien.rules import tickets as rules


class Ticket(models.Model):
    """A number in the queue of one day. It names no person, so it may stay for the figures."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", db_index=False)
    day = models.DateField()
    lane = models.CharField(max_length=1)
    number = models.PositiveIntegerField()
    service = models.CharField(max_length=16)
    state = models.CharField(max_length=12, default=rules.WAITING)
    counter = models.CharField(max_length=30, default="")  # that called it last
    target = models.CharField(max_length=30, default="")  # that it was sent to
    taken_at = models.DateTimeField()
    first_called_at = models.DateTimeField(null=True)
    called_at = models.DateTimeField(null=True)
    calls = models.PositiveSmallIntegerField(default=0)
    ended_at = models.DateTimeField(null=True)
    booking = models.OneToOneField(Booking, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit", "day", "lane", "number"], name="ticket_number_once")]
        indexes = [
            models.Index(fields=["unit", "day", "state", "taken_at"], name="ticket_unit_queue"),
            models.Index(fields=["unit", "taken_at"], name="ticket_unit_taken"),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """How it is called: A042."""
        return rules.label(self.lane, self.number)

    @property
    def service_words(self) -> str:
        """What the person said they came for."""
        known = rules.SERVICES.get(self.service, (self.service, ()))[0]
        return "Chưa rõ việc gì" if self.service == rules.UNKNOWN else known

    @property
    def state_words(self) -> str:
        """The state in the officers' words."""
        return rules.STATES[self.state]


class CounterServices(models.Model):
    """What one counter of a commune serves; a counter without a row serves everything."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", db_index=False)
    counter = models.CharField(max_length=30)
    services = models.JSONField(default=list)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit", "counter"], name="counter_services_once")]

    def __str__(self) -> str:
        return self.counter


class Kiosk(models.Model):
    """A machine in the hall that may give tickets. Admitted once by a link; what it holds is a token of its key."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", db_index=False)
    name = models.CharField(max_length=60)
    prints = models.BooleanField(default=True)  # false: no printer, or its paper ran out
    made_at = models.DateTimeField()
    admitted_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["unit", "ended_at"], name="kiosk_unit_ended")]

    def __str__(self) -> str:
        return self.name

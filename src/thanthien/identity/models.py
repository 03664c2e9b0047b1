"""What is kept of invitations. Factors lie in allauth's own table, sessions in core."""

from django.db import models

from thanthien.core.ids import uuid7
from thanthien.org.models import Staff, Unit


class Invitation(models.Model):
    """A one-time way for one person to set a password. The link is derived from ``id`` and stored nowhere."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    staff = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="invitations")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    first = models.BooleanField()  # no password was ever set; else somebody forgot theirs
    made_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["staff"],
                condition=models.Q(used_at__isnull=True, withdrawn_at__isnull=True),
                name="one_open_invitation",
            )
        ]

    def __str__(self) -> str:
        return f"{self.staff_id} until {self.ends_at}"


class ProviderLink(models.Model):
    """Which identity at a provider is which officer. ``subject`` is a keyed hash of issuer and the provider's own
    stable key (``sub``); neither e-mail nor name plays a part in finding somebody."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    staff = models.OneToOneField(Staff, on_delete=models.PROTECT, related_name="provider_link")
    subject = models.CharField(max_length=64, unique=True)
    shown = models.CharField(max_length=120)  # how the provider calls the person, for the eye
    linked_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.shown

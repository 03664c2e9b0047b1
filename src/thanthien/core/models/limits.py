"""How often something was tried within a span of time."""

from django.db import models


class RateCount(models.Model):
    """One count: a keyed hash of what is counted, how often, and until when it matters.

    The hash leads back to nobody: no address, login, code or telephone number is stored.
    """

    key = models.CharField(max_length=32, primary_key=True)
    count = models.PositiveIntegerField()
    ends_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["ends_at"], name="rate_count_ends")]

    def __str__(self) -> str:
        return f"{self.count} until {self.ends_at}"

"""Ratings, kept apart from every dossier (settled question 17); and what the board was counted to be."""

from django.db import models

from thanthien.core.ids import random_id, uuid7
from thanthien.org.models import Unit


class SpentToken(models.Model):
    """The hash of a used rating link: it says "used", and leads neither to the answer nor to a dossier."""

    hash = models.CharField(primary_key=True, max_length=64)
    # The month of the contact, as the answer itself says it: after a year the link is too old anyway (purge).
    month = models.CharField(max_length=7, default="")

    class Meta:
        indexes = [models.Index(fields=["month"], name="spent_month")]

    def __str__(self) -> str:
        return self.hash[:8]


class Rating(models.Model):
    """One answer. It holds no time and a random key, so that its order betrays nobody."""

    id = models.UUIDField(primary_key=True, default=random_id, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, db_index=False)
    month = models.CharField(max_length=7)
    field = models.CharField(max_length=120)
    counter = models.CharField(max_length=30, default="")
    contact = models.CharField(max_length=12)
    score = models.PositiveSmallIntegerField()
    answers = models.JSONField(default=dict)
    words = models.TextField(default="")

    class Meta:
        indexes = [models.Index(fields=["unit", "month", "field"], name="rating_unit_month")]

    def __str__(self) -> str:
        return f"{self.score}/5 ({self.month})"


class KeptMonth(models.Model):
    """One month of a unit's figures as the loop counted it: figure → [all, met, points]. Counts, nobody's data."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", db_index=False)
    month = models.CharField(max_length=7)
    counted_at = models.DateTimeField()
    contacts = models.PositiveIntegerField(default=0)
    counts = models.JSONField(default=dict)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit", "month"], name="kept_month_once")]

    def __str__(self) -> str:
        return self.month

"""Packs (bộ kinh nghiệm): a commune's proven set as it was published, who took it, who recommends it."""

from django.db import models

from thanthien.core.ids import uuid7
from thanthien.org.models import Unit


class Pack(models.Model):
    """One version of a commune's proven set. Never changed: ``digest`` is over ``body``; a better one is a new version.

    ``body``: section → its rows (``programme.packing``). Nothing personal stands in it.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", db_index=False)
    series = models.UUIDField(default=uuid7)
    version = models.PositiveSmallIntegerField(default=1)
    name = models.CharField(max_length=200)
    words = models.TextField()
    body = models.JSONField()
    digest = models.CharField(max_length=64)
    published_on = models.DateField()
    withdrawn_on = models.DateField(null=True)
    withdraw_reason = models.CharField(max_length=300, default="")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit", "series", "version"], name="pack_version")]
        indexes = [models.Index(fields=["unit", "published_on", "id"], name="pack_unit_day")]

    def __str__(self) -> str:
        return f"{self.name} ({self.version})"


class PackTaken(models.Model):
    """A commune took a pack. Both sides read it: the wall opens for either unit.

    ``made``: section → how many drafts were made. ``had``: section → titles that the commune had of its own before.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", db_index=False)
    from_unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", db_index=False)
    pack = models.ForeignKey(Pack, on_delete=models.PROTECT, related_name="taken", db_index=False)
    taken_on = models.DateField()
    made = models.JSONField()
    had = models.JSONField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit", "pack"], name="pack_taken_once")]
        indexes = [models.Index(fields=["from_unit", "taken_on", "id"], name="pack_taken_from")]

    def __str__(self) -> str:
        return f"{self.pack_id} {self.taken_on}"


class PackAdvice(models.Model):
    """The level above recommends a pack to its communes, with its reason."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", db_index=False)
    pack = models.ForeignKey(Pack, on_delete=models.PROTECT, related_name="advice")
    words = models.CharField(max_length=500)
    advised_on = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit", "pack"], name="pack_advice_once")]

    def __str__(self) -> str:
        return f"{self.pack_id} {self.advised_on}"

"""The register of "Dân vận khéo" models: who does what in which field, what came of it, who recognised it."""

from django.db import models

from thanthien.core.ids import uuid7
from thanthien.core.models import StoredFile
from thanthien.org.models import Staff, Unit


class Doer(models.TextChoices):
    """Who registers a model."""

    COLLECTIVE = "collective", "tập thể"
    INDIVIDUAL = "individual", "cá nhân"
    HAMLET = "hamlet", "thôn, bản, tổ dân phố"


class AwardLevel(models.TextChoices):
    """Who recognises a model. There is no district from 2025-07-01 on."""

    COMMUNE = "commune", "cấp xã"
    DISTRICT = "district", "cấp huyện"
    PROVINCE = "province", "cấp tỉnh"
    NATION = "nation", "cấp trung ương"


class SkilfulModel(models.Model):
    """A "Dân vận khéo" model that somebody registered with the commune, for a field and a time."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", db_index=False)
    field = models.CharField(max_length=20)
    movement = models.CharField(max_length=20, default="")
    title = models.CharField(max_length=200)
    doer_kind = models.CharField(max_length=12, choices=Doer.choices)
    doer = models.CharField(max_length=200)
    content = models.TextField()
    registered_on = models.DateField()
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)
    stopped_on = models.DateField(null=True)
    stop_reason = models.CharField(max_length=300, default="")

    class Meta:
        indexes = [models.Index(fields=["unit", "registered_on", "id"], name="skilful_unit_day")]

    def __str__(self) -> str:
        return self.title


class SkilfulEntry(models.Model):
    """What came of a model until a day, with what shows it."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", db_index=False)
    model = models.ForeignKey(SkilfulModel, on_delete=models.PROTECT, related_name="entries", db_index=False)
    on = models.DateField()
    result = models.TextField()
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+", db_index=False)

    class Meta:
        indexes = [models.Index(fields=["unit", "model", "on", "id"], name="skilful_entry_day")]

    def __str__(self) -> str:
        return f"{self.model_id} {self.on}"


class SkilfulAward(models.Model):
    """A decision that recognises a model."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", db_index=False)
    model = models.ForeignKey(SkilfulModel, on_delete=models.PROTECT, related_name="awards", db_index=False)
    level = models.CharField(max_length=8, choices=AwardLevel.choices)
    number = models.CharField(max_length=60)
    decided_on = models.DateField()
    issuer = models.CharField(max_length=120)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit", "model", "number"], name="skilful_award_once")]

    def __str__(self) -> str:
        return f"{self.number} {self.decided_on}"

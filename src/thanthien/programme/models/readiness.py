"""The readiness review (rà soát điều kiện): the province's list, items of the commune's own, reviews with photos."""

from django.db import models

from thanthien.core.ids import uuid7
from thanthien.core.models import StoredFile
from thanthien.org.models import Staff, Unit
from thanthien.programme.models.plan import PlanTask
from thanthien.rules.checklist import ANSWERS, GROUPS

GROUP_CHOICES = list(GROUPS.items())
ANSWER_CHOICES = list(ANSWERS.items())


class Checklist(models.Model):
    """A province's own list from a day on, instead of the country's. ``items``: code, group, text, hint, source."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", db_index=False)
    valid_from = models.DateField()
    number = models.CharField(max_length=60)
    issued_on = models.DateField()
    issuer = models.CharField(max_length=120)
    items = models.JSONField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit", "valid_from"], name="checklist_unit_day")]

    def __str__(self) -> str:
        return f"{self.number}, {self.issuer}"


class OwnItem(models.Model):
    """An item that a commune looks at besides the list."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", db_index=False)
    group = models.CharField(max_length=10, choices=GROUP_CHOICES)
    text = models.CharField(max_length=300)
    source = models.CharField(max_length=300, default="")
    dropped_on = models.DateField(null=True)

    class Meta:
        indexes = [models.Index(fields=["unit", "dropped_on", "id"], name="own_item_unit")]

    def __str__(self) -> str:
        return self.text


class Review(models.Model):
    """One review of a commune. Its items are frozen when it begins, everything is when it ends."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", db_index=False)
    number = models.PositiveSmallIntegerField()
    begun_on = models.DateField()
    basis = models.CharField(max_length=300)
    finished_on = models.DateField(null=True)
    finished_by = models.CharField(max_length=120, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "number"], name="review_unit_number"),
            models.UniqueConstraint(
                fields=["unit"], condition=models.Q(finished_on__isnull=True), name="review_unit_open"
            ),
        ]

    def __str__(self) -> str:
        return f"rà soát lần {self.number}"


class ReviewItem(models.Model):
    """One item of a review with its answer. ``version`` counts the answers, so that two people notice each other."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", db_index=False)
    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="rows", db_index=False)
    position = models.PositiveSmallIntegerField()
    code = models.CharField(max_length=40)
    group = models.CharField(max_length=10, choices=GROUP_CHOICES)
    text = models.CharField(max_length=300)
    hint = models.CharField(max_length=300, default="")
    source = models.CharField(max_length=300, default="")
    assumed = models.BooleanField(default=False)
    answer = models.CharField(max_length=4, choices=ANSWER_CHOICES, default="")
    note = models.CharField(max_length=1000, default="")
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    version = models.PositiveIntegerField(default=0)
    task = models.ForeignKey(PlanTask, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit", "review", "position"], name="review_item_place")]
        indexes = [models.Index(fields=["unit", "task"], name="review_item_task")]

    def __str__(self) -> str:
        return self.text


class ReviewPhoto(models.Model):
    """A photo of an item. ``off``: taken off while the review was open; the file stays as evidence, shown to nobody."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", db_index=False)
    item = models.ForeignKey(ReviewItem, on_delete=models.PROTECT, related_name="photos", db_index=False)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+", db_index=False)
    taken_on = models.DateField()
    by = models.CharField(max_length=120)
    off = models.BooleanField(default=False)

    class Meta:
        indexes = [models.Index(fields=["unit", "item", "id"], name="review_photo_item")]

    def __str__(self) -> str:
        return f"ảnh ngày {self.taken_on}"

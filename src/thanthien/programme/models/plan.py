"""The plan of a year (kế hoạch) and its tasks. Progress is computed from what stands here, never entered."""

from django.db import models

from thanthien.core.ids import uuid7
from thanthien.core.models import StoredFile
from thanthien.org.models import Position, Staff, Unit


class Plan(models.Model):
    """A commune's plan of one year. Issued once, with number and day; later changes keep their reason."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="plans", db_index=False)
    year = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    aims = models.TextField(default="")
    budget = models.PositiveBigIntegerField(default=0)
    number = models.CharField(max_length=60, default="")
    issued_on = models.DateField(null=True)
    signer = models.CharField(max_length=120, default="")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit", "year"], name="plan_unit_year")]

    def __str__(self) -> str:
        return f"{self.title} {self.year}"


class PlanTask(models.Model):
    """A task: what, who answers for it (a post, so that it outlives the person), helpers, days, product, money.

    ``done_by`` is empty for a task that its records finished.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", db_index=False)
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="tasks", db_index=False)
    area = models.CharField(max_length=20)
    title = models.CharField(max_length=300)
    product = models.CharField(max_length=300)
    owner = models.ForeignKey(Position, on_delete=models.PROTECT, related_name="+", db_index=False)
    owner_title = models.CharField(max_length=120)
    helpers = models.CharField(max_length=300, default="")
    starts_on = models.DateField()
    due_on = models.DateField()
    money = models.PositiveBigIntegerField(default=0)
    after = models.JSONField(default=list)
    measure = models.CharField(max_length=20, default="")  # programme.progress: the records that show it is done
    target = models.PositiveSmallIntegerField(default=1)
    done_on = models.DateField(null=True)
    done_by = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    evidence = models.CharField(max_length=300, default="")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    spent = models.PositiveBigIntegerField(default=0)
    dropped_on = models.DateField(null=True)
    drop_reason = models.CharField(max_length=300, default="")

    class Meta:
        indexes = [models.Index(fields=["unit", "plan", "due_on", "id"], name="plan_task_unit_plan")]

    def __str__(self) -> str:
        return self.title

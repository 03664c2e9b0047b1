"""A board's own budget, what was spent of it; and operating rules taken from another commune, to start from."""

from django.db import models

from thanthien.core.ids import uuid7
from thanthien.core.models import StoredFile
from thanthien.org.models import Board, Staff, Unit


class BudgetLine(models.Model):
    """A line of a board's budget of one year, in đồng."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", db_index=False)
    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="+", db_index=False)
    year = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    source = models.CharField(max_length=200, default="")
    money = models.PositiveBigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["board", "year", "title"], name="budget_line_title")]

    def __str__(self) -> str:
        return f"{self.title} {self.year}"


class BoardSpending(models.Model):
    """Money spent of a line for one activity, with what shows it. A wrong entry is struck out, never deleted."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", db_index=False)
    line = models.ForeignKey(BudgetLine, on_delete=models.PROTECT, related_name="spendings", db_index=False)
    activity = models.CharField(max_length=200)
    on = models.DateField()
    money = models.PositiveBigIntegerField()
    evidence = models.CharField(max_length=300)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    entered_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+", db_index=False)
    struck_on = models.DateField(null=True)
    strike_reason = models.CharField(max_length=300, default="")

    class Meta:
        indexes = [models.Index(fields=["line", "on", "id"], name="board_spending_line")]

    def __str__(self) -> str:
        return f"{self.activity} {self.on}"


class RulesDraft(models.Model):
    """Operating rules of another commune's board, taken with a pack: words to start one's own from, not in force."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=200)
    kind = models.CharField(max_length=60)
    text = models.TextField()
    taken_on = models.DateField()

    def __str__(self) -> str:
        return self.title

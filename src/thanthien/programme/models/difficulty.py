"""Difficulties (khó khăn, vướng mắc) raised to the level above, and the answers that every commune may read."""

from django.db import models

from thanthien.core.ids import uuid7
from thanthien.org.models import Position, Unit
from thanthien.rules.difficulty import OUTCOMES, STATES

STATE_CHOICES = [(state.name, state.label) for state in STATES]


class Difficulty(models.Model):
    """A commune asks, the level above owes an answer. Either unit meets the row; the thread says what was said when.

    ``asked_at``, ``limit_days`` and ``halts`` are what the clock is counted from; ``due_at`` and ``derivation`` keep
    what was counted. While the commune is asked back, ``due_at`` is only how far it had come.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="difficulties", db_index=False)
    above_unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", db_index=False)
    area = models.CharField(max_length=20)
    title = models.CharField(max_length=200)
    text = models.TextField()
    source_kind = models.CharField(max_length=20, default="")
    source_id = models.UUIDField(null=True)
    source_label = models.CharField(max_length=300, default="")
    raised_at = models.DateTimeField()
    level = models.PositiveSmallIntegerField(default=1)
    state = models.CharField(max_length=12, choices=STATE_CHOICES)
    owner = models.ForeignKey(Position, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    owner_title = models.CharField(max_length=200, default="")
    asked_at = models.DateTimeField()
    limit_days = models.PositiveSmallIntegerField()
    own_limit = models.BooleanField(default=False)
    halts = models.JSONField(default=list)
    due_at = models.DateTimeField()
    derivation = models.JSONField(default=dict)
    questions = models.PositiveSmallIntegerField(default=0)
    answer = models.TextField(default="")
    answered_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=10, default="", choices=list(OUTCOMES.items()))
    thread = models.JSONField(default=list)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        indexes = [
            models.Index(fields=["unit", "state", "due_at", "id"], name="difficulty_unit"),
            models.Index(fields=["above_unit", "state", "due_at", "id"], name="difficulty_above"),
        ]

    def __str__(self) -> str:
        return self.title


class Solution(models.Model):
    """An answer in the library of the level above: confirmed word by word, without the commune that asked."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", db_index=False)
    difficulty_id = models.UUIDField()
    area = models.CharField(max_length=20)
    question = models.CharField(max_length=300)
    answer = models.TextField()
    key = models.TextField()
    published_on = models.DateField()
    publisher = models.CharField(max_length=200)
    withdrawn_on = models.DateField(null=True)
    withdraw_reason = models.CharField(max_length=300, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "difficulty_id"], condition=models.Q(withdrawn_on__isnull=True), name="solution_once"
            )
        ]
        indexes = [models.Index(fields=["unit", "withdrawn_on", "published_on", "id"], name="solution_shelf")]

    def __str__(self) -> str:
        return self.question


class AnswerLimit(models.Model):
    """In how many working days a level promises its communes an answer; the newest row holds."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", db_index=False)
    set_at = models.DateTimeField()
    first_days = models.PositiveSmallIntegerField()
    second_days = models.PositiveSmallIntegerField()

    class Meta:
        indexes = [models.Index(fields=["unit", "set_at"], name="answer_limit_unit")]

    def __str__(self) -> str:
        return f"{self.first_days}, {self.second_days}"

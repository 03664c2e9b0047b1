"""Boards of any kind, name and size. Nothing about one changes but by a decision; the history stays."""

from datetime import date, timedelta

from django.db import models

from thanthien.core.ids import uuid7
from thanthien.org.models.staff import Staff
from thanthien.org.models.units import Unit


class Board(models.Model):
    """A board (Ban Chỉ đạo, Ban Điều hành, tiểu ban…): [valid_from, valid_to). A sub-committee has a parent."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="boards")
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="committees")
    kind = models.CharField(max_length=60)
    name = models.CharField(max_length=200)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    class Meta:
        indexes = [models.Index(fields=["unit", "valid_to"], name="board_unit_to")]

    def __str__(self) -> str:
        return self.name


class BoardAct(models.TextChoices):
    """What a decision does to a board."""

    FOUND = "found", "thành lập"
    CHANGE = "change", "thay đổi thành viên"
    REGULATE = "regulate", "ban hành quy chế"
    RENEW = "renew", "kiện toàn, nhiệm kỳ mới"
    DISSOLVE = "dissolve", "giải thể"


class BoardDecision(models.Model):
    """A decision: number, day, issuer, in force from a day. ``order`` counts them within a board from 1."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="decisions")
    order = models.PositiveSmallIntegerField()
    act = models.CharField(max_length=10, choices=BoardAct.choices)
    number = models.CharField(max_length=60)
    decided_on = models.DateField()
    issuer = models.CharField(max_length=120)
    text = models.TextField(default="")
    effective_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "board", "order"], name="board_decision_order"),
            models.UniqueConstraint(fields=["unit", "board", "number", "decided_on"], name="board_decision_once"),
        ]

    def __str__(self) -> str:
        return f"{self.number} ({self.decided_on})"


class BoardTerm(models.Model):
    """A term: [valid_from, valid_to); an open one lasts until the next decision."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="terms")
    decision = models.ForeignKey(BoardDecision, on_delete=models.PROTECT, related_name="+")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    class Meta:
        indexes = [models.Index(fields=["unit", "board"], name="board_term_of")]

    def __str__(self) -> str:
        return f"{self.valid_from}"

    @property
    def last_day(self) -> date | None:
        """The last day of the term; None while it is open."""
        return self.valid_to - timedelta(days=1) if self.valid_to else None


class BoardRules(models.Model):
    """One version of a board's operating rules (quy chế), in force until the next one."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="rules")
    decision = models.ForeignKey(BoardDecision, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveSmallIntegerField()
    text = models.TextField()
    valid_from = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit", "board", "version"], name="board_rules_version")]

    def __str__(self) -> str:
        return f"v{self.version}"


class BoardRole(models.TextChoices):
    """What a member is on the board, in the order of lists."""

    HEAD = "head", "trưởng ban"
    DEPUTY = "deputy", "phó trưởng ban"
    STANDING = "standing", "thành viên thường trực"
    SECRETARY = "secretary", "thư ký"
    MEMBER = "member", "ủy viên"


class BoardMember(models.Model):
    """A person on a board, of staff or from outside, from one decision to another."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="members")
    staff = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, related_name="boards")
    name = models.CharField(max_length=120)
    post = models.CharField(max_length=200)
    role = models.CharField(max_length=10, choices=BoardRole.choices)
    duty = models.CharField(max_length=300, default="")
    rank = models.PositiveSmallIntegerField()
    joined_by = models.ForeignKey(BoardDecision, on_delete=models.PROTECT, related_name="+")
    left_by = models.ForeignKey(BoardDecision, on_delete=models.PROTECT, null=True, related_name="+")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    class Meta:
        indexes = [models.Index(fields=["unit", "board"], name="board_member_of")]

    def __str__(self) -> str:
        return f"{self.name} ({self.role})"

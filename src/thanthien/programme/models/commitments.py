"""Commitments (cam kết) and the versions of their texts. What was signed is never changed: a new one replaces it."""

from django.db import models

from thanthien.core.ids import uuid7
from thanthien.core.models import StoredFile
from thanthien.org.models import Board, Hamlet, HamletHead, Position, Staff, Unit
from thanthien.rules.commitment import SCOPES


class CommitmentText(models.Model):
    """One version of a commune's own text. Without ``adopted_on`` it is a draft (taken from another's pack)."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", db_index=False)
    scope = models.CharField(max_length=8, choices=list(SCOPES.items()))
    version = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    opening = models.TextField()
    points = models.JSONField(default=list)
    closing = models.TextField()
    adopted_on = models.DateField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit", "scope", "version"], name="commitment_text_version")]

    def __str__(self) -> str:
        return f"{self.title} ({self.version})"


class CommitmentState(models.TextChoices):
    """Whether it was signed. That a post has ended since is computed from the post, not stored."""

    DRAFT = "draft", "bản thảo, chưa ký"
    SIGNED = "signed", "đã ký"
    REPLACED = "replaced", "đã có bản mới thay"
    LAPSED = "lapsed", "hết hiệu lực"


class Commitment(models.Model):
    """A person's or a body's commitment. ``text`` is what is signed, letter by letter; ``sha256`` its fingerprint.

    ``party_key`` says whose it is: one draft and one signed commitment at a time. ``staff`` is the signer where the
    signer has an account; position, head, board or hamlet is what it stands and falls with.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="commitments", db_index=False)
    scope = models.CharField(max_length=8, choices=list(SCOPES.items()))
    party_key = models.CharField(max_length=140)
    party = models.CharField(max_length=200)
    signer = models.CharField(max_length=120)
    post = models.CharField(max_length=200)
    staff = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    position = models.ForeignKey(Position, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    head = models.ForeignKey(HamletHead, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    board = models.ForeignKey(Board, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    hamlet = models.ForeignKey(Hamlet, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    state = models.CharField(max_length=8, choices=CommitmentState.choices, default=CommitmentState.DRAFT)
    text_version = models.PositiveSmallIntegerField()  # 0: the house's own text
    promises = models.JSONField(default=list)
    witnesses = models.JSONField(default=list)
    text = models.TextField()
    sha256 = models.CharField(max_length=64)
    way = models.CharField(max_length=8, default="")  # app or paper
    signed_on = models.DateField(null=True)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    replaces = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="replaced_by")
    ended_on = models.DateField(null=True)
    end_reason = models.CharField(max_length=300, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "party_key", "state"], condition=models.Q(state__in=("draft", "signed")),
                name="commitment_one_at_a_time",
            )
        ]  # fmt: skip
        indexes = [
            models.Index(fields=["unit", "state", "signed_on", "id"], name="commitment_unit_list"),
            models.Index(fields=["unit", "staff", "state"], name="commitment_signer"),
        ]

    def __str__(self) -> str:
        return f"{self.party} ({self.state})"

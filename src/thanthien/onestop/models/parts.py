"""What belongs to a dossier: timeline, tasks, papers brought, papers issued, supplements, apologies."""

from django.db import models

from thanthien.core.fields import EncryptedJSONField
from thanthien.core.ids import uuid7
from thanthien.core.models import StoredFile
from thanthien.onestop.models.dossier import Dossier
from thanthien.org.models import Staff, Unit


class Part(models.Model):
    """What every part shares: its own key, its unit first, its dossier."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", db_index=False)
    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="+", db_index=False)

    class Meta:
        abstract = True


class Event(Part):
    """One line of the timeline: the move, and what citizen and officer may read about it."""

    at = models.DateTimeField()
    move = models.CharField(max_length=24)
    by = models.CharField(max_length=120, default="")
    position = models.CharField(max_length=120, default="")
    public = models.CharField(max_length=300, default="")
    note = models.TextField(default="")
    data = models.JSONField(default=dict)

    class Meta:
        indexes = [models.Index(fields=["unit", "dossier", "at", "id"], name="event_unit_dossier")]

    def __str__(self) -> str:
        return f"{self.move} {self.at:%Y-%m-%d %H:%M}"


class Task(Part):
    """A step of the process with its owner and date."""

    step = models.CharField(max_length=40)
    label = models.CharField(max_length=120)
    role = models.CharField(max_length=16)
    owner = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    opened_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["unit", "dossier", "opened_at", "id"], name="task_unit_dossier")]

    def __str__(self) -> str:
        return self.label


class PaperItem(Part):
    """A paper of the published list: brought, sent as a file, to be brought, or asked for."""

    number = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=600)
    state = models.CharField(max_length=10, default="missing")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["unit", "dossier", "number"], name="item_unit_dossier")]

    def __str__(self) -> str:
        return f"{self.number}. {self.text[:40]}: {self.state}"


class Supplement(Part):
    """A request to complete a dossier (phiếu yêu cầu bổ sung): written once, whole, with its ground."""

    stage = models.CharField(max_length=12)
    items = models.JSONField()
    reason = models.TextField()
    ground = models.CharField(max_length=300)
    sent_at = models.DateTimeField()
    reminded_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    flags = models.JSONField(default=list)

    class Meta:
        indexes = [models.Index(fields=["unit", "dossier", "sent_at"], name="supplement_unit_dossier")]

    def __str__(self) -> str:
        return f"supplement {self.sent_at:%Y-%m-%d}"


class Apology(Part):
    """An apology (xin lỗi): drafted, read and signed by the chair, one by one."""

    kind = models.CharField(max_length=10)
    state = models.CharField(max_length=10, default="draft")
    reason_code = models.CharField(max_length=30)
    reason = models.TextField()
    due_at = models.DateTimeField(null=True)
    new_date = models.DateField(null=True)
    answerable = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    drafted_at = models.DateTimeField()
    signed_at = models.DateTimeField(null=True)
    signed_by = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    number = models.CharField(max_length=40, default="")
    note = models.CharField(max_length=300, default="")

    class Meta:
        indexes = [
            models.Index(fields=["unit", "state", "due_at", "id"], name="apology_unit_state"),
            models.Index(fields=["unit", "dossier"], name="apology_unit_dossier"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "dossier", "kind"], condition=models.Q(state="draft"), name="apology_one_draft"
            )
        ]

    def __str__(self) -> str:
        return f"apology {self.kind} {self.state}"


class Paper(Part):
    """A paper issued: its frozen content and template version; the PDF is drawn from them when asked for."""

    kind = models.CharField(max_length=16)
    number = models.CharField(max_length=40, default="")
    issued_at = models.DateTimeField()
    data = EncryptedJSONField()  # names, addresses and the secret link stand in it
    template = models.CharField(max_length=20, default="1")

    class Meta:
        indexes = [
            models.Index(fields=["unit", "dossier", "issued_at"], name="paper_unit_dossier"),
            # What was issued on a day; receipts are found by their day of filing, so that filing does not pay for it.
            models.Index(fields=["unit", "issued_at"], name="paper_unit_day", condition=~models.Q(kind="receipt")),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.number}"

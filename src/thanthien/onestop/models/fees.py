"""Money at the counter: what a dossier owes, receipts, payments by a provider, money given back, the cash sheet.

Amounts are whole đồng. Receipts and cash sheets are the books of the unit that took the money: they stay with it when
units are reorganised; what a dossier owes goes with the dossier.
"""

from django.db import models

from thanthien.core.ids import uuid7
from thanthien.onestop.models.parts import Part
from thanthien.org.models import Staff, Unit


class Charge(Part):
    """What one dossier owes (khoản thu), with how it was worked out. One at a time; a void one stays to be read."""

    class State(models.TextChoices):
        """Where it stands."""

        DUE = "due", "chờ nộp"
        PAID = "paid", "đã nộp"
        FREE = "free", "không phải nộp"
        UNKNOWN = "unknown", "chưa xác nhận mức thu"
        VOID = "void", "đã bỏ"

    state = models.CharField(max_length=8, choices=State)
    amount = models.BigIntegerField(null=True)
    copies = models.PositiveIntegerField(default=1)
    pages = models.PositiveIntegerField(default=1)
    waiver = models.CharField(max_length=30, default="")
    steps = models.JSONField(default=list)
    assumed = models.BooleanField(default=False)
    reason = models.CharField(max_length=300, default="")
    assessed_at = models.DateTimeField()
    paid_at = models.DateTimeField(null=True)
    paid_by = models.CharField(max_length=8, default="")  # cash or online
    receipt_number = models.CharField(max_length=40, default="")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        indexes = [
            models.Index(fields=["unit", "state", "assessed_at", "id"], name="charge_unit_state"),
            models.Index(fields=["unit", "paid_at"], name="charge_paid", condition=models.Q(paid_at__isnull=False)),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["dossier"], condition=~models.Q(state="void"), name="charge_one_of_dossier"
            ),
            models.CheckConstraint(
                condition=models.Q(amount__isnull=True) | models.Q(amount__gte=0), name="charge_sum"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.amount} {self.state}"


class CashSheet(models.Model):
    """One officer's till from opening to closing (sổ quỹ trong ngày). Totals are written down at the close."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", db_index=False)
    staff = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+", db_index=False)
    counter = models.CharField(max_length=30, default="")
    opened_at = models.DateTimeField()
    opening = models.BigIntegerField(default=0)
    received = models.BigIntegerField(default=0)
    refunded = models.BigIntegerField(default=0)
    closed_at = models.DateTimeField(null=True)
    counted = models.BigIntegerField(null=True)
    note = models.CharField(max_length=300, default="")

    class Meta:
        indexes = [models.Index(fields=["unit", "-opened_at", "-id"], name="cash_sheet_unit")]
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "staff"], condition=models.Q(closed_at__isnull=True), name="cash_sheet_one_open"
            )
        ]

    def __str__(self) -> str:
        return f"{self.counter} {self.opened_at:%Y-%m-%d}"


class Receipt(Part):
    """A receipt (biên lai nội bộ của quầy). Its number is never given again; a void one keeps its place."""

    charge = models.ForeignKey(Charge, on_delete=models.PROTECT, related_name="+")
    number = models.CharField(max_length=40)
    amount = models.BigIntegerField()
    way = models.CharField(max_length=8)  # cash or online
    at = models.DateTimeField()
    payer = models.CharField(max_length=120, default="")
    sheet = models.ForeignKey(CashSheet, on_delete=models.PROTECT, null=True, related_name="+")
    clerk = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    void_at = models.DateTimeField(null=True)
    void_reason = models.CharField(max_length=300, default="")

    class Meta:
        indexes = [models.Index(fields=["unit", "-at", "-id"], name="fee_receipt_unit")]
        constraints = [models.UniqueConstraint(fields=["unit", "number"], name="fee_receipt_number")]

    def __str__(self) -> str:
        return self.number


class Payment(Part):
    """One try to pay through a provider (lần nộp qua mạng): its key is the reference that the provider sends back."""

    charge = models.ForeignKey(Charge, on_delete=models.PROTECT, related_name="+")
    amount = models.BigIntegerField()
    provider = models.CharField(max_length=20)
    state = models.CharField(max_length=8, default="started")  # started, paid, failed, odd
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["unit", "dossier"], name="payment_unit_dossier")]

    def __str__(self) -> str:
        return f"{self.amount} {self.state}"


class PaymentCall(models.Model):
    """What a provider told us once (báo có); the same told again is the same row. Odd money waits for an officer."""

    class Verdict(models.TextChoices):
        """What became of it."""

        COUNTED = "counted", "đã tính là nộp"
        AMOUNT = "amount", "sai số tiền"
        LATE = "late", "khoản thu đã nộp hoặc đã bỏ"
        UNKNOWN = "unknown", "không rõ của hồ sơ nào"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", db_index=False)
    payment = models.ForeignKey(Payment, on_delete=models.PROTECT, null=True, related_name="+")
    transaction = models.CharField(max_length=64)
    reference = models.CharField(max_length=64, default="")
    amount = models.BigIntegerField()
    verdict = models.CharField(max_length=8, choices=Verdict)
    at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    note = models.CharField(max_length=300, default="")

    class Meta:
        indexes = [
            models.Index(
                fields=["unit", "at", "id"], name="payment_call_odd",
                condition=models.Q(settled_at__isnull=True, verdict__in=["amount", "late", "unknown"]),
            )
        ]  # fmt: skip
        constraints = [models.UniqueConstraint(fields=["transaction"], name="payment_call_once")]

    def __str__(self) -> str:
        return f"{self.transaction} {self.verdict}"


class Refund(Part):
    """Money given back (hoàn tiền): no rule is known, so one officer proposes with a reason, a second one decides."""

    class State(models.TextChoices):
        """Where it stands."""

        PROPOSED = "proposed", "chờ người thứ hai"
        APPROVED = "approved", "đã duyệt, chờ trả tiền"
        DECLINED = "declined", "không duyệt"
        PAID = "paid", "đã trả lại tiền"

    charge = models.ForeignKey(Charge, on_delete=models.PROTECT, related_name="+")
    call = models.ForeignKey(PaymentCall, on_delete=models.PROTECT, null=True, related_name="+")
    state = models.CharField(max_length=8, choices=State, default=State.PROPOSED)
    amount = models.BigIntegerField()
    way = models.CharField(max_length=8)  # cash from the till, or online back through the provider
    reason = models.CharField(max_length=300)
    answer = models.CharField(max_length=300, default="")
    proposed_at = models.DateTimeField()
    proposed_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+", db_index=False)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    paid_at = models.DateTimeField(null=True)
    sheet = models.ForeignKey(CashSheet, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["unit", "state", "proposed_at", "id"], name="refund_unit_state")]
        constraints = [models.CheckConstraint(condition=models.Q(amount__gt=0), name="refund_sum")]

    def __str__(self) -> str:
        return f"{self.amount} {self.state}"

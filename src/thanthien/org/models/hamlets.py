"""Hamlets over time, who heads them, and the groups of residents that keep order and cleanness themselves.

A hamlet (thôn, bản, tổ dân phố) is no unit of administration: residents rule it themselves
(Luật 10/2022/QH15 Điều 2; Luật Tổ chức chính quyền địa phương 2025). Its head is elected and need not be staff.
"""

from django.db import models

from thanthien.core.ids import uuid7
from thanthien.org.models.units import Unit


class HamletKind(models.TextChoices):
    """The word before the name, and what the head is called."""

    THON = "thon", "thôn"
    LANG = "lang", "làng"
    XOM = "xom", "xóm"
    BAN = "ban", "bản"
    BUON = "buon", "buôn"
    AP = "ap", "ấp"
    KHOM = "khom", "khóm"
    KHU_PHO = "khu_pho", "khu phố"
    TO_DAN_PHO = "to_dan_pho", "tổ dân phố"


class Hamlet(models.Model):
    """One hamlet under one name in one period: [valid_from, valid_to). Renamed or merged, it has a successor."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="hamlets")
    kind = models.CharField(max_length=12, choices=HamletKind.choices)
    name = models.CharField(max_length=60)
    name_fold = models.CharField(max_length=60)
    decision = models.CharField(max_length=120, default="")
    ended_by = models.CharField(max_length=120, default="")
    successor = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="predecessors")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    class Meta:
        indexes = [models.Index(fields=["unit", "name_fold"], name="hamlet_unit_name")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.name}"

    @property
    def head_title(self) -> str:
        """What its head is called: trưởng thôn, tổ trưởng tổ dân phố."""
        kind = HamletKind(self.kind)
        return "tổ trưởng tổ dân phố" if kind is HamletKind.TO_DAN_PHO else f"trưởng {kind.label}"


class HamletHead(models.Model):
    """Who headed a hamlet from one day to another (exclusive); one at a time."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    hamlet = models.ForeignKey(Hamlet, on_delete=models.PROTECT, related_name="heads")
    name = models.CharField(max_length=120)
    phone = models.CharField(max_length=20, default="")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    class Meta:
        indexes = [models.Index(fields=["unit", "hamlet"], name="hamlet_head_of")]

    def __str__(self) -> str:
        return self.name


class ResidentGroup(models.Model):
    """A self-management group (tổ tự quản) of a hamlet: what it looks after, who leads it, from when to when."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    hamlet = models.ForeignKey(Hamlet, on_delete=models.PROTECT, related_name="groups")
    name = models.CharField(max_length=120)
    leader = models.CharField(max_length=120)
    phone = models.CharField(max_length=20, default="")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    class Meta:
        indexes = [models.Index(fields=["unit", "hamlet"], name="resident_group_of")]

    def __str__(self) -> str:
        return self.name

"""People of the office, the positions they hold for a time, and the office's own settings."""

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from thanthien.core.actors import Role
from thanthien.core.ids import uuid7
from thanthien.org.models.units import Unit

ROLE_LABELS = [
    (Role.CLERK.value, "cán bộ Một cửa"),
    (Role.HANDLER.value, "cán bộ xử lý"),
    (Role.RECORDS.value, "văn thư"),
    (Role.CHAIR.value, "Chủ tịch"),
    (Role.ADMIN.value, "quản trị"),
    (Role.SEALED.value, "người giữ hồ sơ niêm phong"),
    (Role.OVERSEER.value, "cán bộ cấp trên"),
]


class Staff(AbstractBaseUser):
    """A person who signs in. What they may do comes from their positions, never from here."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    login = models.CharField(max_length=60, unique=True)
    name = models.CharField(max_length=120)
    phone = models.CharField(max_length=20, default="")
    address_as = models.CharField(max_length=12, default="anh/chị")
    is_active = models.BooleanField(default=True)

    objects = BaseUserManager["Staff"]()
    USERNAME_FIELD = "login"

    def __str__(self) -> str:
        return self.name


class Position(models.Model):
    """A position (chức danh) held by a person in a unit from one day to another (exclusive)."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="positions")
    staff = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="positions")
    role = models.CharField(max_length=16, choices=ROLE_LABELS)
    title = models.CharField(max_length=120)
    counter = models.CharField(max_length=30, default="")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["unit", "role"], name="position_unit_role"),
            models.Index(fields=["staff"], name="position_staff"),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.role})"


class Office(models.Model):
    """What a commune says of itself: address, hours, and its few settings."""

    unit = models.OneToOneField(Unit, on_delete=models.PROTECT, primary_key=True, related_name="office")
    address = models.CharField(max_length=200, default="")
    phone = models.CharField(max_length=20, default="")
    email = models.CharField(max_length=120, default="")
    place_name = models.CharField(max_length=60, default="")
    e_identifier = models.CharField(max_length=30, default="")
    online_filing = models.BooleanField(default=False)
    hours = models.JSONField(default=dict)
    apology_hour = models.CharField(max_length=5, default="15:00")

    def __str__(self) -> str:
        return str(self.unit)

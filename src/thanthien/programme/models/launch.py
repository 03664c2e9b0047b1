"""The day on which a commune launches the model (lễ ra mắt): its programme, guests, photos, and what is told of it."""

from django.db import models

from thanthien.core.ids import uuid7
from thanthien.core.models import StoredFile
from thanthien.org.models import Unit
from thanthien.rules.launch import GUESTS, ITEMS


class Launch(models.Model):
    """A launch day. Held when ``held_on`` is set: by then there were people, and a photo or minutes that show it.

    ``news`` is what the public page shows once ``published_on`` is set; ``press`` is handed to newspapers.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="launches", db_index=False)
    title = models.CharField(max_length=200)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    place = models.CharField(max_length=200)
    aims = models.TextField(default="")
    held_on = models.DateField(null=True)
    attendance = models.PositiveIntegerField(default=0)
    minutes = models.TextField(default="")
    news_title = models.CharField(max_length=200, default="")
    news = models.TextField(default="")
    press = models.TextField(default="")
    published_on = models.DateField(null=True)
    cancelled_on = models.DateField(null=True)
    cancel_reason = models.CharField(max_length=300, default="")
    revision = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["unit"], condition=models.Q(held_on__isnull=True, cancelled_on__isnull=True),
                name="launch_one_ahead",
            )
        ]  # fmt: skip
        indexes = [models.Index(fields=["unit", "starts_at", "id"], name="launch_unit")]

    def __str__(self) -> str:
        return self.title


class LaunchItem(models.Model):
    """One point of the day: when, what, who; a speech has its place in the order of speeches by its hour."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", db_index=False)
    launch = models.ForeignKey(Launch, on_delete=models.PROTECT, related_name="items", db_index=False)
    kind = models.CharField(max_length=10, choices=list(ITEMS.items()))
    at = models.CharField(max_length=5)
    title = models.CharField(max_length=200)
    who = models.CharField(max_length=200, default="")

    class Meta:
        indexes = [models.Index(fields=["unit", "launch", "at", "id"], name="launch_item_day")]

    def __str__(self) -> str:
        return f"{self.at} {self.title}"


class LaunchGuest(models.Model):
    """Somebody invited: name and body, and what became of the invitation."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", db_index=False)
    launch = models.ForeignKey(Launch, on_delete=models.PROTECT, related_name="guests", db_index=False)
    name = models.CharField(max_length=120)
    body = models.CharField(max_length=200, default="")
    state = models.CharField(max_length=10, choices=list(GUESTS.items()), default="invited")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit", "launch", "name", "body"], name="launch_guest_once")]

    def __str__(self) -> str:
        return self.name


class LaunchPhoto(models.Model):
    """A photo of the album. Nobody is shown who did not agree: whoever uploads says so, by name in the journal."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", db_index=False)
    launch = models.ForeignKey(Launch, on_delete=models.PROTECT, related_name="photos", db_index=False)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    caption = models.CharField(max_length=200)
    place = models.PositiveSmallIntegerField()
    agreed = models.BooleanField(default=False)
    off = models.BooleanField(default=False)

    class Meta:
        indexes = [models.Index(fields=["unit", "launch", "place", "id"], name="launch_photo_order")]

    def __str__(self) -> str:
        return self.caption

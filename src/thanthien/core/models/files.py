"""What is known of a file that somebody sent. The bytes lie in the store (core.files.store)."""

from django.db import models

from thanthien.core.ids import uuid7


class StoredFile(models.Model):
    """One upload. Two people who send the same paper have two rows and two blobs.

    ``sha256`` is the hash of the original as it was sent (evidence); ``clean_sha256`` that of the
    copy which is shown. A state is about the upload, not about the paper inside it.
    """

    class State(models.TextChoices):
        STAGED = "staged", "chờ gắn vào hồ sơ"
        ATTACHED = "attached", "đã gắn, chưa làm sạch"
        CLEANED = "cleaned", "đã gắn và làm sạch"
        REFUSED = "refused", "không làm sạch được"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    unit_id = models.UUIDField()
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField()
    mime = models.CharField(max_length=80)
    name = models.CharField(max_length=120)
    encrypted = models.BooleanField(default=False)
    purpose = models.CharField(max_length=60)
    state = models.CharField(max_length=10, choices=State.choices, default=State.STAGED)
    attached_to = models.UUIDField(null=True)
    clean_sha256 = models.CharField(max_length=64, null=True)
    clean_size = models.PositiveIntegerField(null=True)
    created_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["unit_id", "attached_to", "created_at"], name="file_unit_attached"),
            models.Index(
                fields=["unit_id", "created_at"],
                name="file_unit_staged",
                condition=models.Q(attached_to__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.state})"

"""What papers say is encrypted; a dossier may end as a tombstone, and what has ended is found by its day."""

import thanthien.core.fields
from django.db import migrations, models


def seal(apps, editor):
    """Write what stands plain once more: reading takes both, writing encrypts."""
    rows = apps.get_model("onestop", "Paper").objects.order_by("pk")
    last = None
    while batch := list((rows.filter(pk__gt=last) if last else rows).only("data")[:500]):
        for row in batch:
            row.save(update_fields=["data"])
        last = batch[-1].pk


class Migration(migrations.Migration):
    dependencies = [("onestop", "0001_initial"), ("core", "0004_encrypted_payload")]

    operations = [
        migrations.AddField("dossier", "erased_at", models.DateTimeField(null=True)),
        migrations.AddField("dossier", "erased_under", models.CharField(default="", max_length=60)),
        migrations.AddIndex(
            "dossier",
            models.Index(
                condition=models.Q(
                    ("erased_at__isnull", True),
                    ("state__in", ("closed", "rejected", "withdrawn", "stopped", "lapsed")),
                ),
                fields=["unit", "last_at", "id"],
                name="dossier_ended",
            ),
        ),
        migrations.AlterField("paper", "data", thanthien.core.fields.EncryptedJSONField()),
        migrations.RunPython(seal, migrations.RunPython.noop, elidable=True),
    ]

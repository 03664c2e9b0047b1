"""What messages say is encrypted: names, reasons and the secret link stand in it."""

import thanthien.core.fields
from django.db import migrations


def seal(apps, editor):
    """Write what stands plain once more: reading takes both, writing encrypts."""
    rows = apps.get_model("core", "Message").objects.order_by("pk")
    last = None
    while batch := list((rows.filter(pk__gt=last) if last else rows).only("payload")[:500]):
        for row in batch:
            row.save(update_fields=["payload"])
        last = batch[-1].pk


class Migration(migrations.Migration):
    dependencies = [("core", "0003_sessions")]

    operations = [
        migrations.AlterField("message", "payload", thanthien.core.fields.EncryptedJSONField(default=dict)),
        migrations.RunPython(seal, migrations.RunPython.noop, elidable=True),
    ]

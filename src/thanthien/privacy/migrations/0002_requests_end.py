"""Requests about no dossier end, too; those about one are found by it wherever it has gone."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("privacy", "0001_initial")]

    operations = [
        migrations.RemoveIndex("datarequest", "data_request_dossier"),
        migrations.AddIndex("datarequest", models.Index(fields=["dossier"], name="data_request_dossier")),
        migrations.AddField("datarequest", "erased_at", models.DateTimeField(null=True)),
        migrations.AddIndex(
            "datarequest",
            models.Index(
                condition=models.Q(("dossier__isnull", True), ("erased_at__isnull", True)),
                fields=["done_at"],
                name="data_request_ended",
            ),
        ),
    ]

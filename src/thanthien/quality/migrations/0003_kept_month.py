"""What the loop counted of a month stays, so that the board opens at once."""

import django.db.models.deletion
import thanthien.core.ids
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("quality", "0002_spent_month"),
    ]

    operations = [
        migrations.CreateModel(
            name="KeptMonth",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=thanthien.core.ids.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("month", models.CharField(max_length=7)),
                ("counted_at", models.DateTimeField()),
                ("contacts", models.PositiveIntegerField(default=0)),
                ("counts", models.JSONField(default=dict)),
                (
                    "unit",
                    models.ForeignKey(
                        db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="org.unit"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("unit", "month"), name="kept_month_once")],
            },
        ),
    ]

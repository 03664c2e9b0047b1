"""A spent link knows the month of its contact, so that it can be forgotten; older ones stay for ever."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("quality", "0001_initial")]

    operations = [
        migrations.AddField("spenttoken", "month", models.CharField(default="", max_length=7)),
        migrations.AddIndex("spenttoken", models.Index(fields=["month"], name="spent_month")),
    ]

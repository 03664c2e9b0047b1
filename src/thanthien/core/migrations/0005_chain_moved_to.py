from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0004_encrypted_payload"),
    ]

    operations = [
        migrations.AddField(
            model_name="chainhead",
            name="moved_to",
            field=models.UUIDField(null=True),
        ),
    ]

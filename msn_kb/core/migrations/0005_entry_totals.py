"""How many entries carry each value."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("core", "0004_search")]

    operations = [
        migrations.CreateModel(
            name="EntryTotal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=100)),
                ("status", models.CharField(max_length=12)),
                ("handling", models.CharField(max_length=10)),
                ("facet", models.CharField(max_length=20)),
                ("value", models.CharField(max_length=20)),
                ("entries", models.IntegerField()),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["kind", "status", "handling", "facet"],
                        include=["value", "entries"],
                        name="core_entrytotal_sums",
                    )
                ],
            },
        ),
    ]

"""What ranking knows of the collection, and the function that finds entries by their index alone."""

from django.db import migrations, models

from msn_kb.core.search.indexed import CREATE, DROP


class Migration(migrations.Migration):
    dependencies = [("core", "0003_changes")]

    operations = [
        migrations.CreateModel(
            name="SearchStatistics",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=100)),
                ("configuration", models.CharField(max_length=60)),
                ("documents", models.IntegerField()),
                ("mean_length", models.FloatField(help_text="In characters.")),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("kind", "configuration"), name="core_searchstatistics_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SearchWord",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=100)),
                ("configuration", models.CharField(max_length=60)),
                ("word", models.TextField()),
                ("documents", models.IntegerField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("kind", "configuration", "word"), name="core_searchword_once"
                    )
                ],
            },
        ),
        migrations.RunSQL(sql=CREATE, reverse_sql=DROP),
    ]

"""What search knows of the collection and is told by curators, and the function that finds entries by their index."""

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
from django.db import migrations, models

import msn_kb.core.search.models
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
        migrations.CreateModel(
            name="SearchSpelling",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("word", models.TextField(unique=True)),
                ("folded", models.TextField()),
                ("documents", models.IntegerField()),
            ],
            options={
                "indexes": [
                    models.Index(fields=["folded"], name="core_searchspelling_folded"),
                    django.contrib.postgres.indexes.GinIndex(
                        django.contrib.postgres.indexes.OpClass(models.F("folded"), "gin_trgm_ops"),
                        name="core_searchspelling_alike",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SearchSynonyms",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "name",
                    models.CharField(
                        help_text="What they all mean, such as “civil society organization”.",
                        max_length=120,
                        unique=True,
                    ),
                ),
                (
                    "words",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=120),
                        help_text="Words, phrases and acronyms, one a line, in any language.",
                        size=None,
                    ),
                ),
                ("keys", msn_kb.core.search.models.KeysField("words")),
                ("note", models.CharField(blank=True, max_length=400)),
            ],
            options={
                "verbose_name": "synonyms",
                "verbose_name_plural": "synonyms of search",
                "ordering": ["name"],
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(fields=["keys"], name="core_searchsynonyms_keys")
                ],
            },
        ),
        migrations.RunSQL(sql=CREATE, reverse_sql=DROP),
    ]

import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models

from msn_kb.core.history.functions import CREATE, DROP

# What throttles sign-ins and searches is shared by all workers, so it is kept in the database.
CREATE_CACHE = """
CREATE TABLE core_cache (
    cache_key varchar(255) PRIMARY KEY, value text NOT NULL, expires timestamp with time zone NOT NULL
);
CREATE INDEX core_cache_expires ON core_cache (expires);
"""


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0005_entry_totals"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="AccessEntry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField(auto_now_add=True, db_index=True)),
                ("what", models.CharField("way", max_length=40)),
                ("kind", models.CharField(max_length=60)),
                ("number", models.BigIntegerField()),
                (
                    "handling",
                    models.CharField(
                        choices=[
                            ("clear", "TLP:CLEAR"),
                            ("green", "TLP:GREEN"),
                            ("amber", "TLP:AMBER"),
                            ("red", "TLP:RED"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="access_entries",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="person",
                    ),
                ),
            ],
            options={
                "verbose_name": "entry of the access log",
                "verbose_name_plural": "access log",
                "ordering": ["-pk"],
                "indexes": [models.Index(fields=["kind", "number"], name="core_accessentry_about")],
            },
        ),
        migrations.CreateModel(
            name="MergedRecord",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=60)),
                ("number", models.BigIntegerField()),
                ("into", models.BigIntegerField()),
                ("title", models.CharField(max_length=400)),
                ("at", models.DateTimeField(auto_now_add=True)),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["kind", "into"], name="core_mergedrecord_into")],
                "constraints": [
                    models.UniqueConstraint(fields=("kind", "number"), name="core_mergedrecord_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="RowChange",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("transaction", models.BigIntegerField()),
                ("at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ("table", models.CharField(max_length=63)),
                ("row_id", models.BigIntegerField()),
                ("record_table", models.CharField(max_length=63)),
                ("record_id", models.BigIntegerField()),
                ("before", models.JSONField(null=True)),
                ("after", models.JSONField(null=True)),
                ("reason", models.TextField(blank=True, db_default="")),
                ("origin", models.CharField(blank=True, db_default="", max_length=40)),
                (
                    "by",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "indexes": [
                    models.Index(fields=["record_table", "record_id", "id"], name="core_rowchange_record"),
                    models.Index(fields=["transaction"], name="core_rowchange_transaction"),
                    models.Index(
                        condition=models.Q(("after__isnull", True), ("row_id", models.F("record_id"))),
                        fields=["table", "-id"],
                        name="core_rowchange_gone",
                    ),
                ],
            },
        ),
        # The triggers that call it are put on the tables after each migration (``triggers.keep``).
        migrations.RunSQL(sql=list(CREATE), reverse_sql=list(DROP)),
        migrations.RunSQL(sql=CREATE_CACHE, reverse_sql="DROP TABLE core_cache"),
    ]

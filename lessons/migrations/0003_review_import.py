import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("lessons", "0002_lesson_totals"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="lesson",
            name="external_scope",
            field=models.CharField(blank=True, default="", editable=False, max_length=300),
        ),
        migrations.AddIndex(
            model_name="lesson",
            index=models.Index(
                condition=models.Q(("external_scope", ""), _negated=True),
                fields=["external_scope", "external_id"],
                name="lessons_lesson_imported",
            ),
        ),
        migrations.AddField(
            model_name="audience",
            name="is_retired",
            field=models.BooleanField(
                default=False,
                help_text="No longer offered; entries that carry it keep it.",
                verbose_name="retired",
            ),
        ),
        migrations.AddField(
            model_name="audience",
            name="replaced_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="replaces",
                to="lessons.audience",
            ),
        ),
        migrations.AddField(
            model_name="phase",
            name="is_retired",
            field=models.BooleanField(
                default=False,
                help_text="No longer offered; entries that carry it keep it.",
                verbose_name="retired",
            ),
        ),
        migrations.AddField(
            model_name="phase",
            name="replaced_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="replaces",
                to="lessons.phase",
            ),
        ),
        migrations.AddField(
            model_name="theme",
            name="is_retired",
            field=models.BooleanField(
                default=False,
                help_text="No longer offered; entries that carry it keep it.",
                verbose_name="retired",
            ),
        ),
        migrations.AddField(
            model_name="theme",
            name="replaced_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="replaces",
                to="lessons.theme",
            ),
        ),
        migrations.AddField(
            model_name="track",
            name="is_retired",
            field=models.BooleanField(
                default=False,
                help_text="No longer offered; entries that carry it keep it.",
                verbose_name="retired",
            ),
        ),
        migrations.AddField(
            model_name="track",
            name="replaced_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="replaces",
                to="lessons.track",
            ),
        ),
        migrations.CreateModel(
            name="ImportRun",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("file_name", models.CharField(max_length=200)),
                ("checksum", models.CharField(max_length=64, verbose_name="SHA-256")),
                ("content", models.BinaryField(null=True)),
                ("options", models.JSONField(default=dict)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("previewed", "Previewed"),
                            ("running", "Running"),
                            ("done", "Done"),
                            ("rejected", "Rejected"),
                            ("failed", "Failed"),
                            ("undone", "Undone"),
                        ],
                        default="previewed",
                        max_length=12,
                    ),
                ),
                ("rows", models.PositiveIntegerField(default=0)),
                ("rows_done", models.PositiveIntegerField(default=0)),
                ("created", models.PositiveIntegerField(default=0)),
                ("updated", models.PositiveIntegerField(default=0)),
                ("unchanged", models.PositiveIntegerField(default=0)),
                ("rejected", models.PositiveIntegerField(default=0)),
                (
                    "problems",
                    models.JSONField(
                        default=list, help_text="Line, column, value and what was expected, of each."
                    ),
                ),
                (
                    "transactions",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(), default=list, size=None
                    ),
                ),
                ("reason", models.TextField(blank=True, max_length=2000)),
                ("started_at", models.DateTimeField(auto_now_add=True)),
                ("finished_at", models.DateTimeField(null=True)),
                ("undone_at", models.DateTimeField(null=True)),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="imports",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "undone_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="undone_imports",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "base_manager_name": "objects",
                "ordering": ["-pk"],
            },
        ),
        migrations.CreateModel(
            name="NotDuplicates",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=60)),
                ("first", models.BigIntegerField()),
                ("second", models.BigIntegerField()),
                ("at", models.DateTimeField(auto_now_add=True)),
                ("reason", models.CharField(blank=True, max_length=600)),
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
                "base_manager_name": "objects",
                "ordering": ["-pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("kind", "first", "second"), name="lessons_notduplicates_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("first__lt", models.F("second"))),
                        name="lessons_notduplicates_in_order",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Proposal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(editable=False, max_length=60)),
                ("number", models.BigIntegerField(editable=False)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("in-review", "In review"),
                            ("returned", "Returned for changes"),
                            ("accepted", "Accepted"),
                            ("declined", "Declined"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        db_index=True,
                        default="draft",
                        max_length=12,
                    ),
                ),
                ("proposed", models.JSONField(blank=True, default=dict)),
                ("basis", models.JSONField(blank=True, default=dict)),
                (
                    "explanation",
                    models.TextField(
                        help_text="What is wrong or missing, and how you know: a source, a page, a date.",
                        max_length=4000,
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("updated_at", models.DateTimeField(auto_now=True)),
                (
                    "author",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="proposals",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-pk"],
                "base_manager_name": "objects",
                "indexes": [models.Index(fields=["kind", "number"], name="lessons_proposal_about")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                ["draft", "in-review", "returned", "accepted", "declined", "withdrawn"],
                            )
                        ),
                        name="lessons_proposal_state_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("proposed", {}), _negated=True),
                            models.Q(("explanation", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="lessons_proposal_says_something",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ReviewAssignment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(editable=False, max_length=60)),
                ("number", models.BigIntegerField(editable=False)),
                ("due", models.DateField(blank=True, null=True)),
                (
                    "reviewer",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="reviews",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "base_manager_name": "objects",
                "constraints": [
                    models.UniqueConstraint(fields=("kind", "number"), name="lessons_reviewassignment_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="ReviewComment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(editable=False, max_length=60)),
                ("number", models.BigIntegerField(editable=False)),
                ("at", models.DateTimeField(auto_now_add=True)),
                ("text", models.TextField(max_length=4000)),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="review_comments",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "base_manager_name": "objects",
                "ordering": ["pk"],
                "indexes": [models.Index(fields=["kind", "number"], name="lessons_reviewcomment_about")],
            },
        ),
        migrations.CreateModel(
            name="ReviewStep",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(editable=False, max_length=60)),
                ("number", models.BigIntegerField(editable=False)),
                (
                    "move",
                    models.CharField(
                        choices=[
                            ("submit", "Submitted for review"),
                            ("withdraw", "Withdrawn by the author"),
                            ("return", "Returned for changes"),
                            ("publish", "Published"),
                            ("archive", "Archived"),
                            ("reopen", "Taken back into draft"),
                            ("supersede", "Superseded"),
                            ("reinstate", "Back in force"),
                            ("still-valid", "Found still valid"),
                            ("lower-handling", "Handling lowered"),
                            ("accept", "Accepted"),
                            ("decline", "Declined"),
                        ],
                        max_length=20,
                    ),
                ),
                ("from_status", models.CharField(blank=True, max_length=12)),
                ("to_status", models.CharField(blank=True, max_length=12)),
                ("at", models.DateTimeField(auto_now_add=True)),
                ("reason", models.TextField(blank=True, max_length=4000)),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="review_steps",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "base_manager_name": "objects",
                "ordering": ["pk"],
                "indexes": [models.Index(fields=["kind", "number"], name="lessons_reviewstep_about")],
            },
        ),
    ]

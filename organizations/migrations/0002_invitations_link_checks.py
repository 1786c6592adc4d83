import django.db.models.deletion
import django.db.models.functions.text
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("organizations", "0001_organizations_processes_sources_users"),
    ]

    operations = [
        migrations.AddField(
            model_name="clientgroup",
            name="is_retired",
            field=models.BooleanField(
                default=False,
                help_text="No longer offered; entries that carry it keep it.",
                verbose_name="retired",
            ),
        ),
        migrations.AddField(
            model_name="clientgroup",
            name="replaced_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="replaces",
                to="organizations.clientgroup",
            ),
        ),
        migrations.AddField(
            model_name="supportservice",
            name="is_retired",
            field=models.BooleanField(
                default=False,
                help_text="No longer offered; entries that carry it keep it.",
                verbose_name="retired",
            ),
        ),
        migrations.AddField(
            model_name="supportservice",
            name="replaced_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="replaces",
                to="organizations.supportservice",
            ),
        ),
        migrations.AddField(
            model_name="user",
            name="erased_at",
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="user",
            name="session_stamp",
            field=models.PositiveIntegerField(
                default=0, editable=False, help_text="Every session begun under another stamp has ended."
            ),
        ),
        migrations.CreateModel(
            name="LinkCheck",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("url", models.URLField(max_length=600)),
                ("checked_at", models.DateTimeField()),
                (
                    "answer",
                    models.CharField(
                        help_text="A status such as 404, or why there was no answer.", max_length=200
                    ),
                ),
                ("is_dead", models.BooleanField(default=False)),
                ("dead_since", models.DateTimeField(blank=True, null=True)),
                (
                    "source",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="link_check",
                        to="organizations.source",
                    ),
                ),
            ],
            options={"base_manager_name": "objects"},
        ),
        migrations.CreateModel(
            name="Invitation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("email", models.EmailField(max_length=254, verbose_name="e-mail address")),
                ("name", models.CharField(blank=True, max_length=150)),
                ("is_curator", models.BooleanField(default=False, verbose_name="as a curator")),
                ("key", models.CharField(editable=False, max_length=64, unique=True)),
                ("invited_at", models.DateTimeField(auto_now_add=True)),
                ("expires_at", models.DateTimeField()),
                ("accepted_at", models.DateTimeField(editable=False, null=True)),
                (
                    "invited_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="invitations",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "organization",
                    models.ForeignKey(
                        blank=True,
                        help_text="Without one, the account sees what a visitor sees.",
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="invitations",
                        to="organizations.organization",
                    ),
                ),
            ],
            options={
                "base_manager_name": "objects",
                "ordering": ["-pk"],
                "constraints": [
                    models.UniqueConstraint(
                        django.db.models.functions.text.Lower("email"),
                        condition=models.Q(("accepted_at__isnull", True)),
                        name="organizations_invitation_one_open",
                        violation_error_message="This address has been invited already.",
                    )
                ],
            },
        ),
    ]

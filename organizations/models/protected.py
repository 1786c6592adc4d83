"""What every record that is not always public carries: handling, status, owners."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from msn_kb.core.access import Handling, Status


class ProtectedRecord(models.Model):
    """A record behind the visibility door (``msn_kb.core.access``)."""

    handling = models.CharField(
        max_length=10,
        choices=Handling.choices,
        default=Handling.GREEN,
        db_index=True,
        help_text="Traffic Light Protocol 2.0. CLEAR: anyone. GREEN: signed-in members of the network. AMBER: members "
        "of the owning organizations and the people named below. RED: only the people named below.",
    )
    status = models.CharField(max_length=12, choices=Status.choices, default=Status.DRAFT, db_index=True)
    owning_organizations = models.ManyToManyField(
        "organizations.Organization",
        blank=True,
        related_name="owned_%(class)s_set",
        help_text="Whose members may read this while it is TLP:AMBER. Their parent organizations may not.",
    )
    named_people = models.ManyToManyField(
        settings.AUTH_USER_MODEL,
        blank=True,
        related_name="named_in_%(class)s_set",
        help_text="Who may read this while it is TLP:AMBER or TLP:RED.",
    )
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="owned_by_person_%(class)s_set",
        help_text="Who wrote this and answers for it; sees it while it is a draft.",
    )
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True, db_index=True)

    class Meta:
        abstract = True
        base_manager_name = "objects"
        constraints = [
            models.CheckConstraint(
                condition=Q(handling__in=Handling.values), name="%(app_label)s_%(class)s_handling_known"
            ),
            models.CheckConstraint(
                condition=Q(status__in=Status.values), name="%(app_label)s_%(class)s_status_known"
            ),
        ]

"""Invitations: how somebody gets an account."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models.functions import Lower

from msn_kb.core.access import AdministratorsQuerySet


class Invitation(models.Model):
    """An administrator asks somebody to open an account. The link holds a signature of ``key``; it works once."""

    has_history = False

    email = models.EmailField("e-mail address")
    name = models.CharField(max_length=150, blank=True)
    organization = models.ForeignKey(
        "organizations.Organization",
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="invitations",
        help_text="Without one, the account sees what a visitor sees.",
    )
    is_curator = models.BooleanField("as a curator", default=False)
    key = models.CharField(max_length=64, unique=True, editable=False)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="invitations"
    )
    invited_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, editable=False)

    objects = AdministratorsQuerySet.as_manager()

    class Meta:
        base_manager_name = "objects"
        ordering: ClassVar[list[str]] = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                condition=models.Q(accepted_at__isnull=True),
                name="organizations_invitation_one_open",
                violation_error_message="This address has been invited already.",
            )
        ]

    def __str__(self) -> str:
        return self.email

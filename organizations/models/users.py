"""People with an account."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone


class UserManager(BaseUserManager["User"]):
    """Accounts are known by their e-mail address, whatever its case."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> User:
        """A new account; raises ``ValueError`` without an address. Without a password it cannot sign in."""
        if not email:
            raise ValueError("An account needs an e-mail address.")
        user = self.model(email=self.normalize_email(email), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> User:
        """An administrator of the whole knowledge base."""
        return self.create_user(email, password, **{"is_staff": True, "is_superuser": True, **fields})

    def get_by_natural_key(self, username: str | None) -> User:
        return self.get(email__iexact=username)


class User(AbstractBaseUser, PermissionsMixin):
    """A person; at most one organization. Its members share what the organization owns (TLP:AMBER)."""

    # The history tells of roles and organizations. What belongs to the person alone can be erased, so it is not kept.
    history_leaves_out = ("password", "last_login", "email", "name", "session_stamp")

    email = models.EmailField(
        "e-mail address", unique=True, error_messages={"unique": "An account has this address already."}
    )
    name = models.CharField(max_length=150, blank=True)
    organization = models.ForeignKey(
        "organizations.Organization", null=True, blank=True, on_delete=models.PROTECT, related_name="people"
    )
    is_staff = models.BooleanField("may open the admin", default=False)
    is_active = models.BooleanField(
        "active", default=True, help_text="Take away instead of deleting an account."
    )
    date_joined = models.DateTimeField(default=timezone.now)
    session_stamp = models.PositiveIntegerField(
        default=0, editable=False, help_text="Every session begun under another stamp has ended."
    )
    erased_at = models.DateTimeField(null=True, editable=False)

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        ordering = ["email"]
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                name="organizations_user_email_unique",
                violation_error_message="An account has this address already.",
            )
        ]

    def __str__(self) -> str:
        return self.name or self.email

    def get_full_name(self) -> str:
        """The name, or the address where no name is given."""
        return str(self)

    def get_short_name(self) -> str:
        """The name, or the part of the address before the at sign."""
        return self.name or self.email.split("@")[0]

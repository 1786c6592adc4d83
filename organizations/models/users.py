"""People with an account."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.db.models import F
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.crypto import salted_hmac

# With what a person may do, the sessions end that were begun under it.
ENDS_SESSIONS = ("password", "is_active", "is_staff", "is_superuser", "organization_id")


class UserQuerySet(models.QuerySet["User"]):
    """Accounts; changing what they may do ends their sessions, here as one by one."""

    def update(self, **values: Any) -> int:
        if {"organization", *ENDS_SESSIONS}.intersection(values):
            values.setdefault("session_stamp", F("session_stamp") + 1)
        return super().update(**values)

    def end_sessions(self) -> int:
        """No session that these people have begun goes on; returns how many people they are."""
        return self.update(session_stamp=F("session_stamp") + 1)


class UserManager(BaseUserManager.from_queryset(UserQuerySet)):  # type: ignore[misc]
    """Accounts are known by their e-mail address, whatever its case."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> User:
        """A new account; raises ``ValueError`` without an address. Without a password it cannot sign in."""
        if not email:
            raise ValueError("An account needs an e-mail address.")
        user: User = self.model(email=email, **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> User:
        """An administrator of the whole knowledge base."""
        return self.create_user(email, password, **{"is_staff": True, "is_superuser": True, **fields})

    def get_by_natural_key(self, username: str | None) -> User:
        user: User = self.get(email__iexact=username)
        return user


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

    def save(self, *args: Any, **options: Any) -> None:
        """Addresses are kept in small letters; a change of password, role or organization ends all sessions."""
        self.email = self.email.lower()
        fields = options.get("update_fields")
        follows = self.pk is not None and (fields is None or _ends_sessions(fields)) and self._follow_stamp()
        if follows and fields is not None:
            options["update_fields"] = {*fields, "session_stamp"}
        super().save(*args, **options)
        if follows:
            self.refresh_from_db(fields=["session_stamp"])

    def end_sessions(self) -> None:
        """No session that this person has begun goes on."""
        User.objects.filter(pk=self.pk).end_sessions()
        self.refresh_from_db(fields=["session_stamp"])

    def _follow_stamp(self) -> bool:
        """Have the database count on from its own stamp; returns whether there is one yet."""
        stored = User.objects.filter(pk=self.pk).values(*ENDS_SESSIONS).first()
        if stored is None:
            return False
        changed = any(stored[name] != getattr(self, name) for name in ENDS_SESSIONS)
        # The stamp in memory may be older than the one in the database, which must never go back.
        self.session_stamp = F("session_stamp") + int(changed)  # type: ignore[assignment]
        return True

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        # Django's own knows of the password alone.
        salt = "organizations.models.User.session"
        value = f"{self.password}:{self.session_stamp}"
        return salted_hmac(salt, value, secret=secret, algorithm="sha256").hexdigest()

    def get_full_name(self) -> str:
        """The name, or the address where no name is given."""
        return str(self)

    def get_short_name(self) -> str:
        """The name, or the part of the address before the at sign."""
        return self.name or self.email.split("@")[0]


def _ends_sessions(fields: Any) -> bool:
    return bool({"organization", *ENDS_SESSIONS}.intersection(fields))

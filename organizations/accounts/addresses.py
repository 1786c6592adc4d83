"""The e-mail address of each account, and whether its owner has shown that mail sent there arrives."""

from __future__ import annotations

from typing import Any

from allauth.account.models import EmailAddress
from django.db.models.signals import post_save

from ..models import User


def keep_address(
    sender: Any, instance: User, created: bool, raw: bool = False, update_fields: Any = None, **kwargs: Any
) -> None:
    """After an account was saved: it has exactly the address that stands in it.

    A new account's address counts as confirmed, for accounts come only by an invitation sent to it or from whoever runs
    the server. An address that an administrator changes later must be confirmed at the next sign-in.
    """
    if raw or instance.erased_at or (update_fields is not None and "email" not in update_fields):
        return
    addresses = EmailAddress.objects.filter(user=instance)
    if not created and addresses.filter(email=instance.email).exists():
        return
    addresses.delete()
    taken = EmailAddress.objects.filter(email=instance.email, verified=True).exists()
    EmailAddress.objects.create(
        user=instance, email=instance.email, primary=True, verified=created and not taken
    )


def connect() -> None:
    """Listen to accounts being saved; called once when the program starts."""
    post_save.connect(keep_address, sender=User, dispatch_uid="addresses of accounts")

"""Erasing a person: what belongs to them alone goes; the entries that they wrote stay."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils import timezone

from msn_kb.core.history import changing

from ..models import Invitation, User
from .sessions import delete_sessions

# Rows of other makers' apps that belong to one person; not all of these apps are always installed.
OWN_ROWS = {
    "allauth.account": "account.EmailAddress",
    "allauth.mfa": "mfa.Authenticator",
    "allauth.socialaccount": "socialaccount.SocialAccount",
    "rest_framework.authtoken": "authtoken.Token",
}
REASON = "A person was erased."


class CannotErase(Exception):
    """Nobody may erase this person now; the message says why."""


def erase(user: User, by: User | None = None) -> User:
    """Erase ``user``, in the name of ``by`` (None: whoever runs the server), and return the account as it is then.

    Gone are name, address, password, second factor, sessions, the tie to the organization, groups and rights, every
    place where a protected record names the person as a reader, and the address in invitations and in the log of the
    administration. The account stays, deactivated and called “erased person N”, so that entries, history and reviews
    go on saying that one and the same person did this and that. Raises ``CannotErase`` for oneself, for somebody
    erased before, and for the last administrator.
    """
    with transaction.atomic(), changing(by=by, reason=REASON):
        person = User.objects.select_for_update(of=("self",)).get(pk=user.pk)
        _check(person, by)
        email = person.email
        _take_from_records(person)
        person.groups.clear()
        person.user_permissions.clear()
        _make_nobody(person)
        for app, label in OWN_ROWS.items():
            if apps.is_installed(app):
                apps.get_model(label)._default_manager.filter(user=person).delete()
        delete_sessions(person)
        _forget_address(person, email)
    return person


def _check(person: User, by: User | None) -> None:
    if person.erased_at is not None:
        raise CannotErase(f"{person} is erased already.")
    if by is not None and by.pk == person.pk:
        raise CannotErase("Nobody erases themselves: ask another administrator.")
    others = User.objects.filter(is_superuser=True, is_active=True).exclude(pk=person.pk)
    if person.is_superuser and person.is_active and not others.exists():
        raise CannotErase(f"{person} is the last administrator: make another one first.")


def _take_from_records(person: User) -> None:
    """Protected records no longer name the person among those who may read them."""
    for relation in User._meta.related_objects:
        if relation.many_to_many and relation.field.name == "named_people":
            named: Any = relation.field.remote_field
            named.through._default_manager.filter(user=person).delete()


def _make_nobody(person: User) -> None:
    person.email = f"erased-{person.pk}@erased.invalid"
    person.name = f"erased person {person.pk}"
    person.set_unusable_password()
    person.is_active = person.is_staff = person.is_superuser = False
    person.organization = None
    person.last_login = None
    person.erased_at = timezone.now()
    person.save()


def _forget_address(person: User, email: str) -> None:
    """The log of the administration keeps what a record was called; for an account and an invitation, the address."""
    Invitation.objects.filter(email__iexact=email).delete()
    types = ContentType.objects.get_for_models(User, Invitation)
    LogEntry.objects.filter(content_type=types[User], object_id=str(person.pk)).update(
        object_repr=person.name
    )
    LogEntry.objects.filter(content_type=types[Invitation], object_repr__iexact=email).update(
        object_repr=person.name
    )

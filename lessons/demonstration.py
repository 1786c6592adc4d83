"""The three accounts of a developer's machine, one for each role that signs in (``contract.md``, Roles)."""

from __future__ import annotations

import os
import secrets
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.contrib.auth.models import Group

from msn_kb.core.access import CURATORS
from organizations.accounts import second_factor
from organizations.models import Organization, User

ORGANIZATION = "clingendael-academy"
MEMBER, CURATOR, ADMINISTRATOR = "member@example.org", "curator@example.org", "admin@example.org"


@dataclass(frozen=True)
class Account:
    """An account as it is shown to whoever runs the program."""

    email: str
    role: str


ACCOUNTS = (
    Account(MEMBER, "member of an organization"),
    Account(CURATOR, "curator"),
    Account(ADMINISTRATOR, "administrator"),
)


def password_file() -> Path:
    """Where the password of this machine's demonstration accounts is kept."""
    return Path(settings.BASE_DIR) / "var" / "demo-password"


def demonstration_password() -> str:
    """The password of all three, made once and kept for its owner's eyes only."""
    path = password_file()
    if path.exists() and (kept := path.read_text(encoding="utf-8").strip()):
        return kept
    password = "-".join(secrets.token_hex(2) for _ in range(4))
    path.parent.mkdir(exist_ok=True)
    path.unlink(missing_ok=True)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
        file.write(password + "\n")
    return password


def ensure_accounts() -> str:
    """Make the accounts, or bring their password and rights back; returns the password.

    Curator and administrator have a second factor, whose codes ``manage.py demo_code`` tells. The member belongs to the
    organization ``ORGANIZATION``; until that is loaded, to none.
    """
    password = demonstration_password()
    member = _account(MEMBER, "Demonstration member", password)
    organization = Organization.objects.filter(slug=ORGANIZATION).first()
    if organization and member.organization_id is None:
        member.organization = organization
        member.save(update_fields=["organization"])
    curator = _account(CURATOR, "Demonstration curator", password, is_staff=True)
    curator.groups.add(Group.objects.get_or_create(name=CURATORS)[0])
    rights = {"is_staff": True, "is_superuser": True}
    administrator = _account(ADMINISTRATOR, "Demonstration administrator", password, **rights)
    for person in (curator, administrator):
        second_factor.set_up(person)
    return password


def _account(email: str, name: str, password: str, **rights: bool) -> User:
    user = User.objects.filter(email__iexact=email).first()
    if user is None:
        return User.objects.create_user(email, password, name=name, **rights)
    for right, value in rights.items():
        setattr(user, right, value)
    user.is_active = True
    if not user.check_password(password):
        user.set_password(password)
    user.save()
    user.emailaddress_set.update(verified=True)
    return user

"""``manage.py demo_code EMAIL``: what the app of a demonstration account would show, on a developer's machine only."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from lessons.demonstration import ADMINISTRATOR, CURATOR
from organizations.accounts import second_factor
from organizations.models import User


class Command(BaseCommand):
    help = "Prints the present code of a demonstration account's second factor. Works only with DEBUG."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email", metavar="EMAIL", help=f"{CURATOR} or {ADMINISTRATOR}")

    def handle(self, *args: Any, email: str, **options: Any) -> None:
        """A code works once; the next one comes within half a minute."""
        if not settings.DEBUG:
            raise CommandError("Codes are told only with DEBUG: on a server, they come from an app.")
        email = email.strip().lower()
        if email not in (CURATOR, ADMINISTRATOR):
            raise CommandError(
                f"EMAIL: {email!r} is no account with a code; expected {CURATOR} or {ADMINISTRATOR}."
            )
        user = User.objects.filter(email=email).first()
        if user is None or not second_factor.has_second_factor(user):
            raise CommandError(f"{email} is not there yet; run create_demo_accounts.")
        code, seconds = second_factor.present_code(user)
        self.stdout.write(f"{code}  (for {seconds} more second{'' if seconds == 1 else 's'})")

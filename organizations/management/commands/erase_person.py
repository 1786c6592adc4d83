"""``manage.py erase_person EMAIL``: erase what belongs to a person alone; their entries stay."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from organizations.accounts.erasing import CannotErase, erase
from organizations.models import User


class Command(BaseCommand):
    help = "Erases a person: name, address, sign-in and rights go for good, entries stay. Asks nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email", metavar="EMAIL", help="the address of the account")

    def handle(self, *args: Any, email: str, **options: Any) -> None:
        """Prints what the account is called from now on."""
        person = User.objects.filter(email__iexact=email.strip()).first()
        if person is None:
            raise CommandError(f"EMAIL: no account has the address {email!r}.")
        try:
            erased = erase(person)
        except CannotErase as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(f"Erased; the account is now called “{erased}”.")

"""``manage.py create_demo_accounts``: accounts to try the program with, on a developer's machine only."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from lessons.demonstration import ACCOUNTS, ensure_accounts


class Command(BaseCommand):
    help = "Creates the demonstration accounts and prints them with their password. Works only with DEBUG."

    def handle(self, *args: Any, **options: Any) -> None:
        """Running it again prints the same accounts and the same password."""
        if not settings.DEBUG:
            raise CommandError(
                "Demonstration accounts exist only with DEBUG; make real ones with createsuperuser."
            )
        password = ensure_accounts()
        self.stdout.write("Demonstration accounts:")
        for account in ACCOUNTS:
            self.stdout.write(f"  {account.email:<22} {account.role}")
        self.stdout.write(f"  password of all three: {password}")
        self.stdout.write(
            "  the code that curator and administrator are asked for: .venv/bin/python manage.py demo_code EMAIL"
        )

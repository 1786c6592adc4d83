"""``manage.py empty_bin --before DATE --reason TEXT``: erase for good what was deleted before a day."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from msn_kb.core.history.emptying import empty


class Command(BaseCommand):
    help = (
        "Erase the content of records that were deleted before DATE (at 00:00) and have not been put back, with their "
        "whole history. That they were deleted, when and by whom, and the reason of erasing stay. There is no way back "
        "but a backup."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--before", required=True, metavar="DATE", help="a day such as 2024-01-31")
        parser.add_argument("--reason", required=True, metavar="TEXT", help="why, kept in the history")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            day = date.fromisoformat(options["before"])
        except ValueError:
            raise CommandError(f"--before: “{options['before']}” is no date such as 2024-01-31.") from None
        if not options["reason"].strip():
            raise CommandError("--reason: say why this is erased for good.")
        moment = timezone.make_aware(datetime.combine(day, time.min))
        count = empty(moment, options["reason"].strip())
        self.stdout.write(f"Erased {count} deleted {'record' if count == 1 else 'records'}.")

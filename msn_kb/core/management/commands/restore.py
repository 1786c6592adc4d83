"""``manage.py restore FILE``: an empty database filled from a backup, and compared with what was backed up."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection

from msn_kb.core.backup import BackupError, restore
from msn_kb.core.backup.programs import Database


class Command(BaseCommand):
    help = "Fill the empty database that DATABASE_URL names from FILE, a backup, and compare every table."
    # They would look at tables that are not there yet.
    requires_migrations_checks = False
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            manifest = restore(Database.of(connection), options["file"])
        except BackupError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(
            f"Restored from {manifest.made_at}: {len(manifest.tables)} tables, {manifest.rows:,} rows, all equal."
        )

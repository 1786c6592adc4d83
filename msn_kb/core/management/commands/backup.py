"""``manage.py backup FILE``: the whole database in one file that has been seen to restore."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection

from msn_kb.core.backup import BackupError, back_up
from msn_kb.core.backup.programs import Database


class Command(BaseCommand):
    help = (
        "Write the whole database to FILE while it goes on being used, restore it into a scratch database and compare "
        "every table. FILE holds everything, confidential entries included: keep it as closed as the database."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument(
            "--no-verify", action="store_true", help="Do not try it out (where no database may be created)."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            manifest = back_up(
                Database.of(connection),
                options["file"].absolute(),
                verify=not options["no_verify"],
                say=self.stdout.write,
            )
        except BackupError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{options['file']}: {len(manifest.tables)} tables, {manifest.rows:,} rows.")

"""``manage.py undo_import``: every row that an import wrote, as it was before."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from lessons.imports.importers import Importer
from lessons.imports.undoing import undo
from lessons.models import ImportRun
from msn_kb.core.history.undoing import CannotUndo
from organizations.models import User


class Command(BaseCommand):
    help = "Undo an import as a whole. Refused where one of its entries was changed since."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "number", type=int, help="As import_lessons printed it, or as the administration lists it."
        )
        parser.add_argument("--reason", required=True, help="Why; kept in the history of each entry.")
        parser.add_argument("--by", default="", help="E-mail address of the curator who undoes it.")

    def handle(self, *args: Any, **options: Any) -> None:
        run = ImportRun.objects.filter(pk=options["number"]).first()
        if run is None:
            raise CommandError(f"There is no import {options['number']}.")
        by = None
        if options["by"]:
            by = User.objects.filter(email__iexact=options["by"], is_active=True).first()
            if by is None or not Importer(by).may_import:
                raise CommandError(
                    f"--by: expected the e-mail address of a curator; “{options['by']}” is none."
                )
        try:
            undo(run, by, options["reason"])
        except CannotUndo as refused:
            raise CommandError(str(refused)) from None
        self.stdout.write(f"undone: import {run.pk}, {run.file_name}")

"""``manage.py apply_import``: carries out an import that was previewed in the administration."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from lessons.choices import ImportState
from lessons.imports.running import carry_out
from lessons.models import ImportRun


class Command(BaseCommand):
    help = "Carry out a previewed import by its number. The administration starts this for long files."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("number", type=int)

    def handle(self, *args: Any, **options: Any) -> None:
        run = ImportRun.objects.filter(pk=options["number"], state=ImportState.RUNNING).first()
        if run is None:
            raise CommandError(
                f"There is no import {options['number']} that was confirmed and waits to be done."
            )
        carry_out(run)
        self.stdout.write(f"import {run.pk}: {run.get_state_display().lower()}")

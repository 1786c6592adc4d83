"""``manage.py import_lessons``: lessons from a CSV file or an Excel workbook (``contract.md``, Import)."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from lessons.imports import running
from lessons.imports.applying import apply
from lessons.imports.identity import Scope
from lessons.imports.importers import Importer
from lessons.imports.options import Options
from lessons.imports.planning import plan
from lessons.imports.plans import Outcome, Plan
from lessons.imports.problems import FileRefused, Problem
from lessons.imports.progress import told_outside
from lessons.imports.reading import ReadFile, read
from lessons.imports.suspecting import suspected
from organizations.models import Source, User

MOST_SHOWN = 200
MOST_BYTES = 64 * 1024 * 1024  # whoever runs commands may bring more than a browser may send


class Command(BaseCommand):
    help = (
        "Import lessons from CSV or XLSX: all of them or, where a row is wrong, none. See docs/importing.md."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", help="A CSV file (comma, semicolon or tab) or an Excel workbook (.xlsx).")
        parser.add_argument(
            "--dry-run", action="store_true", help="Show what would change, and change nothing."
        )
        parser.add_argument(
            "--encoding", default="", help="Of a text file that is neither UTF-8 nor Windows-1252."
        )
        parser.add_argument(
            "--create-vocabulary",
            action="store_true",
            help="Create themes, tracks, phases, audiences and services that are not known.",
        )
        parser.add_argument(
            "--source",
            default="",
            help="Address (slug) of the source that rows come from; cited by rows that name none.",
        )
        parser.add_argument(
            "--publish", action="store_true", help="Publish what is complete; asks for --by and --reason."
        )
        parser.add_argument("--by", default="", help="E-mail address of the curator who imports.")
        parser.add_argument("--reason", default="", help="Why; kept in the history of each entry.")

    def handle(self, *args: Any, **options: Any) -> None:
        path = Path(options["file"])
        importer = self._importer(options)
        chosen = Options(
            self._source(options["source"], importer),
            options["create_vocabulary"],
            options["publish"],
            options["reason"].strip(),
        )
        try:
            with path.open("rb") as content:
                file = read(content, path.name, options["encoding"], MOST_BYTES)
            planned = (
                self._dry_run(file, importer, chosen)
                if options["dry_run"]
                else self._import(file, importer, chosen)
            )
        except OSError as error:
            raise CommandError(f"{path}: {error.strerror or error}") from None
        except FileRefused as refused:
            self._refuse(refused.problems)
            return
        self._tell(planned, options)
        self.stdout.write(planned.summary)
        if not planned.is_clean:
            sys.exit(1)

    def _importer(self, options: dict[str, Any]) -> Importer:
        if options["publish"] and not (options["by"] and options["reason"].strip()):
            raise CommandError("--publish asks for --by (a curator’s e-mail address) and --reason.")
        if not options["by"]:
            return Importer()
        user = User.objects.filter(email__iexact=options["by"], is_active=True).first()
        importer = Importer(user)
        if user is None or not importer.may_import:
            raise CommandError(f"--by: expected the e-mail address of a curator; “{options['by']}” is none.")
        return importer

    def _source(self, slug: str, importer: Importer) -> int | None:
        if not slug:
            return None
        found = importer.every(Source).filter(slug=slug.strip().lower()).values_list("pk", flat=True).first()
        if found is None:
            raise CommandError(f"--source: expected the address (slug) of a source; “{slug}” is none.")
        return int(found)

    def _dry_run(self, file: ReadFile, importer: Importer, options: Options) -> Plan:
        scope = Scope(file.name, file.checksum, options.source)
        with transaction.atomic():
            planned = plan(file.table, scope, importer, options)
            for row, suspects in suspected(planned, importer):
                for one in suspects:
                    self.stdout.write(f"line {row.line}: “{row.title}” may be a duplicate of {one}")
        return planned

    def _import(self, file: ReadFile, importer: Importer, options: Options) -> Plan:
        run = running.begin(file, importer, options, keep=False)
        try:
            with told_outside(run) as progress:
                planned = apply(
                    file.table,
                    running.scope_of(run),
                    importer,
                    options,
                    run=run.pk,
                    reason=running.told_reason(run),
                    progress=progress,
                    settle=lambda done, number: running.finish(run, done, number),
                )
        except BaseException:
            # Nothing came of it, so there is nothing to keep or to undo.
            running.give_up(run)
            raise
        if not planned.is_clean:
            running.give_up(run)
        else:
            self.stdout.write(f"import {run.pk} (manage.py undo_import {run.pk} --reason … undoes it)")
        return planned

    def _tell(self, planned: Plan, options: dict[str, Any]) -> None:
        verbosity = options["verbosity"]
        for unknown in planned.unknown:
            self.stderr.write(str(unknown))
        for problem in planned.problems:
            self.stderr.write(str(problem))
        if verbosity == 0 or not (options["dry_run"] or verbosity > 1):
            return
        touched = [row for row in planned.rows if row.outcome in (Outcome.CREATED, Outcome.UPDATED)]
        shown = touched if verbosity > 1 else touched[:MOST_SHOWN]
        for row in shown:
            entry = f"entry {row.pk}" if row.pk else "new"
            self.stdout.write(f"line {row.line}: {entry} “{row.title}”")
            for change in row.changes if row.outcome is Outcome.UPDATED or verbosity > 1 else ():
                self.stdout.write(f"    {change.column}: “{change.before}” → “{change.after}”")
            for note in row.notes:
                self.stdout.write(f"    {note}")
        if left := len(touched) - len(shown):
            self.stdout.write(f"… and {left} more (-v 2 shows all)")

    def _refuse(self, problems: tuple[Problem, ...]) -> None:
        for problem in problems:
            self.stderr.write(str(problem))
        self.stdout.write("created 0, updated 0, unchanged 0, rejected 1")
        sys.exit(1)

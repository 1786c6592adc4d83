"""``manage.py bench``: each figure beside the raw PostgreSQL figure it is judged against, in one run."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection
from django.http import QueryDict

from lessons.benchmarks import collection, export, measuring, report, scale
from lessons.benchmarks.landmarks import landmarks
from lessons.benchmarks.pages import PAGES
from organizations.models import User

PARTS = {"export": scale.EXPORT, "pages": scale.PAGES}


class Command(BaseCommand):
    help = (
        "Build large collections in databases of their own; measure every kind of page and the lessons' export. "
        "Fails where a page is not there or answers with an error."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        sizes = ", ".join(f"{part} {size.lessons:,}" for part, size in PARTS.items())
        parser.add_argument("--only", choices=PARTS, help="Run this part alone.")
        parser.add_argument("--lessons", type=int, help=f"How many lessons to build (default: {sizes}).")
        parser.add_argument(
            "--keep", action="store_true", help="Keep the databases, and use those kept before."
        )
        parser.add_argument("--strict", action="store_true", help="Fail where a page takes too long, too.")
        parser.add_argument(
            "--match", default="", help="Measure only pages whose name or address this matches."
        )
        parser.add_argument("--statements", action="store_true", help="List the statements of each page.")
        parser.add_argument("--explain", action="store_true", help="… with the plans of the slowest three.")

    def handle(self, *args: Any, **options: Any) -> None:
        measured: list[measuring.Measurement] = []
        for part in [options["only"]] if options["only"] else PARTS:
            size = replace(PARTS[part], lessons=options["lessons"] or PARTS[part].lessons)
            with self.built(part, size, options["keep"]):
                if part == "export":
                    self.export(size)
                else:
                    measured = self.pages(size, options)
        if found := report.faults(measured, options["strict"]):
            raise CommandError("; ".join(found))

    @contextmanager
    def built(self, part: str, size: scale.Scale, keep: bool) -> Iterator[None]:
        """While this lasts, the default database is one that holds an invented collection of this size."""
        name = connection.settings_dict["NAME"]
        connection.settings_dict["TEST"]["NAME"] = f"bench_{part}_{name}"
        connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False, keepdb=keep)
        try:
            if not collection.is_built(size):
                self.stdout.write(f"building {size.lessons:,} lessons …")
                call_command("flush", interactive=False, verbosity=0)
                collection.build(size)
            yield
        finally:
            connection.creation.destroy_test_db(name, verbosity=0, keepdb=keep)

    def export(self, size: scale.Scale) -> None:
        """Measure the export and print its table."""
        administrator = User.objects.get(email=collection.ADMINISTRATOR)
        self.lines(report.export_table([export.measure(administrator, QueryDict())], size.lessons))

    def pages(self, size: scale.Scale, options: dict[str, Any]) -> list[measuring.Measurement]:
        """Measure the pages, printing each as it is done."""
        self.lines(report.page_heading(size.lessons, size.organizations))
        measured, known = [], landmarks()
        with measuring.as_in_production():
            for page in PAGES:
                if not re.search(options["match"], f"{page.name} {page.path(known)}"):
                    continue
                for who in page.people:
                    found = measuring.measure(page, who, known)
                    measured.append(found)
                    self.lines([report.page_line(found)])
                    if options["statements"] or options["explain"]:
                        self.lines(report.statement_lines(found, options["explain"]))
        return measured

    def lines(self, lines: Any) -> None:
        """Print them at once: a run takes minutes."""
        for line in lines:
            self.stdout.write(line)
        self.stdout.flush()

"""``manage.py bench``: each figure beside the raw PostgreSQL figure it is judged against, in one run."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError, connection
from django.db.migrations.exceptions import InconsistentMigrationHistory
from django.http import QueryDict

from lessons.benchmarks import collection, export, importing, measuring, report, scale, searching
from lessons.benchmarks.landmarks import landmarks
from lessons.benchmarks.pages import PAGES
from lessons.benchmarks.questions import choices
from organizations.models import User

PARTS = ("pages", "search", "export", "import")
# The collections, each in a database of its own, and what is measured there.
COLLECTIONS = {
    "pages": (scale.PAGES, ("pages", "search", "import")),
    "export": (scale.EXPORT, ("search", "export")),
}


class Command(BaseCommand):
    help = (
        "Build large collections in databases of their own; measure every kind of page, search and its growth, the "
        "lessons' export, and the import of a long file. Fails where a page is not there or answers with an error."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        sizes = " and ".join(f"{size.lessons:,}" for size, _ in COLLECTIONS.values())
        parser.add_argument("--only", choices=PARTS, help="Run this part alone.")
        parser.add_argument(
            "--lessons",
            type=int,
            default=scale.PAGES.lessons,
            help=f"How many lessons the smaller collection holds, the larger ten times as many (default: {sizes}).",
        )
        parser.add_argument(
            "--keep", action="store_true", help="Keep the databases, and use those kept before."
        )
        parser.add_argument("--rounds", type=int, default=measuring.ROUNDS, help="How often to measure each.")
        parser.add_argument("--strict", action="store_true", help="Fail where an answer takes too long, too.")
        parser.add_argument(
            "--match", default="", help="Measure only pages whose name or address this matches."
        )
        parser.add_argument("--statements", action="store_true", help="List the statements of each page.")
        parser.add_argument("--explain", action="store_true", help="… with the plans of the slowest three.")

    def handle(self, *args: Any, **options: Any) -> None:
        wanted = [options["only"]] if options["only"] else PARTS
        measured: list[measuring.Measurement] = []
        searched: list[list[searching.Figure]] = []
        sizes = []
        imported: list[importing.Step] = []
        for name, (standard, parts) in COLLECTIONS.items():
            here = [part for part in parts if part in wanted]
            if not here:
                continue
            lessons = standard.lessons * options["lessons"] // scale.PAGES.lessons
            size = replace(standard, lessons=lessons)
            with self.built(name, size, options["keep"]), measuring.as_in_production():
                if "pages" in here:
                    measured = self.pages(size, options)
                if "search" in here:
                    searched.append(self.search(size, options))
                    sizes.append(size)
                if "export" in here:
                    self.export(size)
                if "import" in here:
                    imported = self.imports(size)
        growths = searching.growths(*searched) if searched else []
        if growths:
            self.lines(report.growth_table(growths, *sizes))
        every = [figure for figures in searched for figure in figures]
        found = report.faults(measured, options["strict"], every, growths)
        if found := [*found, *importing.faults(imported, options["strict"])]:
            raise CommandError("; ".join(found))

    @contextmanager
    def built(self, part: str, size: scale.Scale, keep: bool) -> Iterator[None]:
        """While this lasts, the default database is one that holds an invented collection of this size."""
        name = connection.settings_dict["NAME"]
        connection.settings_dict["TEST"]["NAME"] = f"bench_{part}_{name}"
        create = partial(connection.creation.create_test_db, verbosity=0, autoclobber=True, serialize=False)
        try:
            create(keepdb=keep)
        except (DatabaseError, InconsistentMigrationHistory):
            if not keep:
                raise
            # What was kept is of other migrations.
            connection.creation.destroy_test_db(name, verbosity=0)
            create()
        try:
            if not collection.is_built(size):
                self.stdout.write(f"building {size.lessons:,} lessons …")
                if keep:  # what was kept holds another collection, maybe in other tables
                    connection.creation.destroy_test_db(name, verbosity=0)
                    create()
                collection.build(size)
            yield
        finally:
            connection.creation.destroy_test_db(name, verbosity=0, keepdb=keep)

    def imports(self, size: scale.Scale) -> list[importing.Step]:
        """Measure imports of half as many rows as there are lessons, and print their table."""
        rows = size.lessons // 2
        found = list(importing.steps(rows))
        self.lines(importing.table(found, rows))
        return found

    def export(self, size: scale.Scale) -> None:
        """Measure the export and print its table."""
        administrator = User.objects.get(email=collection.ADMINISTRATOR)
        self.lines(report.export_table([export.measure(administrator, QueryDict())], size.lessons))

    def pages(self, size: scale.Scale, options: dict[str, Any]) -> list[measuring.Measurement]:
        """Measure the pages, printing each as it is done."""
        self.lines(report.page_heading(size))
        measured, known = [], landmarks()
        for page in PAGES:
            if not re.search(options["match"], f"{page.name} {page.path(known)}"):
                continue
            for who in page.people:
                found = measuring.measure(page, who, known, options["rounds"])
                measured.append(found)
                self.lines([report.page_line(found)])
                if options["statements"] or options["explain"]:
                    self.lines(report.statement_lines(found, options["explain"]))
        return measured

    def search(self, size: scale.Scale, options: dict[str, Any]) -> list[searching.Figure]:
        """Measure search, printing each answer as it is done."""
        chosen, found = choices(), []
        self.lines(report.search_heading(size, chosen))
        for figure in searching.figures(chosen, options["match"], options["rounds"]):
            found.append(figure)
            self.lines([report.search_line(figure)])
        return found

    def lines(self, lines: Iterable[str]) -> None:
        """Print them at once: a run takes minutes."""
        for line in lines:
            self.stdout.write(line)
        self.stdout.flush()

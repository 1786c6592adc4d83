"""``manage.py bench``: each figure beside the raw PostgreSQL figure it is judged against, in one run."""

from __future__ import annotations

from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser
from django.db import connection
from django.http import QueryDict

from lessons.benchmarks import collection, export
from lessons.models import Lesson
from organizations.models import User


class Command(BaseCommand):
    help = "Build a large collection in a database of its own and measure the lessons' export."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--lessons", type=int, default=200_000, help="How many lessons to build (default 200,000)."
        )
        parser.add_argument(
            "--keep", action="store_true", help="Keep the database, and use the one kept before."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        size, keep = options["lessons"], options["keep"]
        name = connection.settings_dict["NAME"]
        connection.settings_dict["TEST"]["NAME"] = f"bench_{name}"
        connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False, keepdb=keep)
        try:
            if Lesson.objects.count() != size:
                self.stdout.write(f"building {size:,} lessons …")
                call_command("flush", interactive=False, verbosity=0)
                collection.build(size)
                User.objects.create_superuser("bench@example.org")
            self.report(size, [export.measure(User.objects.get(), QueryDict())])
        finally:
            connection.creation.destroy_test_db(name, verbosity=0, keepdb=keep)

    def report(self, size: int, figures: list[export.Figure]) -> None:
        """Print the table."""
        self.stdout.write(f"\n{'':40} {'ours':>9} {'raw SQL':>9} {'ratio':>6}   at {size:,} lessons")
        for figure in figures:
            numbers = f"{figure.seconds:8.2f}s {figure.raw_seconds:8.2f}s {figure.ratio:6.1f}"
            self.stdout.write(f"{figure.name:40} {numbers}   {figure.remark}")

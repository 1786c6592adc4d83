"""``manage.py bench``: each figure beside the raw PostgreSQL figure it is judged against, in one run."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import connection
from django.http import QueryDict

from lessons.benchmarks import collection, export
from organizations.models import User


class Command(BaseCommand):
    help = "Build a large collection in a database of its own and measure the lessons' export."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--lessons", type=int, default=200_000, help="How many lessons to build (default 200,000)."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        size = options["lessons"]
        name = connection.settings_dict["NAME"]
        connection.settings_dict["TEST"]["NAME"] = f"bench_{name}"
        connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
        try:
            self.stdout.write(f"building {size:,} lessons …")
            collection.build(size)
            administrator = User.objects.create_superuser("bench@example.org")
            self.report(size, [export.measure(administrator, QueryDict())])
        finally:
            connection.creation.destroy_test_db(name, verbosity=0)

    def report(self, size: int, figures: list[export.Figure]) -> None:
        """Print the table."""
        self.stdout.write(f"\n{'':40} {'ours':>9} {'raw SQL':>9} {'ratio':>6}   at {size:,} lessons")
        for figure in figures:
            self.stdout.write(
                f"{figure.name:40} {figure.seconds:8.2f}s {figure.raw_seconds:8.2f}s {figure.ratio:6.1f}   {figure.remark}"
            )

"""``manage.py check_links``: which addresses of sources lead nowhere."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from organizations.links import SECONDS, check, sources_to_ask
from organizations.models import LinkCheck, Source


class Command(BaseCommand):
    help = (
        "Asks the addresses of sources, those first that were asked longest ago, keeps what they answer, and reports "
        "those that are dead: that failed on two different days. To be run daily or weekly. TLP:AMBER and TLP:RED "
        "sources are left alone."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--limit", type=int, help="ask at most so many addresses (default: all)")
        parser.add_argument(
            "--timeout", type=float, default=SECONDS, help="seconds to wait for an answer (default: 10)"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Prints a line for each address that failed, the dead ones last; the exit status is 0 either way."""
        limit, seconds = options["limit"], options["timeout"]
        if limit is not None and limit < 1:
            raise CommandError(f"--limit {limit}: expected a number from 1 on.")
        if not 0 < seconds <= 120:
            raise CommandError(f"--timeout {seconds:g}: expected seconds, more than 0 and at most 120.")
        asked = list(check(sources_to_ask(limit), seconds))
        failed = [one for one in asked if one[1].dead_since and not one[1].is_dead]
        dead = [one for one in asked if one[1].is_dead]
        for heading, found in (("failed, dead if it fails on another day", failed), ("dead", dead)):
            for source, answer in found:
                self.stdout.write(f"{heading}: source {source.pk}, {_in_words(source, answer)}")
        self.stdout.write(f"asked {len(asked)}, failed {len(failed)}, dead {len(dead)}")


def _in_words(source: Source, answer: LinkCheck) -> str:
    since = f" since {answer.dead_since:%Y-%m-%d}" if answer.dead_since else ""
    # Lines of a report may travel by mail: only what is TLP:CLEAR is named.
    named = f"“{source.label}”, {answer.url}" if source.handling == "clear" else source.get_handling_display()
    return f"{named}: {answer.answer}{since}"

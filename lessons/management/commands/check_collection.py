"""``manage.py check_collection``: what may be wrong with the collection as a whole."""

from __future__ import annotations

import sys
from typing import Any

from django.core.management.base import BaseCommand

from lessons.collection import findings


class Command(BaseCommand):
    help = (
        "Looks for dangling links, uncited entries, citations without locator, empty themes, near-identical titles, "
        "empty required parts and the like, and names each record with its address in the admin."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        """Prints a line for each finding; the exit status is 1 with findings and 0 without."""
        count = 0
        for found in findings():
            count += 1
            self.stdout.write(str(found))
        if count:
            self.stderr.write("1 finding" if count == 1 else f"{count} findings")
            sys.exit(1)
        self.stdout.write("nothing to report")

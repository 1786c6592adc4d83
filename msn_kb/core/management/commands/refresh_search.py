"""``manage.py refresh_search``: count how frequent each word is, so that rare words count more."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from msn_kb.core.search import statistics
from msn_kb.core.search.models import SearchStatistics


class Command(BaseCommand):
    help = "Count the words of all entries anew, which ranking goes by. For a nightly job, and after many changes."

    def handle(self, *args: Any, **options: Any) -> None:
        statistics.refresh()
        documents = sum(SearchStatistics.objects.values_list("documents", flat=True))
        self.stdout.write(f"Counted the words of {documents:,} entries.")

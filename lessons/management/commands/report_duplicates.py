"""``manage.py report_duplicates [--json] [--kind lesson|case]``: entries that may be the same as another one."""

from __future__ import annotations

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from lessons.duplicate_report import SuspectedPair, look_through, pairs_for, pairs_to_show
from lessons.duplicates import compared
from lessons.models import Case, Lesson
from msn_kb.core.access import open_door

KINDS: dict[str, Any] = {"lesson": Lesson, "case": Case}
AT_ONCE = 200


class Command(BaseCommand):
    help = (
        "Compare all lessons and cases with one another and report pairs that may be duplicates, with score, reason "
        "and the passages that both hold. What it finds is kept for the page of the administration. It lists what "
        "administrators see, TLP:RED included: keep its output as closed."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="One JSON list instead of text.")
        parser.add_argument("--kind", choices=sorted(KINDS), help="Look through this kind alone.")

    def handle(self, *args: Any, **options: Any) -> None:
        kinds = [options["kind"]] if options["kind"] else list(KINDS)
        found = [told for kind in kinds for told in self.told(kind)]
        if options["json"]:
            self.stdout.write(json.dumps(found, ensure_ascii=False, indent=2))
            return
        for one in found:
            self.stdout.write(f"{one['score']:.2f}  {one['kind']} {one['ids'][0]} and {one['ids'][1]}")
            for title in one["titles"]:
                self.stdout.write(f"      {title}")
            self.stdout.write(f"      {one['why']}")
            for passage in one["passages"]:
                self.stdout.write(f"      “{passage}”")
        self.stdout.write(f"suspected pairs: {len(found)}")

    def told(self, kind: str) -> list[dict[str, Any]]:
        """The suspected pairs of a kind."""
        model = KINDS[kind]
        with open_door():
            every = compared(model._default_manager.all())
            pairs = pairs_for(every, look_through(model))
            return [
                told
                for start in range(0, len(pairs), AT_ONCE)
                for pair in pairs_to_show(every, pairs[start : start + AT_ONCE])
                if (told := _told(kind, pair))
            ]


def _told(kind: str, pair: SuspectedPair) -> dict[str, Any] | None:
    suspect = pair.suspect
    if suspect is None:
        return None
    both = (pair.first, pair.second)
    return {
        "kind": kind,
        "score": suspect.score,
        "ids": [entry.pk for entry in both],
        "titles": [entry.title for entry in both],
        "urls": [entry.get_absolute_url() for entry in both],
        "why": suspect.why,
        "passages": [passage.here for passage in suspect.passages],
    }

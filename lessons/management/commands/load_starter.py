"""``manage.py load_starter``: the starter collection, loaded in one step, twice without harm."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from lessons.demonstration import ensure_accounts
from lessons.starter.loading import load_collection, load_demonstration, load_vocabularies
from msn_kb.core.starter import Loaded, StarterError


class Command(BaseCommand):
    help = (
        "Loads the starter collection: countries and regions, vocabularies and every entry. Loading again changes "
        "nothing; what a curator has edited or deleted is left alone."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--overwrite",
            action="store_true",
            help="take back curators' edits and deletions of starter entries",
        )
        parser.add_argument(
            "--prune",
            action="store_true",
            help="delete entries of an earlier load that have left the files, unless edited or needed by others",
        )
        parser.add_argument(
            "--with-demonstration",
            action="store_true",
            help="also load the invented entries that show the closed handling levels",
        )
        parser.add_argument(
            "--vocabularies-only",
            action="store_true",
            help="load only countries, regions, themes and the other vocabularies",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Everything in one transaction: with an error in any file nothing is loaded, and the exit status is 1."""
        if options["with_demonstration"] and options["vocabularies_only"]:
            raise CommandError(
                "--with-demonstration needs the whole collection; leave out --vocabularies-only."
            )
        verbose, overwrite = options["verbosity"] >= 2, options["overwrite"]
        load = load_vocabularies if options["vocabularies_only"] else load_collection
        demonstration = None
        try:
            with transaction.atomic():
                loaded = load(overwrite=overwrite, prune=options["prune"])
                if options["with_demonstration"]:
                    if settings.DEBUG:
                        ensure_accounts()
                    demonstration = load_demonstration(overwrite=overwrite)
        except StarterError as error:
            for problem in error.problems:
                self.stderr.write(str(problem))
            found = "1 error" if len(error.problems) == 1 else f"{len(error.problems)} errors"
            raise CommandError(f"{found} in the starter files; nothing was loaded.") from None
        self._tell(loaded, "", verbose)
        if demonstration:
            self._tell(demonstration, "demonstration entries: ", verbose)

    def _tell(self, loaded: Loaded, label: str, verbose: bool) -> None:
        if verbose:
            for kind, key, reason in loaded.kept:
                self.stdout.write(f"kept {kind} {key}: {reason}")
            for kind, key in loaded.left:
                self.stdout.write(f"no longer in the files: {kind} {key}")
            for kind, key in loaded.removed:
                self.stdout.write(f"removed {kind} {key}")
        self.stdout.write(f"{label}{loaded}")

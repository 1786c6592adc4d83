from django.apps import AppConfig
from django.db.models.signals import post_migrate

from msn_kb.core.roles import grant_curators


class LessonsConfig(AppConfig):
    name = "lessons"
    verbose_name = "Lessons, cases and glossary"
    is_watched = True

    def ready(self) -> None:
        from msn_kb.core.search import upkeep

        # They register what entries are found by and called; the apps below are registered by them.
        from . import indexing, naming  # noqa: F401

        upkeep.connect()

        post_migrate.connect(grant_curators, sender=self)

from django.apps import AppConfig
from django.db.models.signals import post_migrate

from msn_kb.core.roles import grant_curators


class LessonsConfig(AppConfig):
    name = "lessons"
    verbose_name = "Lessons, cases and glossary"

    def ready(self) -> None:
        from . import signals  # noqa: F401 - keeps the search text in step with tags and renames

        post_migrate.connect(grant_curators, sender=self)

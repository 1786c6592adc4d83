from django.apps import AppConfig
from django.db.models.signals import post_migrate

from msn_kb.core.roles import grant_curators


class OrganizationsConfig(AppConfig):
    name = "organizations"
    verbose_name = "Organizations, processes and sources"
    is_watched = True

    def ready(self) -> None:
        from . import naming  # noqa: F401 - registers what records are called
        from .accounts import addresses, second_factor, sessions, throttling

        addresses.connect()
        second_factor.connect()
        sessions.connect()
        throttling.connect()
        post_migrate.connect(grant_curators, sender=self)

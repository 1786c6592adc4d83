from django.apps import AppConfig, apps
from django.db.models.signals import post_migrate


class CoreConfig(AppConfig):
    name = "msn_kb.core"
    label = "core"
    verbose_name = "Search"
    is_watched = True

    def ready(self) -> None:
        from . import changes
        from .history import triggers
        from .roles import grant_curators

        for app in apps.get_app_configs():
            if getattr(app, "is_watched", False):
                post_migrate.connect(changes.watch, sender=app, dispatch_uid=f"watch-{app.label}")
                post_migrate.connect(triggers.keep, sender=app, dispatch_uid=f"history-{app.label}")
        post_migrate.connect(grant_curators, sender=self)

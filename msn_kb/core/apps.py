from django.apps import AppConfig, apps
from django.db.models.signals import post_migrate


class CoreConfig(AppConfig):
    name = "msn_kb.core"
    label = "core"
    verbose_name = "Core"
    is_watched = True

    def ready(self) -> None:
        from . import changes

        for app in apps.get_app_configs():
            if getattr(app, "is_watched", False):
                post_migrate.connect(changes.watch, sender=app, dispatch_uid=f"watch-{app.label}")

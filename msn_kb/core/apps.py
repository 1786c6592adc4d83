from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "msn_kb.core"
    label = "core"
    verbose_name = "Core"

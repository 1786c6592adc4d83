"""The curators' group and what it may do in the admin (``contract.md``, Roles)."""

from __future__ import annotations

from typing import Any

from django.apps import AppConfig, apps
from django.db.models import Q

from .access import CURATORS

# Curators add and change; records of their own go to the archive, never away. The parts of a record may be removed.
ACTIONS = ("add", "change", "view")
# People and their rights are the administrators' business; what the program keeps for itself is nobody's.
WITHHELD_MODELS = (
    "user",
    "starterrecord",
    "formerslug",
    "change",
    "searchstatistics",
    "searchword",
    "searchspelling",
    "rowchange",
    "accessentry",
    "mergedrecord",
    "invitation",
    "importrun",
    "reviewstep",
    "reviewassignment",
    "reviewcomment",
    "proposal",
    "notduplicates",
    "linkcheck",
)


def grant_curators(sender: AppConfig, **kwargs: Any) -> None:
    """After each migration: the group exists and holds the permissions of the app that was migrated."""
    from django.contrib.auth.management import create_permissions
    from django.contrib.auth.models import Group, Permission

    # The signal carries the migrations' own registry; after a flush it carries none.
    create_permissions(sender, verbosity=0, using=kwargs["using"], apps=kwargs.get("apps", apps))
    group, _ = Group.objects.using(kwargs["using"]).get_or_create(name=CURATORS)
    parts = [model._meta.model_name for model in sender.get_models() if getattr(model, "part_of", "")]
    wanted = Q(content_type__app_label=sender.label) & ~Q(content_type__model__in=WITHHELD_MODELS)
    allowed = Q()
    for action in ACTIONS:
        allowed |= Q(codename__startswith=f"{action}_")
    allowed |= Q(codename__startswith="delete_", content_type__model__in=parts)
    group.permissions.add(*Permission.objects.using(kwargs["using"]).filter(wanted & allowed))

"""The curators' group and what it may do in the admin (``contract.md``, Roles)."""

from __future__ import annotations

from typing import Any

from django.apps import AppConfig, apps
from django.db.models import Q

from .access import CURATORS, is_guarded

# Curators add and change, and delete records and their parts, which go to the bin. Values of vocabularies are retired.
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
    deletable = [model._meta.model_name for model in sender.get_models() if may_be_deleted(model)]
    wanted = Q(content_type__app_label=sender.label) & ~Q(content_type__model__in=WITHHELD_MODELS)
    allowed = Q()
    for action in ACTIONS:
        allowed |= Q(codename__startswith=f"{action}_")
    allowed |= Q(codename__startswith="delete_", content_type__model__in=deletable)
    group.permissions.add(*Permission.objects.using(kwargs["using"]).filter(wanted & allowed))


def may_be_deleted(model: Any) -> bool:
    """Whether curators delete rows of ``model``: parts of records, and records that cannot be retired instead."""
    if getattr(model, "part_of", ""):
        return True
    is_record = hasattr(model, "slug_source") or is_guarded(model)
    return is_record and not hasattr(model, "is_retired") and model._meta.model_name not in WITHHELD_MODELS

"""Sessions end when what a person may do changes. ``User`` sees to its own columns; here are its groups."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import Group
from django.contrib.sessions.models import Session
from django.db.models.signals import m2m_changed, pre_delete

from ..models import User

ENDING = ("post_add", "post_remove", "pre_clear")


def groups_changed(
    sender: Any, instance: Any, action: str, reverse: bool, pk_set: set[int] | None = None, **kwargs: Any
) -> None:
    """End the sessions of whoever enters or leaves a group, told from the person's side or from the group's."""
    if action not in ENDING or (action != "pre_clear" and not pk_set):
        return
    if isinstance(instance, User) and not reverse:
        instance.end_sessions()
        return
    people = instance.user_set.all() if action == "pre_clear" else User.objects.filter(pk__in=pk_set or ())
    people.end_sessions()


def group_deleted(sender: Any, instance: Group, **kwargs: Any) -> None:
    """End the sessions of the members of a group that is about to go."""
    User.objects.filter(groups=instance).end_sessions()


def delete_sessions(user: User) -> int:
    """Delete what is kept of the sessions of ``user``, begun sign-ins included. Returns how many there were."""
    theirs = [
        session.pk for session in Session.objects.iterator() if str(user.pk) in _people(session.get_decoded())
    ]
    return Session.objects.filter(pk__in=theirs).delete()[0]


def _people(session: dict[str, Any]) -> set[str]:
    # The second stands in a sign-in that has not come to its end, too.
    named = (session.get("_auth_user_id"), session.get("account_authentication_methods_user"))
    return {str(name) for name in named if name is not None}


def connect() -> None:
    """Listen to groups; called once when the program starts."""
    m2m_changed.connect(groups_changed, sender=User.groups.through, dispatch_uid="sessions and groups")
    pre_delete.connect(group_deleted, sender=Group, dispatch_uid="sessions and groups deleted")

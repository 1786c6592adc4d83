"""Filters by what lessons and cases are tagged with: themes, and affiliations as far as they may be known."""

from __future__ import annotations

from typing import Any

from django.db.models import F, Q, QuerySet

from msn_kb.core.access import Attribution, Viewer
from msn_kb.core.lists import RecordFilter
from msn_kb.core.lists.record_filters import Link, Links, any_of, union

from ..models import Theme


class ThemeFilter(RecordFilter):
    """A theme includes its children."""

    is_tree = True

    def __init__(self, links: Links, **kwargs: Any) -> None:
        super().__init__(Theme, links, columns=("name", "parent_slug"), label="Theme", **kwargs)

    def condition(self, keys: list[Any], user: Any) -> Q:
        below = Theme.objects.filter(Q(pk__in=keys) | Q(parent__in=keys)).order_by().values("pk")
        return any_of(link.tied_to(**{"in": below}) for link in self.links(user))

    def pairs(self, user: Any) -> QuerySet:
        return union(pairs for link in self.links(user) for pairs in (_themes(link), _parents(link)))

    def records(self, user: Any) -> QuerySet:
        return super().records(user).annotate(parent_slug=F("parent__slug"))

    def parent_value(self, record: Any) -> str:
        return record.parent_slug or ""


def _themes(link: Link) -> QuerySet:
    return link.rows.values_list(link.entry, f"{link.target}__slug")


def _parents(link: Link) -> QuerySet:
    with_parent = link.rows.filter(**{f"{link.target}__parent__isnull": False})
    return with_parent.values_list(link.entry, f"{link.target}__parent__slug")


def affiliations(links: Links, entry: str) -> Links:
    """``links`` to organizations or offices without those that the Chatham House Rule keeps from the person asking.

    ``entry`` is the foreign key of the linking rows to the lesson or case.
    """

    def known(user: Any) -> list[Link]:
        found = links(user)
        if Viewer.of(user).sees_affiliations:
            return list(found)
        hidden = {f"{entry}__attribution": Attribution.CHATHAM_HOUSE}
        return [Link(link.rows.exclude(**hidden), link.entry, link.target) for link in found]

    return known

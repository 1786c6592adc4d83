"""What ``/themes/`` can be asked."""

from __future__ import annotations

from typing import Any

from django.db.models import F, Q, QuerySet
from django.http import QueryDict

from msn_kb.core.lists import BY_RELEVANCE, ListFilterSet, RecordFilter, Sort

from ..models import Theme


class BranchFilter(RecordFilter):
    """A theme and its children; the facet offers the themes of the first level."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(Theme, lambda user: [], **kwargs)

    def condition(self, keys: list[Any], user: Any) -> Q:
        return Q(pk__in=keys) | Q(parent__in=keys)

    def pairs(self, user: Any) -> QuerySet:
        themes = Theme.objects.visible_to(user).order_by()
        children = themes.filter(parent__isnull=False).values_list("pk", "parent__slug")
        return themes.top_level().values_list("pk", "slug").union(children)


class ThemeFilterSet(ListFilterSet):
    """Feeds the list of themes, its facets and its exports."""

    theme = BranchFilter(label="Branch", opens=True)

    sorts = {
        "relevance": BY_RELEVANCE,
        "title": Sort("Name", (F("sort_name").asc(),)),
    }
    default_sort = "title"

    @classmethod
    def pool(cls, data: QueryDict, user: Any) -> QuerySet:
        return Theme.objects.visible_to(user)

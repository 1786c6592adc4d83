"""What ``/glossary/`` can be asked."""

from __future__ import annotations

from typing import Any

from django.db.models import Case, CharField, F, QuerySet, Value, When
from django.http import QueryDict

from msn_kb.core.lists import BY_RELEVANCE, LAST_UPDATED, ChoiceFilter, ListFilterSet, Sort
from msn_kb.core.lists.record_filters import rows
from organizations.filters.records import source_filter

from ..choices import DefinitionKind
from ..models import Term, TermCitation


class TermFilterSet(ListFilterSet):
    """Feeds the list of terms, its facets and its exports."""

    kind = ChoiceFilter(DefinitionKind.choices, model=Term, column="kind", label="Definition", opens=True)
    source = source_filter(rows(TermCitation, "record", "source"))

    sorts = {
        "relevance": BY_RELEVANCE,
        "updated": LAST_UPDATED,
        "title": Sort("Name", (F("sort_name").asc(),)),
    }
    default_sort = "title"

    @classmethod
    def entries(cls, model: Any, user: Any) -> QuerySet:
        editors, sources = Value(DefinitionKind.EDITORS.value), Value(DefinitionKind.SOURCES.value)
        kind = Case(When(is_editorial=True, then=editors), default=sources, output_field=CharField())
        return Term.objects.visible_to(user).annotate(kind=kind)

    @classmethod
    def pool(cls, data: QueryDict, user: Any) -> QuerySet:
        return cls.entries(Term, user)

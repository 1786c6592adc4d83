"""The search box above the lists of lessons and cases."""

from __future__ import annotations

import re
from functools import reduce
from operator import and_, or_
from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpRequest

from msn_kb.core.folding import fold
from msn_kb.core.search.matching import in_full
from msn_kb.core.search.query import Query, Term, parse

LONGEST = 200
# Words begin after these. PostgreSQL's own idea of a letter depends on how the database was set up.
BEGINNING = "(^|[[:space:][:punct:]“”‘’«»–—])"


class TaggedSearch:
    """Finds entries by their text and the names of their tags, as readers' lists do, and by how title words begin.

    Look-ups, which offer entries while somebody types, go by the title alone.
    """

    identifying_field = ""
    search_help_text: Any = (
        "Words of the title and the texts, names of themes, countries and other tags, addresses."
    )

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet, search_term: str
    ) -> tuple[QuerySet, bool]:
        match = request.resolver_match
        query = parse(search_term[:LONGEST])
        if query.is_empty or (match is not None and match.url_name == "autocomplete"):
            results: Any = super().get_search_results(request, queryset, search_term)  # type: ignore[misc]
            return results
        found = _in_title(query) | Q(pk__in=in_full(queryset, query).values("pk"))
        if self.identifying_field:
            found |= Q(**{f"{self.identifying_field}__iexact": search_term.strip()})
        return queryset.filter(found), False


def _in_title(query: Query) -> Q:
    """Entries in whose title or address a word begins with each of the words that were typed."""
    wanted = [reduce(or_, map(_begins, group)) for group in query.groups]
    return reduce(and_, wanted + [~_begins(term) for term in query.without])


def _begins(term: Term) -> Q:
    pattern = BEGINNING + re.escape(re.sub(r"^\W+", "", fold(term.text)))
    return Q(sort_title__regex=pattern) | Q(slug__regex=pattern)

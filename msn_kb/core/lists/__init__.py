"""Lists of records: filters, facets, sorting and paging, all read from the address (``contract.md``, Addresses).

One FilterSet per list feeds the page, its facets and its exports alike.
"""

from .facet_values import Facet, FacetValue
from .facets import facets
from .filters import ChoiceFilter, Selection, ValuesFilter, YearFilter
from .filterset import BY_RELEVANCE, LAST_UPDATED, ListFilterSet, ProtectedFilterSet, Sort
from .listing import Listing
from .page import ListPage
from .record_filters import RecordFilter

__all__ = [
    "BY_RELEVANCE",
    "LAST_UPDATED",
    "ChoiceFilter",
    "Facet",
    "FacetValue",
    "ListFilterSet",
    "ListPage",
    "Listing",
    "ProtectedFilterSet",
    "RecordFilter",
    "Selection",
    "Sort",
    "ValuesFilter",
    "YearFilter",
    "facets",
]

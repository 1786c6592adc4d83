"""Lists of records: filters, facets, sorting and paging, all read from the address (``contract.md``, Addresses).

One FilterSet per list feeds the page, its facets and its exports alike.
"""

from .facets import Facet, FacetValue, facets
from .filters import ChoiceFilter, RecordFilter, Selection, ValuesFilter, YearFilter
from .filterset import ListFilterSet, Sort
from .page import ListPage

__all__ = [
    "ChoiceFilter",
    "Facet",
    "FacetValue",
    "ListFilterSet",
    "ListPage",
    "RecordFilter",
    "Selection",
    "Sort",
    "ValuesFilter",
    "YearFilter",
    "facets",
]

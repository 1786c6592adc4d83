"""Values of facets in a tree: themes below themes, countries below the regions of another parameter."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from .facet_values import FacetValue
from .filters import FacetLabel, ValuesFilter

Key = tuple[str, str]  # a parameter and one of its values
TOP: Key = ("", "")


def together(filters: Mapping[str, ValuesFilter]) -> list[list[str]]:
    """The parameters of each facet, in their order: one, or one and another whose values stand below its own."""
    lower = {
        filter_.below.parameter: name
        for name, filter_ in filters.items()
        if filter_.below and filter_.below.parameter in filters
    }
    upper = {name: parameter for parameter, name in lower.items()}
    found: list[list[str]] = []
    for name in filters:
        first = upper.get(name, name)
        names = [first, lower[first]] if first in lower else [first]
        if names not in found:
            found.append(names)
    return found


def as_tree(
    names: Sequence[str], lines: Mapping[Key, FacetValue], labels: Mapping[Key, FacetLabel]
) -> list[FacetValue]:
    """Each value after the one it stands below, with its depth; ``names``: the parameters, the upper one first.

    Where nothing in the list carries a value above, it stands there as a heading, so that the tree keeps its shape
    whatever is chosen. A value without a parent for this person stands at the top.
    """
    lines = {**lines, **_headings(names[0], lines, labels)}
    below: dict[Key, list[Key]] = defaultdict(list)
    for key in sorted(lines, key=lambda key: (names.index(key[0]), labels[key].sort)):
        parent = (names[0], labels[key].parent)
        below[parent if parent in lines else TOP].append(key)

    def walk(parent: Key, depth: int) -> list[FacetValue]:
        found = []
        for key in below.get(parent, []):
            lines[key].depth = depth
            found += [lines[key], *walk(key, depth + 1)]
        return found

    return walk(TOP, 0)


def _headings(upper: str, lines: Iterable[Key], labels: Mapping[Key, FacetLabel]) -> dict[Key, FacetValue]:
    """Lines for everything above ``lines`` that is not among them."""
    found: dict[Key, FacetValue] = {}
    present = set(lines)
    for key in present:
        parent = (upper, labels[key].parent)
        while parent in labels and parent not in present and parent not in found:
            label = labels[parent]
            found[parent] = FacetValue(parent[1], label.label, 0, False, name=upper, is_heading=True)
            parent = (upper, label.parent)
    return found

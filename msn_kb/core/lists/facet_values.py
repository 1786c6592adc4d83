"""What a facet shows: its values with their numbers, flat or as a tree that opens."""

from __future__ import annotations

from dataclasses import dataclass, field

FIRST = 8  # values that a long facet shows before the others are asked for


@dataclass
class FacetValue:
    """One line of a facet. ``url`` adds the value to the address, or takes it away if it is selected.

    ``name``: its parameter. ``folded`` lines wait behind “Show all”, those ``below`` a line until it is ``open``. A
    line that ``is_heading`` cannot be chosen: nothing in the list carries it, but it holds together what stands below.
    """

    value: str
    label: str
    count: int
    selected: bool
    depth: int = 0
    url: str = ""
    folded: bool = False
    name: str = ""
    is_heading: bool = False
    open: bool = False
    below: list[FacetValue] = field(default_factory=list)

    @property
    def holds_selected(self) -> bool:
        """Whether something below it is selected."""
        return any(value.selected or value.holds_selected for value in self.below)


@dataclass(frozen=True)
class FacetLink:
    """The page of all values of the parameter that goes by ``label``."""

    label: str
    url: str


@dataclass
class Facet:
    """One parameter with the values found in the list; a tree may join two, whose names are in ``parameters``.

    ``values`` stand in their order, each before what lies below it; ``top`` holds those of the first level.
    ``is_cut``: only the most frequent of a great many are there; ``links`` lead to all of them. ``hint``: a sentence.
    """

    name: str
    label: str
    values: list[FacetValue]
    open: bool = False
    is_tree: bool = False
    is_cut: bool = False
    parameters: dict[str, str] = field(default_factory=dict)
    hint: str = ""
    links: list[FacetLink] = field(default_factory=list)
    top: list[FacetValue] = field(init=False)
    selected_count: int = field(init=False)

    def __post_init__(self) -> None:
        self.parameters = self.parameters or {self.name: self.label}
        self.selected_count = sum(value.selected for value in self.values)
        for value in self.values:
            value.name = value.name or self.name
        self.top = _nested(self.values) if self.is_tree else self.values
        if self.is_tree:
            self._open()
        elif self.is_long:
            self._fold()

    @property
    def narrows(self) -> bool:
        """Whether there is a choice in it."""
        return sum(not value.is_heading for value in self.values) > 1

    @property
    def folds(self) -> bool:
        """Whether some of its values wait behind “Show all”."""
        return any(value.folded for value in self.values)

    @property
    def is_long(self) -> bool:
        """Whether it has more values than are taken in at a glance."""
        return len(self.values) > FIRST

    @property
    def is_joined(self) -> bool:
        """Whether values of several parameters stand in it."""
        return len(self.parameters) > 1

    @property
    def has_branches(self) -> bool:
        """Whether some of its values stand below others."""
        return any(value.below for value in self.top)

    def _fold(self) -> None:
        """Of a long list the first values show, and everything selected."""
        for value in self.values[FIRST:]:
            value.folded = not value.selected

    def _open(self) -> None:
        """A short tree is open; of a long one the levels that fit, and the branches that hold something selected."""
        level = max(sorted(value.depth for value in self.values)[FIRST] - 1, 0) if self.is_long else None
        for value in self.values:
            value.open = bool(value.below) and (level is None or value.depth < level or value.holds_selected)


def _nested(values: list[FacetValue]) -> list[FacetValue]:
    """The values of the first level, each with those below it, as their depths say."""
    top: list[FacetValue] = []
    above: list[FacetValue] = []
    for value in values:
        del above[value.depth :]
        (above[-1].below if above else top).append(value)
        above.append(value)
    return top

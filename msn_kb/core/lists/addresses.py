"""Addresses of a list's neighbouring states: one value more or less, another order, another page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from urllib.parse import urlencode

from .filters import Selection
from .filterset import ListFilterSet

# The order parameters have in every address we write, before the filters' own.
CONTROLS = ("sort", "page_size")


class ListAddress:
    """Writes addresses of the list at ``path`` that hold what was understood of the present one, and no page."""

    def __init__(self, path: str, filterset: ListFilterSet) -> None:
        self.path = path
        self.state: dict[str, list[str]] = {}
        if filterset.search.query.text:
            self.state["q"] = [filterset.search.query.text]
        for name, value in filterset.active.items():
            if isinstance(value, Selection):
                self.state[name] = [*(choice.value for choice in value.chosen), *value.unknown]
            else:
                self.state[name] = [str(value)]
        for name in CONTROLS:
            text = filterset.data.get(name, "").strip().lower()
            if text and text == str(getattr(filterset, name)):
                self.state[name] = [text]

    def __str__(self) -> str:
        return self._write(self.state)

    def with_value(self, name: str, value: str) -> str:
        """One value more of ``name``."""
        return self._write({**self.state, name: [*self.state.get(name, []), value]})

    def without_value(self, name: str, value: str) -> str:
        """One value less of ``name``."""
        return self._write({**self.state, name: [text for text in self.state.get(name, []) if text != value]})

    def without(self, *names: str) -> str:
        """Without these parameters."""
        return self._write({name: values for name, values in self.state.items() if name not in names})

    def replacing(self, name: str, value: str) -> str:
        """``name`` set to this one value."""
        return self.replacing_all({name: value})

    def replacing_all(self, values: Mapping[str, str]) -> str:
        """Each of these parameters set to its one value, whatever the address asked of it."""
        return self._write({**self.state, **{name: [value] for name, value in values.items()}})

    def at(self, path: str) -> str:
        """The same state at another path, such as the export's."""
        return self._write({name: values for name, values in self.state.items() if name != "page_size"}, path)

    def _write(self, state: dict[str, list[str]], path: str = "") -> str:
        pairs: Iterable[tuple[str, str]] = [
            (name, value) for name, values in state.items() for value in values
        ]
        query = urlencode(list(pairs))
        return f"{path or self.path}?{query}" if query else path or self.path

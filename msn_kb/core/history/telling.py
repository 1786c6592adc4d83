"""What the columns of changed rows say, in words, as far as a person may see what they lead to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from ..access import is_guarded, open_door


class Names:
    """Gathers what foreign keys lead to, so that each model is asked once."""

    def __init__(self, user: Any) -> None:
        self.user = user

    def told(self, rows: Iterable[Iterable[tuple[Any, Any, Any]]]) -> Told:
        """The names of all records that ``rows`` speak of and that the user may see."""
        wanted: dict[Any, set[Any]] = defaultdict(set)
        for row in rows:
            for found, *values in row:
                if found.is_relation:
                    wanted[found.related_model].update(value for value in values if value is not None)
        names: dict[Any, dict[Any, str]] = {}
        with open_door():
            for model, keys in wanted.items():
                every = model._default_manager.filter(pk__in=keys)
                seen = every.visible_to(self.user) if hasattr(every, "visible_to") else every
                names[model] = {record.pk: str(record) for record in seen}
        return Told(names)


@dataclass(frozen=True)
class Told:
    names: Mapping[Any, Mapping[Any, str]]

    def is_hidden(self, found: Any, value: Any) -> bool:
        """Whether ``value`` leads to a record that this person may not see, or that is there no more and may have been
        one of those.
        """
        model = found.related_model
        return value is not None and is_guarded(model) and value not in self.names.get(model, {})

    def text(self, found: Any, value: Any) -> str:
        """``value`` of the column ``found`` in words; empty for nothing, and for what must not be told."""
        if value is None or value == "":
            return ""
        if found.is_relation:
            known = self.names.get(found.related_model, {})
            if value in known:
                return known[value]
            return "" if is_guarded(found.related_model) else "(there no more)"
        if isinstance(value, bool):
            return "yes" if value else "no"
        if isinstance(value, list):
            return "; ".join(str(one) for one in value)
        choices = dict(found.flatchoices)
        return str(choices.get(value, value))

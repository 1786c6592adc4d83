"""A list as a picture: the list's own filters, facets, search and notices around numbers instead of cards."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, ClassVar

from django.http import QueryDict

from .. import kept
from .addresses import ListAddress
from .filterset import ListFilterSet
from .page import ListPage
from .views import RecordList


@dataclass(frozen=True)
class Control:
    """A parameter of a picture itself: its values with their names. The first one is what it falls back to."""

    name: str
    label: str
    choices: Mapping[str, str]

    @property
    def default(self) -> str:
        return next(iter(self.choices))

    def read(self, data: QueryDict) -> tuple[str, str]:
        """The value asked for, else the default; and a sentence where something else was asked for."""
        asked = data.get(self.name, "").strip()
        value = asked.lower()
        if not asked or value in self.choices:
            return value or self.default, ""
        known = ", ".join(self.choices)
        return self.default, f"{self.label}: “{asked[:40]}” is not one of {known}; {self.default} is used."


class PictureAddress(ListAddress):
    """Addresses of a picture, which hold its own parameters as well; those of other paths do not."""

    def __init__(self, path: str, filterset: ListFilterSet, controls: Mapping[str, str]) -> None:
        super().__init__(path, filterset)
        self.controls = {name: [value] for name, value in controls.items()}

    def _write(self, state: dict[str, list[str]], path: str = "") -> str:
        return super()._write(state if path else {**state, **self.controls}, path)

    def with_control(self, name: str, value: str) -> str:
        """One of the picture's own parameters set to this value."""
        return super()._write({**self.state, **self.controls, name: [value]})

    @property
    def cleared(self) -> str:
        """The same picture of the whole list."""
        return self._write({})


class PicturePage(ListPage):
    """What a list's page shows around its picture: all it shows around cards, but pages.

    ``list_address`` writes addresses of the list itself; ``values`` are those of the picture's own parameters.
    """

    def __init__(
        self, filterset: ListFilterSet, path: str, list_path: str, controls: tuple[Control, ...]
    ) -> None:
        super().__init__(filterset, filterset.qs, path)
        self._controls = controls
        self.values, self._not_understood = {}, []
        for control in controls:
            self.values[control.name], sentence = control.read(filterset.data)
            self._not_understood += [sentence] if sentence else []
        self.changed = {
            control.name: self.values[control.name]
            for control in controls
            if self.values[control.name] != control.default
        }
        self.address: PictureAddress = PictureAddress(path, filterset, self.changed)
        self.list_address = ListAddress(list_path, filterset)
        self.list_path = list_path

    @property
    def _asked(self) -> tuple[int, str]:  # type: ignore[override]
        """A picture has no pages."""
        return 1, ""

    @property
    def notices(self) -> list[str]:
        return [*super().notices, *self._not_understood]

    @cached_property
    def matches(self) -> dict[str, Any]:
        """How many of the entries hold all words."""
        partial = 0
        if self.filterset.search.query.text:
            partial = kept.count(self.filterset.qs.filter(is_partial=True))
        return {"full_count": self.total - partial, "partial_count": partial}

    @property
    def controls(self) -> list[dict[str, Any]]:
        """The parameters that offer a choice, each value with its address."""
        return [
            {
                "name": control.name,
                "label": control.label,
                "choices": [
                    {
                        "label": label,
                        "url": self.address.with_control(control.name, value),
                        "selected": value == self.values[control.name],
                    }
                    for value, label in control.choices.items()
                ],
            }
            for control in self._controls
            if len(control.choices) > 1
        ]

    def context(self) -> dict[str, Any]:
        return {
            **super().context(),
            "clear_url": self.address.cleared,
            "controls": self.controls,
            "kept": self.changed,
        }


class PictureView(RecordList):
    """Base of the pages that show a list as a picture."""

    template_name = "records/picture.html"
    controls: ClassVar[tuple[Control, ...]] = ()
    # What the page is called, and the template that shows what ``picture`` returns as ``picture``.
    title: ClassVar[str]
    picture_template: ClassVar[str]

    def page(self, filterset: ListFilterSet) -> PicturePage:
        return PicturePage(filterset, self.request.path, self.listing.url, self.controls)

    def context(self, page: ListPage) -> dict[str, Any]:
        return {
            **super().context(page),
            "picture_title": self.title,
            "picture_template": self.picture_template,
            "picture": self.picture(page) if page.total else None,
        }

    def opening(self, page: ListPage) -> Any:
        """Nothing: the picture is what one came for."""
        return None

    def picture(self, page: Any) -> Any:
        """The picture of what the list holds, drawn from the state of ``page``, a :class:`PicturePage`."""
        raise NotImplementedError

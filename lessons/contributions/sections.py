"""How a page arranges the fields of a form: sections with a heading, each field with what is said beside it."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

from ..models import Lesson
from .lists import LONG, Box, ListField, boxes, read_lists
from .wording import BESIDE, EXPLAINED


@dataclass(frozen=True)
class Row:
    """One field. ``boxes``: the values of a list to tick; ``lacking``: that it is needed before review."""

    bound: Any
    boxes: list[Box] | None = None
    explained: tuple[tuple[str, str], ...] = ()
    lacking: bool = False

    @property
    def is_long(self) -> bool:
        """Whether its list is long enough to be searched."""
        return self.boxes is not None and len(list(_all(self.boxes))) > LONG

    @property
    def is_tree(self) -> bool:
        """Whether some values are parts of others."""
        return any(box.below for box in self.boxes or ())

    @property
    def ticked(self) -> int:
        """How many values are ticked."""
        return sum(1 for box in _all(self.boxes or []) if box.is_ticked)

    @property
    def is_open(self) -> bool:
        """Whether its list shows at once: a short one, one with an error, and one that is needed for review."""
        return not self.is_long or bool(self.bound.errors) or self.bound.name in BESIDE.values()


@dataclass(frozen=True)
class Section:
    """Some fields under a heading. ``holds_citations``: the rows of citations follow them."""

    heading: str
    rows: list[Row]
    name: str = ""
    lacking: bool = False

    @property
    def holds_citations(self) -> bool:
        return self.name == "citations"


LESSON_SECTIONS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    (
        "lesson",
        "The lesson",
        ("title", "kind", "insight", "context", "recommendation", "applicability"),
    ),
    ("about", "What it is about", ("themes", "processes", "countries", "regions", "tracks", "phases")),
    ("for", "Whom it is for", ("audiences", "services")),
    ("citations", "Where it is written", ()),
    ("trust", "How far to trust it", ("evidence", "evidence_note", "date", "language")),
    ("origin", "Whose experience it is", ("attribution", "organizations", "offices", "speaker")),
    ("readers", "Who may read it", ("handling", "owning_organizations", "named_people", "reason")),
)


def sections_of(form: Any, record: Any, missing: Collection[str] = (), *, cites: bool) -> list[Section]:
    """The fields of ``form`` in sections; those beside which something ``missing`` is told are marked.

    ``cites``: the page has rows of citations as well.
    """
    read_lists(form)
    lacking = {BESIDE.get(one, "") for one in missing}
    if not isinstance(record, Lesson):
        names = [name for name in form.fields if name != "explanation"]
        rows = [_row(form, name, lacking, is_lesson=False) for name in names]
        found = [Section("The entry", rows, "entry")]
        return [*found, Section("Where it is written", [], "citations")] if cites else found
    sections = []
    for name, heading, held in LESSON_SECTIONS:
        rows = [_row(form, one, lacking) for one in held if one in form.fields]
        if rows or (name == "citations" and cites):
            sections.append(Section(heading, rows, name, name in lacking))
    return sections


def _row(form: Any, name: str, lacking: Collection[str], *, is_lesson: bool = True) -> Row:
    bound = form[name]
    listed = boxes(bound) if isinstance(bound.field, ListField) else None
    explained = EXPLAINED.get(name, ()) if is_lesson else ()
    return Row(bound, listed, tuple(explained), name in lacking)


def _all(found: list[Box]) -> Iterator[Box]:
    for box in found:
        yield box
        yield from _all(box.below)

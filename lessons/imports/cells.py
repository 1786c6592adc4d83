"""Cells as values: texts, choices and dates, each compared with what the entry holds before it is judged.

What an export wrote is what the entry holds, whatever the rules of today say of it: a file that was exported and not
touched changes nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from django.core.exceptions import ValidationError

from msn_kb.core.access import Attribution
from msn_kb.core.admin.bounds import validate_not_in_the_future, validate_partial_date_bounds
from msn_kb.core.admin.reasons import is_lower
from msn_kb.core.admin.texts import validate_one_line
from msn_kb.core.dates import validate_partial_date
from msn_kb.core.folding import fold

from ..models import Lesson
from .columns import CHOICES, DEFAULTS

FORMULA_STARTS = "=+-@\t\r"
SHORTEST_TITLE = 3
LINE_BREAKS = re.compile(r"\s*[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]\s*")
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
LONGEST: dict[str, int] = {
    name: int(Lesson._meta.get_field(name).max_length or 0)  # type: ignore[union-attr]
    for name in ("title", "context", "insight", "recommendation", "applicability", "evidence_note")
}


class CellRefused(ValueError):
    """The message says what was expected."""


def plain(text: str) -> str:
    """``text`` with line feeds alone and without blanks around it: what cells and entries are compared by."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def unguarded(text: str) -> str:
    """``text`` without the apostrophe that an export puts before what a spreadsheet takes for a formula."""
    return text[1:] if text[:1] == "'" and text[1:2] and text[1] in FORMULA_STARTS else text


def text_in(column: str, cell: str, held: str | None) -> str:
    """The text that ``cell`` means; ``held`` is what the entry holds, ``None`` for a new one."""
    if held is not None and plain(held) in (plain(cell), plain(unguarded(cell))):
        return held
    text = plain(unguarded(cell))
    if column == "title":
        text = LINE_BREAKS.sub(" ", text)
        _check_title(text)
    if len(text) > LONGEST[column]:
        raise CellRefused(f"at most {LONGEST[column]:,} characters; here are {len(text):,}")
    if found := CONTROL.search(text):
        raise CellRefused(f"text without the invisible control character U+{ord(found[0]):04X}")
    return text


def is_one_line(text: str) -> bool:
    """Whether ``text`` holds neither line breaks nor characters that steer what is shown."""
    try:
        validate_one_line(text)
    except ValidationError:
        return False
    return True


def _check_title(text: str) -> None:
    if len(text) < SHORTEST_TITLE:
        raise CellRefused(f"a title of at least {SHORTEST_TITLE} characters")
    if not is_one_line(text):
        raise CellRefused("a title without invisible control characters; type it anew")


def choice_in(column: str, cell: str, held: str | None) -> str:
    """The code that ``cell`` means: the code itself, or its label. An empty cell gives what a new entry has, but never
    opens an entry that is closed further.
    """
    wanted = _folded(cell)
    if not wanted:
        default = DEFAULTS[column]
        return held if held is not None and opens(column, held, default) else default
    for code, label in CHOICES[column]:
        if wanted in (_folded(code), _folded(label), _folded(label.removeprefix("TLP:"))):
            return code
    known = ", ".join(code for code, _ in CHOICES[column])
    raise CellRefused(f"one of {known}")


def opens(column: str, before: str, after: str) -> bool:
    """Whether the change lets more people read the entry, or lets names be read that were kept back."""
    if column == "handling":
        return is_lower(before, after)
    return column == "attribution" and before == Attribution.CHATHAM_HOUSE and after != before


def date_in(cell: str, held: str | None) -> str:
    """The partial date that ``cell`` means; not after today, because a lesson is dated when it was learned."""
    text = cell.strip()
    if text == held:
        return text
    if not text:
        return ""
    try:
        validate_partial_date(text)
        validate_partial_date_bounds(text)
        validate_not_in_the_future(text)
    except ValidationError as error:
        raise CellRefused(
            f"a date as 2018, 2018-10 or 2018-10-17, not after today ({error.messages[0]})"
        ) from None
    return text


def values_in(cell: str) -> list[str]:
    """The values of a cell that may hold several, each once, separated by semicolons."""
    parts: Iterable[str] = (" ".join(part.split()) for part in unguarded(cell.strip()).split(";"))
    return list(dict.fromkeys(part for part in parts if part))


def _folded(text: str) -> str:
    return " ".join(fold(text).replace("-", " ").replace("_", " ").split())

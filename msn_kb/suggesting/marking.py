"""What was typed, marked in a name; safe by construction."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterator, Sequence

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from msn_kb.core.folding import fold


def marked(text: str, typed: Sequence[str], slips: Collection[str] = ()) -> SafeString:
    """``text`` escaped, the beginnings of its words that were typed in ``<mark>``; whole words where they are among
    ``slips``, which a mistyped word may stand for.
    """
    return format_html_join("", "{}", ((piece,) for piece in _pieces(text, typed, slips)))


def _pieces(text: str, typed: Sequence[str], slips: Collection[str]) -> Iterator[str]:
    between = ""
    for is_word, part in _parts(text):
        length = _typed_of(part, typed, slips) if is_word else 0
        if length:
            yield between
            yield format_html("<mark>{}</mark>", part[:length])
            between = ""
        between += part[length:]
    yield between


def _typed_of(word: str, typed: Sequence[str], slips: Collection[str]) -> int:
    """How many characters of ``word`` were typed."""
    folded = fold(word)
    longest = max((len(one) for one in typed if folded.startswith(one)), default=0)
    if not longest:
        return len(word) if folded in slips else 0
    # A folded letter may have been two, or a letter and its accent.
    return next(
        end for end in range(1, len(word) + 1) if len(fold(word[:end])) >= longest and not _accent(word, end)
    )


def _accent(word: str, place: int) -> bool:
    return place < len(word) and unicodedata.combining(word[place]) > 0


def _parts(text: str) -> Iterator[tuple[bool, str]]:
    """``text`` cut into words and what stands between them."""
    start = 0
    for end in range(1, len(text) + 1):
        if end == len(text) or _is_letter(text[end]) != _is_letter(text[start]):
            yield _is_letter(text[start]), text[start:end]
            start = end


def _is_letter(char: str) -> bool:
    return char.isalnum() or unicodedata.combining(char) > 0

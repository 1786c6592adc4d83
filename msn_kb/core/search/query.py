"""What people type, taken apart: words, “phrases”, -without and OR. Nothing typed is an error."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from typing import Any

from .languages import NOT_LETTERS

MOST_TERMS = 500
LONGEST = 4000

TOKEN = re.compile(r'(?P<minus>-?)(?:"(?P<phrase>[^"]*)"?|(?P<word>[^\s"]+))')
WORDY = re.compile(r"\w", re.UNICODE)
BLANKS = {ord(char): " " for char in NOT_LETTERS}
HYPHEN = re.compile(r"(?<=[^\W\d_])[-\u2010\u2011](?=[^\W\d_])")


@dataclass(frozen=True)
class Term:
    """A word or a phrase; ``text`` is never empty."""

    text: str
    is_phrase: bool = False

    @property
    def searched(self) -> str:
        """The text as PostgreSQL's parser is given it."""
        # “cease-fire” would ask for the compound as well; its parts find “cease fire” too.
        return HYPHEN.sub(" ", self.text.translate(BLANKS))


@dataclass(frozen=True)
class Query:
    """A parsed query.

    ``groups`` must each be met; within a group, one alternative is enough (``a OR b``). ``without`` must be absent.
    ``notices`` are sentences for the person who typed, about what was left out. ``known`` is where the other modules
    keep what they asked the database about this query: it lives as long as the request.
    """

    text: str
    groups: tuple[tuple[Term, ...], ...] = ()
    without: tuple[Term, ...] = ()
    notices: tuple[str, ...] = field(default=())
    known: dict[Any, Any] = field(default_factory=dict, init=False, repr=False, compare=False)

    @property
    def is_empty(self) -> bool:
        """Nothing to look for and nothing to leave out: no text, or no letter or digit in it."""
        return not self.groups and not self.without

    @property
    def terms(self) -> list[Term]:
        """Every term that may be present."""
        return [term for group in self.groups for term in group]


def parse(text: str) -> Query:
    """Take ``text`` apart. Unbalanced quotes end with the text; lone operators and punctuation are passed over."""
    # Kept as typed apart from composition: NFC, so that combining accents meet the composed letters of the entries.
    # Invisible marks (of direction, soft hyphens) come along with copied words and would make them other words.
    text = "".join(char for char in text if unicodedata.category(char) != "Cf")
    text = unicodedata.normalize("NFC", " ".join(text.split()))
    notices: list[str] = []
    if len(text) > LONGEST:
        notices.append(f"The query is very long; only its first {LONGEST:,} characters were searched.")
    groups: list[list[Term]] = []
    without: list[Term] = []
    joins_previous = False
    for count, match in enumerate(TOKEN.finditer(text[:LONGEST])):
        if count >= MOST_TERMS:
            notices.append(f"The query has very many words; only the first {MOST_TERMS} were searched.")
            break
        word = match["phrase"] if match["word"] is None else match["word"]
        if match["word"] == "OR" and not match["minus"]:
            joins_previous = bool(groups)
            continue
        if not WORDY.search(word or ""):
            continue
        term = Term(word, is_phrase=match["word"] is None)
        if match["minus"]:
            without.append(term)
        elif joins_previous:
            groups[-1].append(term)
        else:
            groups.append([term])
        joins_previous = False
    if text and not groups and not without:
        notices.append(f"“{text[:80]}” holds no word to search for.")
    return Query(text[:LONGEST], tuple(map(tuple, groups)), tuple(without), tuple(notices))

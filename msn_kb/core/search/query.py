"""What people type, taken apart: words, “phrases”, -without, OR and fields. Nothing typed is an error."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from itertools import zip_longest
from typing import Any

from ..folding import fold
from .languages import NOT_LETTERS, UNSPACED
from .plain_words import PLAIN_WORDS

MOST_TERMS = 500
LONGEST = 4000
# Fields are conditions, each of which PostgreSQL has to plan.
MOST_FIELDS = 10

# Fields that a query may name, with the parameter of a list that each stands for.
FIELDS = {
    "theme": "theme",
    "country": "country",
    "org": "organization",
    "process": "process",
    "kind": "kind",
    "track": "track",
    "source": "source",
    "year": "year",
}

TOKEN = re.compile(
    rf'(?P<minus>-?)(?:(?P<field>(?i:{"|".join(FIELDS)})):(?:"(?P<quoted>[^"]+)"?|(?P<value>[^\s"]+))'
    r'|"(?P<phrase>[^"]*)"?|(?P<word>[^\s"]+))'
)
WORDY = re.compile(r"\w", re.UNICODE)
LETTERS = re.compile(r"[^\W\d_]+")
NAMES_NOTHING = re.compile(rf"(?i:{'|'.join(FIELDS)}):$")
RUNS = re.compile(f"{UNSPACED}+|(?:(?!{UNSPACED}).)+")
CHARACTER = re.compile(f"({UNSPACED})")
MARKS = ".,;:!?¿¡()’'"  # that may stand around a word
BLANKS = {ord(char): " " for char in NOT_LETTERS}
HYPHEN = re.compile(r"(?<=[^\W\d_])[-\u2010\u2011](?=[^\W\d_])")


@dataclass(frozen=True)
class Term:
    """A word or a phrase; ``text`` is never empty.

    ``share``: what it is worth beside what was typed, below 1 for another way of saying the same.
    """

    text: str
    is_phrase: bool = False
    share: float = 1.0

    @property
    def is_plain(self) -> bool:
        """Whether it is a word of everyday speech."""
        return not self.is_phrase and fold(self.text.strip(MARKS)) in PLAIN_WORDS

    @property
    def searched(self) -> str:
        """The text as PostgreSQL's parser is given it."""
        # “cease-fire” would ask for the compound as well; its parts find “cease fire” too.
        return CHARACTER.sub(r" \1 ", HYPHEN.sub(" ", self.text.translate(BLANKS)))


@dataclass(frozen=True)
class FieldTerm:
    """A field with its value as typed, such as ``country:MLI``. ``is_without``: entries that have it are left out."""

    name: str
    value: str
    is_without: bool = False

    def __str__(self) -> str:
        return f"{self.name}:{self.value}"


@dataclass(frozen=True)
class Query:
    """A parsed query.

    ``groups`` must each be met; within a group, one alternative is enough (``a OR b``). ``without`` must be absent.
    ``fields`` are groups of the same kind. ``notices`` are sentences for the person who typed, about what was left out.
    ``is_narrowed``: fields have narrowed what there is, so that even without words there is something to show.
    ``meant``: words that were typed, each with the one that is searched for in its place (``forgiving``). ``known`` is
    where the other modules keep what they asked the database about this query: it lives as long as the request.
    """

    text: str
    groups: tuple[tuple[Term, ...], ...] = ()
    without: tuple[Term, ...] = ()
    notices: tuple[str, ...] = field(default=())
    fields: tuple[tuple[FieldTerm, ...], ...] = ()
    meant: Mapping[str, str] = field(default_factory=dict, compare=False)
    is_narrowed: bool = False
    known: dict[Any, Any] = field(default_factory=dict, init=False, repr=False, compare=False)

    @property
    def is_empty(self) -> bool:
        """Nothing to look for and nothing to leave out: no text, or no letter or digit in it."""
        return not self.groups and not self.without and not self.fields

    @property
    def terms(self) -> list[Term]:
        """Every term that may be present."""
        return [term for group in self.groups for term in group]

    @property
    def loose_words(self) -> list[str]:
        """What was typed outside quotation marks to be present, word by word, in lower case without accents."""
        found = [
            fold(word) for term in self.terms if not term.is_phrase for word in LETTERS.findall(term.text)
        ]
        return list(dict.fromkeys(found))

    def without_fields(self, as_text: Iterable[FieldTerm] = (), notices: Iterable[str] = ()) -> Query:
        """The words alone; of the fields, those in ``as_text`` become words."""
        texts = [Term(str(one)) for one in as_text if not one.is_without]
        absent = [Term(str(one)) for one in as_text if one.is_without]
        return replace(
            self,
            groups=(*self.groups, *((term,) for term in texts)),
            without=(*self.without, *absent),
            notices=(*self.notices, *notices),
            fields=(),
            is_narrowed=True,
        )

    def respelled(self, better: Mapping[str, str]) -> Query:
        """The query with words replaced outside quotation marks; ``better`` by word in lower case without accents."""

        def write(text: str) -> str:
            return LETTERS.sub(lambda word: better.get(fold(word[0]), word[0]), text)

        def token(match: re.Match[str]) -> str:
            return write(match[0]) if match["word"] and not match["minus"] else match[0]

        groups = tuple(
            tuple(term if term.is_phrase else replace(term, text=write(term.text)) for term in group)
            for group in self.groups
        )
        return replace(self, text=TOKEN.sub(token, self.text), groups=groups, meant=better)

    def quoted(self, words: Iterable[str]) -> str:
        """The text with each of ``words`` (folded) in quotation marks, so that it is taken as it is."""
        wanted = set(words)

        def quote(match: re.Match[str]) -> str:
            letters = map(fold, LETTERS.findall(match["word"] or ""))
            if match["minus"] or not wanted.intersection(letters):
                return match[0]
            return f'"{match["word"]}"'

        return TOKEN.sub(quote, self.text)


def parse(text: str, *, has_fields: bool = False) -> Query:
    """Take ``text`` apart. Unbalanced quotes end with the text; lone operators and punctuation are passed over.

    Fields are words like others unless ``has_fields``: who asks for them must look up what they name.
    """
    # Kept as typed apart from composition: NFC, so that combining accents meet the composed letters of the entries.
    # Invisible marks (of direction, soft hyphens) come along with copied words and would make them other words.
    text = "".join(char for char in text if unicodedata.category(char) != "Cf")
    text = unicodedata.normalize("NFC", " ".join(text.split()))
    reader = _Reader(has_fields)
    if len(text) > LONGEST:
        reader.notices.append(f"The query is very long; only its first {LONGEST:,} characters were searched.")
    matches = list(TOKEN.finditer(text[:LONGEST]))
    for count, (match, following) in enumerate(zip_longest(matches, matches[1:])):
        if count >= MOST_TERMS:
            reader.notices.append(
                f"The query has very many words; only the first {MOST_TERMS} were searched."
            )
            break
        reader.read(match, is_before_or=following is not None and _is_or(following))
    query = reader.query(text[:LONGEST])
    if text and query.is_empty:
        return replace(query, notices=(*query.notices, f"“{text[:80]}” holds no word to search for."))
    return query


class _Reader:
    """Gathers what one token after the other asks for."""

    def __init__(self, has_fields: bool) -> None:
        self.has_fields = has_fields
        self.notices: list[str] = []
        self.groups: list[list[Term]] = []
        self.fields: list[list[FieldTerm]] = []
        self.without: list[Term] = []
        # What an OR may join the next token to.
        self.last: list[list[Any]] | None = None
        self.joins = False

    def query(self, text: str) -> Query:
        return Query(
            text,
            tuple(map(tuple, self.groups)),
            tuple(self.without),
            tuple(self.notices),
            tuple(map(tuple, self.fields)),
        )

    def read(self, match: re.Match[str], *, is_before_or: bool) -> None:
        if _is_or(match):
            self.joins = self.last is not None
        elif match["field"] and self.has_fields:
            self._field(match)
        else:
            self._text(match, is_alternative=self.joins or is_before_or)

    def _field(self, match: re.Match[str]) -> None:
        value = (match["quoted"] or match["value"]).strip()
        one = FieldTerm(match["field"].lower(), value, bool(match["minus"]))
        if not WORDY.search(value):
            self.notices.append(f"“{one}” names nothing after the colon; it was searched as text.")
            self._text(match, is_alternative=False)
        elif [one] in self.fields and not self.joins:
            self.last = None
        elif sum(map(len, self.fields)) >= MOST_FIELDS:
            told = f"The query names very many fields; only the first {MOST_FIELDS} were searched."
            self.notices += [told] if told not in self.notices else []
            self.last, self.joins = None, False
        elif one.is_without:
            self.fields.append([one])
            self.last, self.joins = None, False
        elif self.joins and self.last is not self.fields:
            self.notices.append(f"“{one}” cannot follow a word and OR; it was searched as text.")
            self._add(self.groups, Term(str(one)))
        else:
            self._add(self.fields, one)

    def _text(self, match: re.Match[str], *, is_alternative: bool) -> None:
        if match["field"]:
            text, is_phrase = match[0].lstrip("-").replace('"', " "), False
        else:
            text, is_phrase = (match["phrase"], True) if match["word"] is None else (match["word"], False)
        if self.has_fields and not is_phrase and NAMES_NOTHING.match(text):
            self.notices.append(f"“{text}” names nothing after the colon; it was searched as text.")
        if not WORDY.search(text or ""):
            return
        if match["minus"]:
            self.without.append(Term(text, is_phrase))
            self.joins = False
        elif self.joins and self.last is self.fields:
            self.notices.append(f"“{text[:80]}” cannot follow a field and OR; both are asked for.")
            self.joins = False
            self._add(self.groups, Term(text, is_phrase))
        elif is_phrase or is_alternative or not CHARACTER.search(text):
            # Beside OR, a run of characters is one phrase rather than pairs, which would each have to be held.
            self._add(self.groups, Term(text, is_phrase or bool(CHARACTER.search(text))))
        else:
            for term in _pairs(text):
                self._add(self.groups, term)

    def _add(self, among: list[list[Any]], term: Any) -> None:
        if self.joins:
            among[-1].append(term)
        else:
            among.append([term])
        self.last, self.joins = among, False


def _is_or(match: re.Match[str]) -> bool:
    return match["word"] == "OR" and not match["minus"]


def _pairs(text: str) -> Iterable[Term]:
    """A text without blanks as the pairs of neighbours of Chinese and Japanese characters, and words between them."""
    for run in RUNS.findall(text):
        if not CHARACTER.match(run):
            if WORDY.search(run):
                yield Term(run)
        elif len(run) == 1:
            yield Term(run)
        else:
            yield from (Term(run[place : place + 2], is_phrase=True) for place in range(len(run) - 1))

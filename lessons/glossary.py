"""The glossary in other texts: which terms a text uses, and each one's first use marked as a link to it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Self

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import Truncator

from msn_kb.core.markdown import formatted

from .models import Term, Theme

LANGUAGE = "en"  # the language of the terms; entries in others are left as they are
LONGEST_MEANING = 300

WORD = re.compile(r"\w+")
HYPHENS = ("-", "\u2010", "\u2011")
# Between two words these make one word of them: “quasi-mediation” and “mediation.example” are not “mediation”.
TIES = (*HYPHENS, ".", "@")
SENTENCE_END = re.compile(r"(?<=[a-z)”’]{2}[.!?])\s+(?=[A-Z“])")
# Private-use characters: never part of a text that people enter, removed from it if they are.
START, MIDDLE, STOP = "\ue000", "\ue001", "\ue002"
SENTINELS = {ord(START): None, ord(MIDDLE): None, ord(STOP): None}
OPENING = re.compile(f"{START}([0-9]+){MIDDLE}")


@dataclass(frozen=True)
class Mention:
    """A term that a text uses, and in a sentence what it means."""

    term: Term
    meaning: str

    @property
    def anchor(self) -> str:
        """Id of the place on the page that says what the term means."""
        return f"term-{self.term.slug}"


@dataclass(frozen=True)
class Marked:
    """Texts as paragraphs of HTML by their names, and the terms marked in them, in the order of their first use."""

    texts: dict[str, SafeString]
    mentions: list[Mention]


class Glossary:
    """Terms by the words that stand for them: names, synonyms, and the plurals of both.

    Words match whole and without regard to case; a hyphen is as good as a space; a name in capitals is an acronym and
    matches in capitals only (“AID” is not “aid”). Where several terms begin at the same word, the longest counts, and
    none is found within another, nor in a longer proper name (“Mediation Support Network”).
    """

    def __init__(self, terms: Iterable[Term]) -> None:
        self._terms: dict[str, Term] = {}
        self._beginnings: set[str] = set()  # first words of phrases, first two, and so on
        terms = list(terms)
        # What somebody wrote as a name goes before what follows from one, a name before another term's synonym.
        for form_of in (str, plural):
            self._learn((form_of(term.name), term) for term in terms)
        for form_of in (str, plural):
            self._learn((form_of(synonym), term) for term in terms for synonym in term.synonyms)

    @classmethod
    def for_language(cls, language: str, user: Any) -> Self:
        """The terms to mark in a text of ``language``; none, and no query, where it is not that of the glossary."""
        if language != LANGUAGE:
            return cls([])
        return cls(Term.objects.visible_to(user).only("name", "slug", "synonyms", "definition"))

    def _learn(self, named: Iterable[tuple[str, Term]]) -> None:
        for name, term in named:
            words = list(WORD.finditer(name))
            if not words:
                continue
            form = str if is_acronym(name) else str.casefold
            phrases = [form(phrase) for phrase in _phrases(words, name)]
            self._beginnings.update(phrases)
            self._terms.setdefault(phrases[-1], term)

    def named(self, text: str) -> Term | None:
        """The term that ``text`` as a whole stands for."""
        return next((term for start, end, term in self.find(text) if (start, end) == (0, len(text))), None)

    def find(self, text: str) -> Iterator[tuple[int, int, Term]]:
        """Where ``text`` uses which term: (start, end, term) from left to right, repetitions included."""
        words = list(WORD.finditer(text))
        at = 0
        while at < len(words):
            count, term = self._longest_at(at, words, text)
            if term and not _is_cut_from_a_name(words, at, at + count, text):
                yield words[at].start(), words[at + count - 1].end(), term
            at += count

    def _longest_at(self, at: int, words: Sequence[re.Match[str]], text: str) -> tuple[int, Term | None]:
        """How many words the longest term at word number ``at`` takes, and which it is; one word, if it is none."""
        longest: tuple[int, Term | None] = (1, None)
        if at and _between(words, at, text) in TIES:
            return longest
        for count, phrase in enumerate(_phrases(words, text, at), start=1):
            folded = phrase.casefold()
            if phrase not in self._beginnings and folded not in self._beginnings:
                break
            term = self._terms.get(phrase) or self._terms.get(folded)
            after = at + count
            if term and not (after < len(words) and _between(words, after, text) in TIES):
                longest = (count, term)
        return longest

    def mark(self, texts: Mapping[str, str]) -> Marked:
        """``texts``, which are Markdown, as HTML, with the first use of each term across them all made a link to it.

        ``texts`` are in reading order. The page must show each mention's meaning in an element whose id is its
        ``anchor``: the links refer to it.
        """
        mentions: dict[int, Mention] = {}

        def first_uses(passage: str) -> Iterator[tuple[int, int, str, str]]:
            for start, end, term in self.find(passage):
                if term.pk not in mentions:
                    yield start, end, f"{START}{len(mentions)}{MIDDLE}", STOP
                    mentions[term.pk] = mention_of(term)

        marked = {name: formatted(text.translate(SENTINELS), first_uses) for name, text in texts.items()}
        found = list(mentions.values())
        return Marked({name: _with_links(text, found) for name, text in marked.items()}, found)


def plural(name: str) -> str:
    """The regular English plural of the last word of ``name``."""
    if is_acronym(name):
        return f"{name}s"
    if re.search(r"[^aeiou]y$", name):
        return f"{name[:-1]}ies"
    if name.endswith("sis"):
        return f"{name[:-2]}es"
    return f"{name}es" if re.search(r"(s|x|z|ch|sh)$", name) else f"{name}s"


def is_acronym(name: str) -> bool:
    """Whether ``name`` is written in capitals throughout, a plural “s” apart."""
    stem = name.removesuffix("s")
    return len(stem) > 1 and stem.isupper()


def mention_of(term: Term) -> Mention:
    """``term`` with the first sentence of its definition."""
    sentence = SENTENCE_END.split(" ".join(term.definition.split()), maxsplit=1)[0]
    return Mention(term, Truncator(sentence).chars(LONGEST_MEANING))


def shared_terms(theme: Theme, glossary: Glossary) -> list[Term]:
    """Terms that the name or a synonym of ``theme`` stands for."""
    named = [term for name in (theme.name, *theme.synonyms) if (term := glossary.named(name))]
    return list({term.pk: term for term in named}.values())


def _between(words: Sequence[re.Match[str]], number: int, text: str) -> str:
    """What joins word ``number`` to the one before it."""
    return text[words[number - 1].end() : words[number].start()]


def _is_cut_from_a_name(words: Sequence[re.Match[str]], at: int, after: int, text: str) -> bool:
    """Whether the words from ``at`` to before ``after`` all have capitals, and the next one goes on with a capital."""
    if after == len(words) or _between(words, after, text) != " ":
        return False
    return all(word[0][0].isupper() for word in words[at : after + 1])


def _phrases(words: Sequence[re.Match[str]], text: str, at: int = 0) -> Iterator[str]:
    """The word number ``at``, it and the next, and so on; spaces, hyphens and apostrophes of any kind made alike."""
    phrase = words[at][0]
    yield phrase
    for number in range(at + 1, len(words)):
        joint = _between(words, number, text)
        if joint in HYPHENS or (joint.isspace() and joint.count("\n") < 2):
            joint = " "
        phrase += joint.replace("’", "'") + words[number][0]
        yield phrase


def _with_links(html: SafeString, mentions: list[Mention]) -> SafeString:
    def opening(match: re.Match[str]) -> str:
        mention = mentions[int(match[1])]
        return format_html(
            '<a class="term-link" href="{}" title="{}" aria-describedby="{}">',
            mention.term.get_absolute_url(),
            mention.meaning,
            mention.anchor,
        )

    return mark_safe(OPENING.sub(opening, html).replace(STOP, "</a>"))  # noqa: S308 - only sentinels become tags

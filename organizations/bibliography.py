"""How a source is cited: a reference as one line of plain text, whatever of it is known."""

from __future__ import annotations

from collections.abc import Iterable

from .models import Source

NO_DATE = "no date"


def reference(source: Source, publishers: Iterable[str] = ()) -> str:
    """Authors (year). Title. Container, volume(number), pages. Place: publishers. DOI. ISBN. Address.

    Where no author is known the title comes first. ``publishers`` are the names of the organizations that published
    it; a publisher of another kind is the source's own text. What is not known is left out, a missing year is said.
    A title stands as it is written; a document without one is described in square brackets.
    """
    year = f"({source.date[:4] or NO_DATE})"
    first = (
        [f"{joined(source.authors)} {year}", source.label] if source.authors else [f"{source.label} {year}"]
    )
    parts = [*first, _container(source), _imprint(source, publishers)]
    sentences = " ".join(_sentence(part) for part in parts if part)
    identifiers = [
        doi_address(source),
        f"ISBN {source.isbn}" if source.isbn else "",
        "" if source.url == doi_address(source) else source.url,
    ]
    return " ".join([sentences, *filter(None, identifiers)])


def joined(names: Iterable[str]) -> str:
    """“A”, “A and B”, “A, B and C”."""
    *others, last = list(names) or [""]
    return f"{', '.join(others)} and {last}" if others else last


def doi_address(source: Source) -> str:
    """The address that a DOI resolves at; it may have been entered with or without it."""
    bare = source.doi.strip()
    for prefix in (
        "https://doi.org/",
        "http://doi.org/",
        "https://dx.doi.org/",
        "http://dx.doi.org/",
        "doi:",
    ):
        if bare.lower().startswith(prefix):
            bare = bare[len(prefix) :].strip()
    return f"https://doi.org/{bare}" if bare else ""


def _container(source: Source) -> str:
    issue = f"{source.volume}({source.number})" if source.volume and source.number else source.volume
    issue = issue or (f"no. {source.number}" if source.number else "")
    pages = f"{'pp.' if _is_range(source.pages) else 'p.'} {source.pages}" if source.pages else ""
    return ", ".join(part for part in (source.container, issue, pages) if part)


def _is_range(pages: str) -> bool:
    return any(mark in pages for mark in "-–,")


def _imprint(source: Source, publishers: Iterable[str]) -> str:
    names = joined(dict.fromkeys(filter(None, [*publishers, source.publisher])))
    return ": ".join(part for part in (source.place, names) if part)


def _sentence(text: str) -> str:
    """``text`` with a full stop, unless it ends in a mark of its own."""
    return text if text.endswith((".", "?", "!")) else f"{text}."

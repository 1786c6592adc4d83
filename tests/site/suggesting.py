"""The fragment of suggestions, read."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

from django.test import Client

from tests.factories import (
    CaseFactory,
    CountryFactory,
    LessonFactory,
    OfficeFactory,
    OrganizationFactory,
    PeaceProcessFactory,
    RegionFactory,
    SourceFactory,
    TermFactory,
    ThemeFactory,
)

GROUP = re.compile(r'role="group" aria-label="([^"]+)"(.*?)(?=role="group"|\Z)', re.DOTALL)
OPTION = re.compile(r'<a class="suggest-option"[^>]*href="([^"]+)"[^>]*>(.*?)</a>', re.DOTALL)
LABEL = re.compile(r'<span dir="auto">(.*?)</span>', re.DOTALL)


def fragment(client: Client, text: str, **parameters: Any) -> str:
    """What the server answers; it must have answered well."""
    response = client.get("/search/suggest/", {"q": text, **parameters})
    assert response.status_code == 200
    return response.content.decode()


def suggested(client: Client, text: str, **parameters: Any) -> dict[str, list[str]]:
    """The labels of the suggestions by the name of their group, in the order shown, without marks."""
    return {
        unescape(name): [plain(LABEL.findall(inside)[0]) for _, inside in OPTION.findall(options)]
        for name, options in GROUP.findall(fragment(client, text, **parameters))
    }


def addresses(client: Client, text: str, **parameters: Any) -> list[str]:
    """Where the suggestions lead, in the order shown."""
    return addresses_in(fragment(client, text, **parameters))


def addresses_in(html: str) -> list[str]:
    """Where the suggestions of a fragment lead."""
    return [url for url, _ in OPTION.findall(html)]


def plain(html: str) -> str:
    """The text of a piece of markup."""
    return unescape(re.sub(r"<[^>]+>", "", html))


def plant_herons() -> None:
    """One record of each kind that is called so."""
    ThemeFactory(name="Heron theme", slug="heron-theme")
    TermFactory(name="Heron term", slug="heron-term")
    OrganizationFactory(name="Heron organization", slug="heron-organization")
    OfficeFactory(name="Heron office", slug="heron-office", hosts=[])
    CountryFactory(name_en="Heronia", alpha3="XHN")
    RegionFactory(name_en="Heron region", code="991")
    PeaceProcessFactory(name="Heron process", slug="heron-process")
    LessonFactory(title="Heron lesson", slug="heron-lesson")
    CaseFactory(title="Heron case", slug="heron-case")
    SourceFactory(title="Heron source")

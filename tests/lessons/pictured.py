"""A small collection whose pictures have something to show, and how long the lists behind their numbers are."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlsplit

from django.http import QueryDict

from lessons.filters import LessonFilterSet
from msn_kb.core.access import Handling
from organizations.filters.processes import ProcessFilterSet
from tests.factories import (
    CountryFactory,
    LessonCitationFactory,
    LessonFactory,
    PeaceProcessFactory,
    PhaseFactory,
    RegionFactory,
    SourceFactory,
    ThemeFactory,
    TrackFactory,
)

FILTER_SETS = {"/lessons/": LessonFilterSet, "/processes/": ProcessFilterSet}


def plant() -> None:
    """Themes in two levels, phases, tracks, a tree of regions, countries, years and sources; some of it hidden."""
    inclusion = ThemeFactory(name="Inclusion", slug="inclusion")
    women, youth = (
        ThemeFactory(name=name.title(), slug=name, parent=inclusion) for name in ("women", "youth")
    )
    trust = ThemeFactory(name="Trust", slug="trust")
    ThemeFactory(name="Funding", slug="funding")
    talks, truce = PhaseFactory(code="talks", name="Talks"), PhaseFactory(code="truce", name="Truce")
    PhaseFactory(code="after", name="After")
    first, second = TrackFactory(code="I", name="I"), TrackFactory(code="II", name="II")
    world = RegionFactory(code="001", name_en="World")
    africa = RegionFactory(code="902", name_en="Africa", parent=world)
    west = RegionFactory(code="911", name_en="West Africa", parent=africa)
    RegionFactory(code="914", name_en="East Africa", parent=africa)
    RegionFactory(code="942", name_en="Asia", parent=world)
    mali = CountryFactory(name_en="Mali", alpha3="XML", m49="466", region=west)
    chad = CountryFactory(name_en="Chad", alpha3="XCD", m49="148", region=None)
    kiribati = CountryFactory(name_en="Kiribati", alpha3="XKI", m49="296", region=None)
    lessons = [
        LessonFactory(
            themes=[inclusion, women], phases=[talks, truce], tracks=[first], countries=[mali], date="2018"
        ),
        LessonFactory(
            themes=[women], phases=[talks], tracks=[first, second], regions=[africa], date="2018-10"
        ),
        LessonFactory(themes=[youth, trust], countries=[mali, chad], date="2016", kind="challenge"),
        LessonFactory(themes=[trust], phases=[truce], regions=[west], kind="challenge"),
        LessonFactory(title="Envoys", phases=[talks], countries=[kiribati], date="2020"),
    ]
    note, paper = (SourceFactory(title=name.title(), slug=name) for name in ("note", "paper"))
    for lesson, sources in zip(lessons, [[note, note, paper], [note], [], [paper], [note]], strict=True):
        for place, source in enumerate(sources):
            LessonCitationFactory(record=lesson, source=source, locator=f"p. {place}")
    PeaceProcessFactory(name="Mali", countries=[mali])
    PeaceProcessFactory(name="Across", countries=[mali, chad])
    hidden: dict[str, Any] = {"handling": Handling.GREEN}
    PeaceProcessFactory(name="Hidden", countries=[mali, kiribati], **hidden)
    secret = SourceFactory(title="Secret", slug="secret", **hidden)
    LessonCitationFactory(record=lessons[2], source=secret, locator="")
    veiled = LessonFactory(themes=[trust, women], phases=[talks], countries=[mali], date="1999", **hidden)
    LessonCitationFactory(record=veiled, source=note, locator="")


def length_of(address: str, user: Any = None) -> int:
    """How many entries the list at ``address`` holds for ``user``."""
    parts = urlsplit(address)
    return FILTER_SETS[parts.path](QueryDict(parts.query), user=user).qs.order_by().count()


def linked_numbers(html: str) -> list[tuple[str, int]]:
    """The address and the number of each link in a table's cells that are no headers."""
    cells = re.findall(r'<td[^>]*>\s*<a href="([^"]+)">(?:<bdi>)?(\d+)(?:</bdi>)?</a>', html)
    return [(address.replace("&amp;", "&"), int(number)) for address, number in cells]

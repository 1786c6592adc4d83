"""Countries and regions as starter entries: the tree from ``regions.yaml``, the names from two libraries.

English names are django-countries' (ISO 3166-1, its common names where ISO inverts), the others are Babel's (Unicode
CLDR); ``country_names.yaml`` and ``regions.yaml`` hold the few that differ. See ``docs/decisions/0003``.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import NamedTuple

from babel import Locale
from django.utils.translation import override
from django_countries import countries as iso

from msn_kb.core.starter import Problems
from msn_kb.core.starter.document import Mapping, Sequence, Text, read_entries

FOLDER = Path(__file__).parent
TREE = "regions.yaml"
NAMES = "country_names.yaml"
TRANSLATIONS = ("fr", "es", "ar")
# User-assigned in ISO 3166: it has no number there, and M49 does not list it.
USER_ASSIGNED = {"XKX": "XK"}
# In M49 directly below the world, in none of its regions.
WITHOUT_REGION = {"ATA"}

Produced = list[tuple[str, Mapping]]


class Area(NamedTuple):
    """A country or area: ISO alpha-3 and alpha-2, and its M49 code (ISO's number) where M49 lists it."""

    alpha3: str
    alpha2: str
    m49: str


@cache
def areas() -> dict[str, Area]:
    """Every country and area of ISO 3166-1, and the user-assigned ones, by alpha-3."""
    found = {alpha3: Area(alpha3, alpha2, "") for alpha3, alpha2 in USER_ASSIGNED.items()}
    for alpha2 in iso.countries:
        alpha3 = iso.alpha3(alpha2)
        found[alpha3] = Area(alpha3, alpha2, str(iso.numeric(alpha2, padded=True)))
    return found


def region_entries(problems: Problems, folder: Path = FOLDER) -> Produced:
    """One entry for each region of the tree, with its names."""
    shown = f"organizations/starter/{TREE}"
    entries = []
    for node in read_entries(folder / TREE, shown, problems):
        code, name = node.get("code", ""), node.get("name", "")
        names = {"name_en": name} | _names(code, node)
        parent = {"parent": node["parent"]} if "parent" in node else {}
        entries.append((shown, _entry(node.line, {"code": code, **parent, **names})))
    return entries


def country_entries(problems: Problems, folder: Path = FOLDER) -> Produced:
    """One entry for each country, in its smallest region. Unknown, repeated and missing codes go to ``problems``."""
    shown = f"organizations/starter/{TREE}"
    given = _given_names(problems, folder)
    region_of: dict[str, tuple[Text, int]] = {}
    for node in read_entries(folder / TREE, shown, problems):
        for alpha3 in node.get("countries", Sequence([], node.line)):
            if alpha3 not in areas():
                problems.add(
                    shown, alpha3.line, "countries", alpha3, "expected an alpha-3 code of ISO 3166-1"
                )
            elif alpha3 in region_of:
                problems.add(shown, alpha3.line, "countries", alpha3, "stands in two regions")
            region_of[str(alpha3)] = (node.get("code", ""), alpha3.line)
    for alpha3 in sorted(areas().keys() - region_of.keys() - WITHOUT_REGION):
        problems.add(shown, 1, "countries", alpha3, "is in no region")
    entries = []
    for area in sorted(areas().values()):
        region, line = region_of.get(area.alpha3, ("", 1))
        values = {"alpha3": area.alpha3, "alpha2": area.alpha2, "m49": area.m49, "region": region}
        names = {"name_en": _english(area)} | _names(area.alpha2, {})
        values |= names | {f"name_{language}": name for language, name in given.get(area.alpha3, {}).items()}
        entries.append((shown, _entry(line, values)))
    return entries


def _given_names(problems: Problems, folder: Path) -> dict[str, dict[str, str]]:
    shown = f"organizations/starter/{NAMES}"
    given: dict[str, dict[str, str]] = {}
    for node in read_entries(folder / NAMES, shown, problems):
        code = node.get("alpha3", "")
        if code not in areas():
            problems.add(shown, node.line, "alpha3", code, "expected an alpha-3 code of ISO 3166-1")
        for language in node.keys() - {"alpha3", "en", *TRANSLATIONS}:
            problems.add(
                shown, language.line, language, None, "unknown field; known are alpha3, en, fr, es, ar"
            )
        given[code] = {name: value for name, value in node.items() if name != "alpha3"}
    return given


def _library_name(code: str, language: str) -> str:
    """CLDR's name of a territory or an M49 region, which it writes small where it is no proper name."""
    name = str(Locale.parse(language).territories.get(code, ""))
    return name[:1].upper() + name[1:]


def _english(area: Area) -> str:
    if area.alpha3 in USER_ASSIGNED:
        return _library_name(area.alpha2, "en")
    with override("en"):
        return str(iso.name(area.alpha2))


def _names(code: str, given: dict[str, str]) -> dict[str, str]:
    return {
        f"name_{language}": given.get(language) or _library_name(code, language) for language in TRANSLATIONS
    }


def _entry(line: int, values: dict[str, str]) -> Mapping:
    return Mapping({Text(name, line): Text(value, line) for name, value in values.items() if value}, line)

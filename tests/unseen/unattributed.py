"""Entries under the Chatham House Rule, which everybody may read, and who stands behind them."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from msn_kb.core.access import Attribution

from .. import factories as make
from .open_world import OpenWorld

SPEAKER = "zxspeakerzx"
KINDS = ("lesson", "case")


def plant(world: OpenWorld) -> dict[str, Any]:
    """A lesson and a case that say nothing of their origin."""
    common = {
        "attribution": Attribution.CHATHAM_HOUSE,
        "themes": [world.theme],
        "countries": [world.country],
        "language": "en",
    }
    lesson = make.LessonFactory(title="Chatham lesson", insight="Common words of harbours.", **common)
    return {
        "lesson": lesson,
        "case": make.CaseFactory(title="Chatham case", lessons=[lesson, world.lesson], **common),
    }


def attribute(world: OpenWorld, entries: dict[str, Any]) -> None:
    """Enter who stands behind them, past the forms, which refuse it."""
    lesson, case = entries["lesson"], entries["case"]
    lesson.organizations.add(world.organization)
    lesson.offices.add(world.office)
    lesson.speaker = SPEAKER
    type(lesson).objects.filter(pk=lesson.pk).update(speaker=SPEAKER)
    make.CaseActorFactory(case=case, organization=world.organization, role=SPEAKER)
    make.CaseActorFactory(case=case, organization=None, office=world.office, role=SPEAKER)
    for entry in entries.values():
        entry.owning_organizations.add(world.organization)


def addresses(entries: dict[str, Any]) -> list[str]:
    """Where an affiliation might be read off, by its page or by asking for it."""
    found = [entry.get_absolute_url() for entry in entries.values()]
    found += [f"/suggest/{kind}/{entries[kind].slug}/" for kind in KINDS]
    found += [
        f"/{kind}s/compare/{file}?pick=chatham-{kind}&pick=open-{kind}"
        for kind in KINDS
        for file in ("", "export.csv")
    ]
    for query in (
        {"organization": "open-house"},
        {"office": "open-office"},
        {"q": SPEAKER},
        {"q": "Chatham Open house"},
        {"q": "Chatham organization:open-house"},
        {"organization": "open-house", "sort": "title"},
    ):
        for page in ("", "export.csv", "matrix/", "timeline/", "map/"):
            found.append(f"/lessons/{page}?{urlencode(query)}")
        found += [f"/cases/?{urlencode(query)}", f"/cases/export.csv?{urlencode(query)}"]
        found.append(f"/search/?{urlencode(query)}")
    found += [f"/search/suggest/?q={text}" for text in ("chatham", SPEAKER, "zxsp")]
    return found

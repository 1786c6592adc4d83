"""What an entry still lacks before it may be reviewed and published, in words for its author."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from msn_kb.core.access import open_door
from organizations.models import Engagement, PeaceProcess, Source

from .models import Case, Lesson
from .rules import missing_for_publication

CITATION = "at least one citation with a locator"


def lacks(entry: Any) -> list[str]:
    """What ``entry`` lacks; empty when nothing is missing. Reads its relations, whoever may see what they lead to."""
    with open_door():
        return LACKS[type(entry)](entry)


def _lesson(lesson: Lesson) -> list[str]:
    return missing_for_publication(
        lesson.title,
        lesson.insight,
        list(lesson.themes.values_list("pk", flat=True)),
        _locators(lesson),
        lesson.is_demonstration,
    )


def _case(case: Case) -> list[str]:
    cited = any(locator.strip() for locator in _locators(case))
    needed = {
        "a title": case.title.strip(),
        "the situation": case.situation.strip(),
        "the approach": case.approach.strip(),
        "at least one theme": case.themes.exists(),
        CITATION: cited,
    }
    return _missing(needed)


def _process(process: PeaceProcess) -> list[str]:
    return _missing({"a name": process.name.strip(), "at least one citation": process.citations.exists()})


def _source(source: Source) -> list[str]:
    return _missing({"a title or a description": source.title.strip() or source.description.strip()})


def _engagement(engagement: Engagement) -> list[str]:
    return _missing({"at least one citation": engagement.citations.exists()})


def _locators(entry: Any) -> list[str]:
    return list(entry.citations.values_list("locator", flat=True))


def _missing(needed: dict[str, Any]) -> list[str]:
    return [name for name, given in needed.items() if not given]


LACKS: dict[type, Callable[[Any], list[str]]] = {
    Lesson: _lesson,
    Case: _case,
    PeaceProcess: _process,
    Source: _source,
    Engagement: _engagement,
}

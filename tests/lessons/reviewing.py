"""Lessons and their authors for tests of the review."""

from __future__ import annotations

from typing import Any

from lessons.models import Lesson
from msn_kb.core.access import Status

from ..factories import LessonCitationFactory, LessonFactory, ThemeFactory


def complete(status: str, owner: Any = None, **fields: Any) -> Lesson:
    """A lesson that lacks nothing, in ``status``."""
    if status == Status.SUPERSEDED:
        fields["superseded_by"] = LessonFactory()
    lesson: Lesson = LessonFactory(status=status, owner=owner, themes=[ThemeFactory()], **fields)
    LessonCitationFactory(record=lesson, locator="p. 1")
    return lesson

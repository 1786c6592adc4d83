"""What tests of lessons share."""

from __future__ import annotations

from typing import Any

import pytest

from lessons.models import Lesson

from ..factories import LessonCitationFactory, LessonFactory, ThemeFactory, UserFactory


@pytest.fixture
def author(db: None) -> Any:
    return UserFactory(member=True)


@pytest.fixture
def lesson(db: None) -> Lesson:
    """A published lesson that lacks nothing."""
    lesson = LessonFactory(title="Talk to both", insight="Talk to both sides early.", themes=[ThemeFactory()])
    LessonCitationFactory(record=lesson, locator="p. 2")
    return lesson

"""What every test of bad input looks for."""

from __future__ import annotations

import pytest

from tests.factories import LessonFactory, ThemeFactory


@pytest.fixture
def _lesson():
    LessonFactory(title="Trust", kind="challenge", themes=[ThemeFactory(slug="trust")], date="2018")

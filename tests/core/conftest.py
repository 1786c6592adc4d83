"""What the tests of the core share."""

from __future__ import annotations

from pathlib import Path

import pytest

from .starter_files import Collection


@pytest.fixture
def collection(tmp_path: Path) -> Collection:
    return Collection(tmp_path)

"""How a server's process tidies its memory."""

from __future__ import annotations

import gc
import runpy
from pathlib import Path

import pytest

from msn_kb.core import memory


@pytest.fixture(autouse=True)
def _as_before():
    before = gc.get_threshold()
    yield
    memory.unsettle()
    gc.set_threshold(*before)


def test_settled_process_leaves_the_program_alone():
    memory.settle()
    assert gc.get_freeze_count() > 100_000
    assert gc.get_threshold() == memory.THRESHOLDS
    memory.unsettle()
    assert gc.get_freeze_count() == 0


def test_gunicorn_settles_each_worker_once_it_has_loaded_the_program():
    configuration = runpy.run_path(str(Path(__file__).parents[2] / "gunicorn.conf.py"))
    configuration["post_worker_init"](None)
    assert gc.get_freeze_count() > 100_000

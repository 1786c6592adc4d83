"""Sets a confirmed import going: a short one at once, a long one in a process of its own, so that no page waits for it.

The process is the command ``apply_import``. It outlives the request and the worker that started it; a run that nobody
is at any more is noticed by its lock (``running.notice_interruption``).
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from django.conf import settings

from ..models import ImportRun
from .running import carry_out

MOST_ROWS_AT_ONCE = 300


def launch(run: ImportRun) -> None:
    """Carry out a claimed run, here or elsewhere."""
    if run.rows <= MOST_ROWS_AT_ONCE:
        carry_out(run)
    else:
        start_process(run)


def start_process(run: ImportRun) -> subprocess.Popen[bytes]:
    """Start ``manage.py apply_import`` with the environment of this process."""
    return subprocess.Popen(
        [sys.executable, str(Path(settings.BASE_DIR, "manage.py")), "apply_import", str(run.pk)],
        cwd=settings.BASE_DIR,
        env={
            **os.environ,
            "DJANGO_SETTINGS_MODULE": os.environ.get("DJANGO_SETTINGS_MODULE", "msn_kb.settings"),
        },
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        start_new_session=True,
    )

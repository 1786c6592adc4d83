"""Imports of a long file of realistic rows by the command itself, each in a process of its own: time and memory."""

from __future__ import annotations

import csv
import os
import random
import re
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from django.conf import settings
from django.db import connection

from lessons.choices import Evidence, LessonKind
from lessons.models import Audience, ImportRun, Phase, Theme, Track
from msn_kb.core.access import Handling
from organizations.models import Country, Organization, PeaceProcess, SupportService

from .prose import word

ROWS = 10_000
# What the longest of the steps may take, and the most memory.
BOUND_SECONDS, BOUND_MEGABYTES = 120.0, 400.0
LENGTHS = {"context": 90, "insight": 120, "recommendation": 70, "applicability": 40, "evidence_note": 12}
TAGS = (
    ("themes", Theme, "name", 3),
    ("countries", Country, "name_en", 2),
    ("processes", PeaceProcess, "slug", 1),
    ("organizations", Organization, "slug", 2),
    ("tracks", Track, "code", 2),
    ("phases", Phase, "code", 2),
    ("audiences", Audience, "code", 2),
    ("services", SupportService, "code", 1),
)


@dataclass(frozen=True)
class Step:
    """What one run of a command took, and the last line that it printed."""

    name: str
    seconds: float
    megabytes: float
    said: str
    expected: str = ""

    @property
    def is_as_expected(self) -> bool:
        """Whether the last line was the one expected."""
        return self.said == self.expected

    @property
    def is_over(self) -> bool:
        """Whether it took more than it may."""
        return self.seconds > BOUND_SECONDS or self.megabytes > BOUND_MEGABYTES


def write_file(path: Path, rows: int = ROWS, wrong: int = 0) -> None:
    """A file of ``rows`` lessons with tags of the present database; the row numbered ``wrong`` has an unknown kind."""
    chosen = random.Random(2026)  # noqa: S311 - the same file each time
    values = {
        column: sorted(model._default_manager.filter(**_open(model)).values_list(name, flat=True))
        for column, model, name, _ in TAGS
    }
    header = [
        "external_id",
        "title",
        "kind",
        "evidence",
        "date",
        "handling",
        *LENGTHS,
        *(tag[0] for tag in TAGS),
    ]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(header)
        for number in range(1, rows + 1):
            kind = "unheard-of" if number == wrong else chosen.choice(LessonKind.values)
            texts = [_prose(chosen, chosen.randint(length // 2, length)) for length in LENGTHS.values()]
            tags = ["; ".join(_some(chosen, values[column], most)) for column, _, _, most in TAGS]
            writer.writerow(
                [
                    f"B-{number}",
                    f"{_prose(chosen, 9)} {number}"[:240],
                    kind,
                    chosen.choice(Evidence.values),
                    f"{chosen.randint(1995, 2025)}-{chosen.randint(1, 12):02}",
                    chosen.choice([Handling.CLEAR.value, Handling.GREEN.value]),
                    *texts,
                    *tags,
                ]
            )


def _open(model: type) -> dict[str, str]:
    return {"handling": "clear", "status": "published"} if model is PeaceProcess else {}


def _some(chosen: random.Random, values: list[str], most: int) -> list[str]:
    return chosen.sample(values, min(len(values), chosen.randint(0, most)))


def _prose(chosen: random.Random, words: int) -> str:
    """So many words, frequent ones more often."""
    return " ".join(word(int(3000 ** chosen.random())) for _ in range(words)).capitalize()


def steps(rows: int = ROWS) -> Iterator[Step]:
    """Preview, import, import again, import with one bad row, undo: in the present database."""
    with tempfile.TemporaryDirectory() as folder:
        file, faulty = Path(folder, "lessons.csv"), Path(folder, "faulty.csv")
        write_file(file, rows)
        write_file(faulty, rows, wrong=rows // 2)
        done = f"created {rows}, updated 0, unchanged 0, rejected 0"
        again = f"created 0, updated 0, unchanged {rows}, rejected 0"
        refused = "created 0, updated 0, unchanged 0, rejected 1"
        yield run("preview", done, "import_lessons", str(file), "--dry-run", "-v", "0")
        yield run("import with history", done, "import_lessons", str(file), "-v", "0")
        number = ImportRun.objects.latest("pk").pk
        yield run("the same file again", again, "import_lessons", str(file), "-v", "0")
        yield run("one bad row", refused, "import_lessons", str(faulty), "-v", "0")
        undone = f"undone: import {number}, {file.name}"
        yield run("undo", undone, "undo_import", str(number), "--reason", "Measured.")


def run(name: str, expected: str, *command: str) -> Step:
    """``manage.py`` with ``command``, on the database that this process uses."""
    environment = {**os.environ, "DATABASE_URL": address(), "PYTHONUNBUFFERED": "1"}
    started = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, str(Path(settings.BASE_DIR, "manage.py")), *command],
        env=environment,
        cwd=settings.BASE_DIR,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    output: list[str] = []
    reading = threading.Thread(target=lambda: output.extend(process.stdout or ()))
    reading.start()
    _, status, used = os.wait4(process.pid, 0)
    reading.join()
    process.returncode = os.waitstatus_to_exitcode(status)
    megabytes = used.ru_maxrss / (1 << 20 if sys.platform == "darwin" else 1 << 10)
    return Step(name, time.perf_counter() - started, megabytes, (output or [""])[-1].strip(), expected)


def address() -> str:
    """The present database as ``DATABASE_URL`` names one."""
    with connection.cursor():
        info = connection.connection.info
    password = f":{quote(info.password, safe='')}" if info.password else ""
    user, host, name = (quote(text, safe="") for text in (info.user, info.host, info.dbname))
    return f"postgres://{user}{password}@{host}:{info.port}/{name}"


def table(found: list[Step], rows: int) -> Iterator[str]:
    """Lines of the table."""
    yield f"imports of {rows:,} rows; ! marks more than {BOUND_SECONDS:.0f} s or {BOUND_MEGABYTES:.0f} MB"
    yield f"  {'':24} {'seconds':>9} {'MB held':>9}"
    for step in found:
        mark = "!" if step.is_over or not step.is_as_expected else " "
        said = re.sub(r"\s+", " ", step.said)[:100]
        yield f"{mark} {step.name:24} {step.seconds:9.1f} {step.megabytes:9.0f}   {said}"


def faults(found: list[Step], strict: bool) -> Iterator[str]:
    """A sentence for each way in which imports fall short; the command fails if there is any."""
    if wrong := sum(not step.is_as_expected for step in found):
        yield f"{wrong} of {len(found)} imports did not do what they should"
    if strict and (over := sum(step.is_over for step in found)):
        yield f"{over} of {len(found)} imports took more than they may"

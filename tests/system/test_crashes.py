"""What was acknowledged is there whole, and nothing is there half, whatever is killed; the site recovers by itself."""

from __future__ import annotations

import contextlib
import http.client
import itertools
import signal
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import pytest

from .database import KnowledgeBase, knowledge_base, site, wait_until

WRITES = 100
KILLED_AFTER = 30
CSRF = "a" * 32


@pytest.fixture(scope="module")
def base() -> Iterator[KnowledgeBase]:
    with knowledge_base() as made:
        yield made


def post(base: KnowledgeBase, address: str, path: str, fields: dict[str, object]) -> int:
    """The status of the answer; 0 where none came."""
    name, key = base.prepared["session"]
    connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=30)
    headers = {
        "Cookie": f"{name}={key}; {base.prepared['csrf']}={CSRF}",
        "Content-Type": "application/x-www-form-urlencoded",
    }
    body = urlencode({"csrfmiddlewaretoken": CSRF, **fields}, doseq=True)
    with contextlib.closing(connection):
        try:
            connection.request("POST", path, body, headers)
            return connection.getresponse().status
        except (OSError, http.client.HTTPException):
            return 0


def new_lesson(base: KnowledgeBase, number: int) -> dict[str, object]:
    """What the administration's form for a lesson with two themes and a citation sends."""
    fields: dict[str, object] = {
        "title": f"Lesson number {number}",
        "kind": "observation",
        "insight": f"Insight {number}. " * 200,
        "attribution": "organization-only",
        "language": "en",
        "handling": "green",
        "themes": base.prepared["themes"],
        "citations-0-source": base.prepared["source"],
        "citations-0-locator": f"p. {number}",
        "citations-0-position": "0",
    }
    for prefix, rows in {"citations": 1, "links": 0, "reverse_links": 0, "applications": 0}.items():
        fields |= {f"{prefix}-TOTAL_FORMS": rows, f"{prefix}-INITIAL_FORMS": 0}
    return fields


# Of each lesson: its number, its themes, its citations, and the changes that the history holds of these.
STORED = """
SELECT substring(title from '[0-9]+')::int,
    (SELECT count(*) FROM lessons_lesson_themes WHERE lesson_id = lesson.id),
    (SELECT count(*) FROM lessons_lessoncitation WHERE record_id = lesson.id),
    (SELECT string_agg(DISTINCT change."table", ' ' ORDER BY change."table") FROM core_rowchange AS change
        WHERE record_table = 'lessons_lesson' AND change.record_id = lesson.id AND change.before IS NULL),
    (SELECT count(DISTINCT transaction) FROM core_rowchange AS change
        WHERE record_table = 'lessons_lesson' AND change.record_id = lesson.id),
    (SELECT count(*) FROM django_admin_log WHERE object_repr = title)
FROM lessons_lesson AS lesson WHERE title LIKE 'Lesson number %'
"""
WHOLE = (2, 1, "lessons_lesson lessons_lesson_themes lessons_lessoncitation", 1, 1)


def test_database_killed_during_a_hundred_writes_keeps_all_it_acknowledged_and_the_site_goes_on(
    base: KnowledgeBase,
) -> None:
    acknowledged: set[int] = set()
    refused: dict[int, int] = {}
    numbers = itertools.count(1)

    def write(address: str) -> None:
        while (number := next(numbers)) <= WRITES:
            status = post(base, address, "/admin/lessons/lesson/add/", new_lesson(base, number))
            if status == 302:
                acknowledged.add(number)
            else:
                refused[number] = status
                time.sleep(0.3)  # the database is down: leave writes for when it is up again

    with site(base) as address, ThreadPoolExecutor(2) as writers:
        busy = [writers.submit(write, address) for _ in range(2)]
        wait_until(lambda: len(acknowledged) >= KILLED_AFTER or any(one.done() for one in busy))
        base.kill()
        wait_until(lambda: refused)
        base.start()
        for one in busy:
            one.result()
        again = new_lesson(base, WRITES + 1)
        assert post(base, address, "/admin/lessons/lesson/add/", again) == 302

    stored = {number: tuple(rest) for number, *rest in base.ask(STORED)}
    assert len(acknowledged) >= KILLED_AFTER
    assert acknowledged <= stored.keys()
    assert set(stored.values()) == {WHOLE}
    assert stored.keys() <= acknowledged | refused.keys() | {WRITES + 1}
    assert set(refused.values()) <= {0, 500, 503}
    assert max(acknowledged) > max(refused)


def test_import_killed_half_way_stores_nothing_and_the_next_one_works(
    base: KnowledgeBase, tmp_path: Path
) -> None:
    file = tmp_path / "partner.csv"
    rows = [f"Imported lesson {number},observation,What was learned {number}" for number in range(200)]
    file.write_text("\n".join(["title,kind,insight,themes", *(f"{row},{THEME}" for row in rows)]))
    theme = base.ask("SELECT name FROM lessons_theme ORDER BY id LIMIT 1")[0][0]
    file.write_text(file.read_text().replace(THEME, theme))
    counts = "SELECT (SELECT count(*) FROM lessons_lesson), (SELECT count(*) FROM core_rowchange)"
    before = base.ask(counts)

    with base.connected() as cursor:
        # The lessons are written, their themes cannot be yet: so the import is in its middle.
        cursor.execute("LOCK TABLE lessons_lesson_themes IN EXCLUSIVE MODE")
        importing = base.command("import_lessons", str(file))
        wait_until(lambda: base.ask(WAITING)[0][0] or importing.poll() is not None)
        importing.send_signal(signal.SIGKILL)
        importing.communicate()
        assert importing.returncode == -signal.SIGKILL
    wait_until(lambda: base.ask(BUSY) == [(0,)])

    assert base.ask(counts) == before
    assert base.run("import_lessons", str(file)).splitlines()[-1] == (
        "created 200, updated 0, unchanged 0, rejected 0"
    )


THEME = "THE THEME"
WAITING = "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND backend_xid IS NOT NULL"
BUSY = """
SELECT count(*) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_xid IS NOT NULL
"""

"""A knowledge base of its own: PostgreSQL in a directory of its own, which a test may kill, and the site on it."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import psutil
import psycopg2

from msn_kb.embedded import processes
from msn_kb.embedded.server import DATABASE, EmbeddedServer

CHECKOUT = Path(__file__).resolve().parents[2]
PATIENCE = 180  # seconds, many times what anything takes on a machine that does nothing else

# Somebody who may write, in a session that has passed the second factor, and what their lessons are tied to.
PREPARE = """
import json
from django.conf import settings
from django.test import Client
from tests import factories
from tests.second_factor import sign_in

client = sign_in(Client(), factories.UserFactory(administrator=True))
print(json.dumps({
    "session": [settings.SESSION_COOKIE_NAME, client.session.session_key],
    "csrf": settings.CSRF_COOKIE_NAME,
    "themes": [factories.ThemeFactory().pk for _ in range(2)],
    "source": factories.SourceFactory().pk,
}))
"""


class KnowledgeBase:
    """The database and the commands that work on it."""

    def __init__(self, directory: Path) -> None:
        self.server = EmbeddedServer(directory / "var" / "postgres")
        self.host = self.server.start(DATABASE)
        self.run("migrate", "--verbosity", "0")
        self.prepared: dict[str, Any] = json.loads(
            self.run("shell", "--no-imports", "-c", PREPARE).splitlines()[-1]
        )

    @property
    def environment(self) -> dict[str, str]:
        """That of a developer's machine; what is acknowledged is on the disk, as in production."""
        address = f"postgres://postgres@/{DATABASE}?host={quote(self.host, safe='')}"
        return {
            **{
                name: value
                for name, value in os.environ.items()
                if name in ("PATH", "HOME", "LANG", "LC_ALL")
            },
            "DJANGO_SETTINGS_MODULE": "msn_kb.settings",
            "DATABASE_URL": f"{address}&options={quote('-c synchronous_commit=on')}",
            "DEBUG": "1",
            "LOG_LEVEL": "ERROR",
        }

    def command(self, *arguments: str, **options: Any) -> subprocess.Popen[str]:
        """A command of the project, running."""
        return subprocess.Popen(
            [sys.executable, "manage.py", *arguments],
            cwd=CHECKOUT, env=self.environment, text=True, stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, **options,
        )  # fmt: skip

    def run(self, *arguments: str) -> str:
        """What a command of the project prints; it has to succeed."""
        process = self.command(*arguments)
        output, _ = process.communicate(timeout=PATIENCE)
        assert process.returncode == 0, output
        return output

    @contextlib.contextmanager
    def connected(self) -> Iterator[Any]:
        """A cursor of a connection that the program knows nothing of, within a transaction."""
        connection = psycopg2.connect(host=self.host, port="5432", user="postgres", dbname=DATABASE)
        try:
            with connection, connection.cursor() as cursor:
                yield cursor
        finally:
            connection.close()

    def ask(self, statement: str) -> list[tuple[Any, ...]]:
        """The rows of a question to the database."""
        with self.connected() as cursor:
            cursor.execute(statement)
            found: list[tuple[Any, ...]] = cursor.fetchall()
        return found

    def kill(self) -> None:
        """End every process of PostgreSQL with signal 9, at once."""
        for process in list(processes.working_in(self.server.data)):
            with contextlib.suppress(psutil.NoSuchProcess):
                process.send_signal(signal.SIGKILL)

    def start(self) -> None:
        """Start PostgreSQL again; it recovers by itself."""
        assert self.server.start(DATABASE) == self.host


@contextlib.contextmanager
def knowledge_base() -> Iterator[KnowledgeBase]:
    """A new one; all of it goes at the end."""
    # A short path, because a Unix socket lives in it; below /tmp, where another account may pass through.
    with tempfile.TemporaryDirectory(prefix="msn-kb-crash-", dir="/tmp", ignore_cleanup_errors=True) as name:
        directory = Path(name)
        directory.chmod(0o755)
        base = KnowledgeBase(directory)
        try:
            yield base
        finally:
            base.server.stop()


@contextlib.contextmanager
def site(base: KnowledgeBase) -> Iterator[str]:
    """The site as gunicorn serves it; gives its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, "-m", "gunicorn"],
        cwd=CHECKOUT,
        env={**base.environment, "BIND": f"127.0.0.1:{port}", "WEB_CONCURRENCY": "1", "SITE_URL": f"http://127.0.0.1:{port}"},
        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        wait_until(lambda: _listens(port))
        yield f"http://127.0.0.1:{port}"
        assert process.poll() is None, "The site had to be started anew"
    finally:
        process.terminate()
        process.wait(PATIENCE)


def wait_until(happened: Any) -> None:
    """Return as soon as ``happened()``; fail after three minutes."""
    deadline = time.monotonic() + PATIENCE
    while not happened():
        assert time.monotonic() < deadline, "It did not happen"
        time.sleep(0.05)


def _listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0

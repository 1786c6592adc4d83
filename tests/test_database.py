"""The embedded PostgreSQL: it starts by itself, is shared, and survives killed processes and lost folders."""

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

import psutil
import psycopg2
import pytest
from django.db import connection

from msn_kb import database
from msn_kb.embedded import processes
from msn_kb.embedded.base import DatabaseWrapper
from msn_kb.embedded.server import DATABASE, EmbeddedServer, ServerUnavailable

CHECKOUT = Path(__file__).resolve().parent.parent


@contextlib.contextmanager
def folder() -> Iterator[Path]:
    """Give a folder that every account may pass through, as PostgreSQL's needs when root runs the tests."""
    path = Path(tempfile.mkdtemp(prefix="msn-kb-", dir="/tmp"))
    path.chmod(0o755)
    try:
        yield path
    finally:
        shutil.rmtree(path, ignore_errors=True)


@pytest.fixture(scope="module")
def server() -> Iterator[EmbeddedServer]:
    """A server of its own for this module; a test may kill it, and must leave it able to start."""
    with folder() as path:
        server = EmbeddedServer(path / "var" / "postgres")
        yield server
        server.stop()


def ask(server: EmbeddedServer, statement: str) -> Any:
    """Run one statement and return the first value of its answer."""
    directory = server.start(DATABASE)
    with contextlib.closing(psycopg2.connect(host=directory, user="postgres", dbname=DATABASE)) as session:
        session.autocommit = True
        with session.cursor() as cursor:
            cursor.execute(statement)
            row = cursor.fetchone() if cursor.description else None
    return row[0] if row else None


def postmaster_of(server: EmbeddedServer) -> psutil.Process:
    return psutil.Process(int((server.data / "postmaster.pid").read_text().split()[0]))


def kill(process: psutil.Process) -> None:
    process.kill()
    deadline = time.monotonic() + 10
    while processes.is_alive(process.pid) and time.monotonic() < deadline:
        time.sleep(0.02)


def start_in_another_process(server: EmbeddedServer) -> subprocess.Popen[str]:
    code = (
        "import sys, pathlib; from msn_kb.embedded.server import EmbeddedServer\n"
        "print(EmbeddedServer(pathlib.Path(sys.argv[1])).start('msn_kb'))"
    )
    return subprocess.Popen(
        [sys.executable, "-c", code, str(server.data)], cwd=CHECKOUT, stdout=subprocess.PIPE, text=True
    )


def test_two_commands_at_once_on_an_empty_folder_share_one_server():
    with folder() as path:
        server = EmbeddedServer(path / "var" / "postgres")
        commands = [start_in_another_process(server) for _ in range(2)]

        # Reading to the end also shows that the server does not hold its starter's output open.
        answers = [command.communicate(timeout=60)[0].strip() for command in commands]

        assert [command.returncode for command in commands] == [0, 0]
        assert answers == [str(server.data)] * 2
        servers = [
            p for p in psutil.process_iter(["cmdline"]) if str(server.data) in (p.info["cmdline"] or [])
        ]
        assert servers == [postmaster_of(server)]
        server.stop()


def test_server_is_postgresql_18_with_the_extensions_we_use(server):
    assert ask(server, "SHOW server_version").startswith("18.")
    available = "SELECT count(*) FROM pg_available_extensions WHERE name IN ('pg_trgm', 'unaccent')"
    assert ask(server, available) == 2


def test_server_knows_letters_beyond_ascii(server):
    assert ask(server, "SELECT lower('ÉÑŞ')") == "éñş"
    assert ask(server, "SELECT to_tsvector('simple', '¿Qué mediación?')::text") == "'mediación':2 'qué':1"


def test_server_listens_on_a_private_socket_alone(server):
    assert ask(server, "SHOW listen_addresses") == ""
    assert server.data.stat().st_mode & 0o077 == 0


def test_interrupt_in_the_terminal_does_not_reach_the_server(server):
    server.start(DATABASE)

    assert os.getsid(postmaster_of(server).pid) != os.getsid(0)


def test_killed_server_comes_back_with_its_data(server):
    ask(server, "CREATE TABLE kept AS SELECT 42 AS answer")
    ask(server, "CHECKPOINT")
    killed = postmaster_of(server)
    kill(killed)

    assert ask(server, "SELECT answer FROM kept") == 42
    assert postmaster_of(server).pid != killed.pid


def test_killed_worker_of_the_server_is_survived(server):
    server.start(DATABASE)
    kill(next(child for child in postmaster_of(server).children() if child.name() == "postgres"))

    assert ask(server, "SELECT 1") == 1


def test_number_of_a_killed_server_that_passed_to_another_process_does_not_mislead(server):
    server.start(DATABASE)
    announcement = server.data / "postmaster.pid"
    lines = announcement.read_text().splitlines()
    kill(postmaster_of(server))
    announcement.write_text("\n".join([str(os.getpid()), *lines[1:]]) + "\n")

    assert ask(server, "SELECT 1") == 1


def test_connection_of_django_starts_the_server(server, django_db_blocker):
    server.stop()
    config = database.configure({}, CHECKOUT) | {"DATA_DIRECTORY": server.data, "TIME_ZONE": None}
    config |= {"AUTOCOMMIT": True, "ATOMIC_REQUESTS": False, "TEST": {}, "PASSWORD": "", "PORT": ""}
    wrapper = DatabaseWrapper(config)

    for _ in range(2):
        with django_db_blocker.unblock(), wrapper.cursor() as cursor:
            cursor.execute("SELECT current_database()")
            assert cursor.fetchone() == (DATABASE,)
        wrapper.close()
        kill(postmaster_of(server))


def test_stop_stops_once(server):
    server.start(DATABASE)

    assert server.stop() is True
    assert server.socket_directory() is None
    assert server.stop() is False


def test_stop_without_data_makes_nothing(tmp_path):
    assert EmbeddedServer(tmp_path / "var" / "postgres").stop() is False
    assert not (tmp_path / "var").exists()


def test_data_of_another_version_is_refused_with_advice(server):
    server.start(DATABASE)
    server.stop()
    version = server.data / "PG_VERSION"
    found = version.read_text()
    version.write_text("12\n")
    try:
        with pytest.raises(
            ServerUnavailable, match=r"was made by PostgreSQL 12, and the installed one is 18"
        ):
            server.start(DATABASE)
    finally:
        version.write_text(found)


def test_folder_removed_under_a_running_server_begins_anew(server):
    ask(server, "CREATE TABLE IF NOT EXISTS gone AS SELECT 1")
    orphan = postmaster_of(server)
    shutil.rmtree(server.data.parent)

    assert ask(server, "SELECT to_regclass('gone')") is None
    assert not processes.is_alive(orphan.pid)


def test_long_and_awkward_path_puts_the_socket_elsewhere():
    with folder() as path:
        deep = path / ("a long, 'awkward' $folder " * 4) / "var"
        deep.mkdir(parents=True)
        server = EmbeddedServer(deep / "postgres")
        (deep / "postgres.new").mkdir()  # as a kill during the set-up leaves it
        try:
            directory = server.start(DATABASE)

            assert directory.startswith("/tmp/msn-kb-postgres-")
            assert Path(directory).stat().st_mode & 0o077 == 0
            assert ask(server, "SELECT 1") == 1
        finally:
            server.stop()
        assert not Path(directory).exists()


def test_signal_to_the_starter_is_no_signal_to_the_server(server):
    command = start_in_another_process(server)
    assert command.stdout is not None
    command.stdout.readline()
    command.send_signal(signal.SIGINT)
    command.communicate(timeout=30)

    assert postmaster_of(server).is_running()


@pytest.mark.django_db
def test_database_has_the_extensions_that_the_program_uses():
    with connection.cursor() as cursor:
        cursor.execute("SELECT extname FROM pg_extension WHERE extname IN ('pg_trgm', 'unaccent') ORDER BY 1")

        assert cursor.fetchall() == [("pg_trgm",), ("unaccent",)]


@pytest.mark.django_db
def test_database_is_postgresql_14_or_newer_through_psycopg2():
    with connection.cursor() as cursor:
        assert isinstance(cursor.cursor, psycopg2.extensions.cursor)
    assert connection.vendor == "postgresql"
    assert cast(Any, connection).pg_version >= 140000

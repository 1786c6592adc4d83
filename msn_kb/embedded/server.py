"""The embedded PostgreSQL: one server a checkout, its data in `var/postgres`, shared by all commands.

It listens on a Unix socket that only its owner can reach, so it needs no password and no port. It goes on
running when the command that started it ends, until `make stop`. Why it is made so: docs/decisions/0001.
"""

import contextlib
import fcntl
import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import psycopg2
from django.db.utils import OperationalError

from msn_kb.embedded import installation, processes
from msn_kb.embedded.account import Account, account_for

DATABASE = "msn_kb"
PORT = "5432"  # no TCP port: PostgreSQL puts it into the name of the socket
PATIENCE = 60  # seconds for a start, or for a recovery after a crash
LOG_LIMIT = 10_000_000  # bytes; a log that is larger starts anew with the server
SOCKET_PATH_LIMIT = 103  # bytes; the operating systems' own limit is 103 (macOS) or 107 (Linux)

# Development can lose the last half second at a power cut, never the consistency of what is stored.
CONFIGURATION = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "port": PORT,
    "synchronous_commit": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "max_connections": "200",
    "shared_buffers": "256MB",
    "timezone": "UTC",
    "log_timezone": "UTC",
}


class ServerUnavailable(OperationalError):
    """The embedded server cannot be started, reached or stopped; the message says why and what helps."""


class EmbeddedServer:
    """The server of one data directory. Making the object does nothing yet."""

    def __init__(self, data: Path) -> None:
        self.data = data.absolute()
        self.log = self.data.with_name(f"{self.data.name}.log")
        self._lock_file = self.data.with_name(f"{self.data.name}.lock")

    def socket_directory(self) -> str | None:
        """Return the directory of the socket that a running server has announced, or None.

        The announcement may be that of a server killed since. Raises `ServerUnavailable` where another
        account's data may not be read.
        """
        with self._refusals():
            lines = self._announcement()
        return lines[4] if len(lines) >= 8 and lines[7].strip() == "ready" else None

    def start(self, database: str) -> str:
        """Start the server unless it runs, see that `database` exists, and return the socket's directory.

        Commands that call this at the same moment wait for one another. Raises `ServerUnavailable`.
        """
        with self._refusals(), self._locked():
            account = account_for(self.data)
            installation.open_to(account, self.data)
            if not (self.data / "PG_VERSION").exists():
                self._initialise(account)
            self._refuse_other_version()
            directory = self._running_server() or self._launch(account)
            self._ensure_database(directory, database)
            return directory

    def stop(self) -> bool:
        """Stop the server; return whether one was running. Raises `ServerUnavailable`."""
        with self._refusals():
            if not self.data.exists():
                return False
            with self._locked():
                postmaster = self._postmaster()
                if postmaster is None:
                    return False
                directory = self._announcement()[4]
                processes.end(postmaster, signal.SIGINT)  # PostgreSQL's "fast" shutdown
                self._remove_temporary_socket(directory)
                return True

    # --- Making the data directory --------------------------------------------------------------------------

    def _initialise(self, account: Account) -> None:
        """Make the data directory beside its place and move it there whole, so that a kill leaves no half."""
        for orphan in list(processes.left_by_deleted(self.data)):
            processes.end(orphan, signal.SIGQUIT)
        for leftover in self.data.parent.glob(f"{self.data.name}.new*"):
            shutil.rmtree(leftover, ignore_errors=True)
        # A name of its own, because the set-up that was killed may have left an initdb still writing.
        unfinished = Path(tempfile.mkdtemp(prefix=f"{self.data.name}.new-", dir=self.data.parent))
        account.own(unfinished)
        command = [str(installation.program("initdb")), f"--pgdata={unfinished}", "--username=postgres"]
        command += ["--auth=trust", "--encoding=UTF8", f"--locale={installation.character_locale()}"]
        command += ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--no-sync", "--no-instructions"]
        command += [f"--set={name}={value}" for name, value in CONFIGURATION.items()]
        made = subprocess.run(
            command, stdin=subprocess.DEVNULL, capture_output=True, text=True, errors="replace",
            **account.process_options(),
        )  # fmt: skip
        if made.returncode:
            raise ServerUnavailable(f"The embedded PostgreSQL cannot be set up: {_last_line(made.stderr)}")
        unfinished.rename(self.data)

    def _refuse_other_version(self) -> None:
        found = (self.data / "PG_VERSION").read_text().strip()
        if found != installation.major_version():
            raise ServerUnavailable(
                f"{self.data} was made by PostgreSQL {found}, and the installed one is "
                f"{installation.major_version()}; export what you need with the older one, then remove it."
            )

    # --- Starting -------------------------------------------------------------------------------------------

    def _running_server(self) -> str | None:
        """Return the socket's directory of a server that runs and answers, waiting while it recovers."""
        if self._postmaster() is None:
            self._clear_away_stale_announcement()
            return None
        deadline = time.monotonic() + PATIENCE
        while (postmaster := self._postmaster()) is not None:
            directory = self.socket_directory()
            if directory and _answers(directory):
                return directory
            if time.monotonic() > deadline or (directory and not Path(directory).is_dir()):
                processes.end(postmaster, signal.SIGINT)  # its socket is gone: nobody can reach it any more
            time.sleep(0.1)
        return None

    def _launch(self, account: Account) -> str:
        """Start a postmaster in a session of its own and wait until it answers."""
        deadline = time.monotonic() + PATIENCE
        while True:
            postmaster, directory = self._spawn(account)
            while time.monotonic() < deadline and processes.is_alive(postmaster):
                if self.socket_directory() == directory and _answers(directory):
                    return directory
                time.sleep(0.05)
            self._remove_temporary_socket(directory)
            # The last children of a killed postmaster need a moment to notice, and block the start meanwhile.
            if time.monotonic() > deadline or "shared memory" not in self._log_end():
                raise ServerUnavailable(
                    f"The embedded PostgreSQL does not start: {self._log_end()} (see {self.log})"
                )
            time.sleep(0.5)

    def _spawn(self, account: Account) -> tuple[int, str]:
        """Run the postmaster as `account`; return its process id and the socket's directory."""
        directory = self._choose_socket_directory(account)
        server = [str(installation.program("postgres")), "-D", str(self.data)]
        server += ["-c", f'unix_socket_directories="{directory}"']
        mode = "w" if self.log.exists() and self.log.stat().st_size > LOG_LIMIT else "a"
        with self.log.open(mode) as log:
            # The shell leaves at once, so that init adopts the server: it can then be no zombie of ours when
            # killed. The server keeps the log and nothing else: a terminal or a pipe it held would never end
            # for its reader.
            shell = subprocess.run(
                ["/bin/sh", "-c", '"$@" >&2 & echo $!', "sh", *server],
                stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=log, text=True,
                start_new_session=True, **account.process_options(),
            )  # fmt: skip
        return int(shell.stdout), directory

    def _choose_socket_directory(self, account: Account) -> str:
        """Return the data directory where the socket's path fits, else a private directory below /tmp."""
        directory = str(self.data)
        too_long = len(os.fsencode(f"{directory}/.s.PGSQL.{PORT}")) > SOCKET_PATH_LIMIT
        if not too_long and not set(directory) & set(',"\\'):  # a comma would make several hosts of it
            return directory
        temporary = Path(tempfile.mkdtemp(prefix="msn-kb-postgres-", dir="/tmp"))
        account.own(temporary)
        return str(temporary)

    def _ensure_database(self, directory: str, name: str) -> None:
        with contextlib.closing(_connect(directory)) as connection:
            connection.autocommit = True
            with connection.cursor() as cursor:
                cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
                if cursor.fetchone() is None:
                    cursor.execute(f'CREATE DATABASE "{name}"')

    # --- What runs ------------------------------------------------------------------------------------------

    def _announcement(self) -> list[str]:
        """Return the lines of `postmaster.pid`: number, data, start, port, socket's directory, …, status."""
        try:
            return (self.data / "postmaster.pid").read_text().splitlines()
        except FileNotFoundError:
            return []

    def _postmaster(self) -> psutil.Process | None:
        """Return the announced postmaster if it lives; the number alone may be another process's by now."""
        lines = self._announcement()
        if not lines or not lines[0].strip().isdigit():
            return None
        pid = int(lines[0])
        return next((process for process in processes.working_in(self.data) if process.pid == pid), None)

    def _clear_away_stale_announcement(self) -> None:
        """Remove what a killed server left behind, once the last of its children has gone.

        PostgreSQL would refuse to start where the number in these files is another process's by now, as after
        a reboot, or that of a dead process which nobody has collected, as in a container without an init.
        """
        for process in list(processes.working_in(self.data)):
            processes.end(process, signal.SIGQUIT)
        if len(lines := self._announcement()) > 4:
            self._remove_temporary_socket(lines[4])
        for name in ("postmaster.pid", f".s.PGSQL.{PORT}.lock", f".s.PGSQL.{PORT}"):
            (self.data / name).unlink(missing_ok=True)

    def _remove_temporary_socket(self, directory: str) -> None:
        if directory and directory != str(self.data) and Path(directory).name.startswith("msn-kb-postgres-"):
            shutil.rmtree(directory, ignore_errors=True)

    def _log_end(self) -> str:
        return _last_line(self.log.read_text(errors="replace")[-4000:]) if self.log.exists() else "no log"

    @contextlib.contextmanager
    def _locked(self) -> Iterator[None]:
        """Hold the lock that commands share; it falls with the process, however that ends."""
        self.data.parent.mkdir(parents=True, exist_ok=True)
        with self._lock_file.open("a") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    @contextlib.contextmanager
    def _refusals(self) -> Iterator[None]:
        """Turn a refusal of the operating system into a message that says whose data it is."""
        try:
            yield
        except (PermissionError, psutil.AccessDenied) as error:
            owner = _owner(self.data.parent)
            raise ServerUnavailable(
                f"The embedded PostgreSQL in {self.data.parent} belongs to {owner}: run this command as "
                f"that user, or remove it as that user: make stop && rm -rf {self.data.parent} ({error})"
            ) from error


def _connect(directory: str) -> psycopg2.extensions.connection:
    return psycopg2.connect(host=directory, port=PORT, user="postgres", dbname="postgres", connect_timeout=5)


def _answers(directory: str) -> bool:
    try:
        _connect(directory).close()
    except psycopg2.OperationalError:
        return False
    return True


def _owner(path: Path) -> str:
    try:
        return path.owner()
    except (OSError, KeyError):
        return "another user"


def _last_line(output: str) -> str:
    lines = [line.strip() for line in output.splitlines() if line.strip()]
    telling = [line for line in lines if "FATAL" in line or "error" in line.lower()]
    return (telling or lines or ["no reason given"])[-1]

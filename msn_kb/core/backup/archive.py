"""A backup: one ZIP file with the dump of the database and a manifest of what it holds."""

from __future__ import annotations

import json
import os
import tempfile
import zipfile
from collections.abc import Callable
from contextlib import closing
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from django.utils import timezone

from .comparing import PASSING, differences, fingerprint
from .programs import Database, ProgramFailed, run, scratch

FORMAT = 1
DUMP, MANIFEST = "database.dump", "manifest.json"
PLAIN_DUMP = ("--format=custom", "--no-owner", "--no-privileges")

Say = Callable[[str], Any]


class BackupError(RuntimeError):
    """A backup could not be made or restored; the message says why. Nothing was left half done."""


@dataclass(frozen=True)
class Manifest:
    """What a backup holds: rows and checksum by table, when it was made and by which server."""

    format: int
    made_at: str
    database: str
    server: int
    tables: dict[str, tuple[int, str]]

    @property
    def rows(self) -> int:
        """All rows of all tables."""
        return sum(rows for name, (rows, _) in self.tables.items() if not name.startswith("sequence "))


def back_up(database: Database, file: Path, *, verify: bool = True, say: Say = print) -> Manifest:
    """Write ``database`` to ``file``, of one moment, while it goes on being used; then restore it into a scratch
    database and compare.

    Raises ``BackupError``; ``file`` is there only when all went well, and readable by its owner alone.
    """
    if file.exists():
        raise BackupError(f"{file} exists; a backup is never written over another.")
    if not file.parent.is_dir():
        raise BackupError(f"{file.parent} is no folder.")
    try:
        with tempfile.TemporaryDirectory(dir=file.parent, prefix=".backup-") as folder:
            dump, draft = Path(folder) / DUMP, Path(folder) / "draft.zip"
            manifest = _dump(database, dump)
            if verify:
                with scratch(database) as empty:
                    _load(dump, empty, manifest)
                say("Restored into a scratch database: every table is equal.")
            _pack(dump, manifest, draft)
            os.link(draft, file)  # fails where somebody made the file meanwhile
    except ProgramFailed as error:
        raise BackupError(str(error)) from error
    except OSError as error:
        raise BackupError(f"{file} could not be written: {error}") from error
    return manifest


def restore(database: Database, file: Path) -> Manifest:
    """Fill the empty ``database`` from ``file`` and compare it with the manifest, in one transaction of its own.

    Raises ``BackupError`` where the file is no backup of ours or the database holds anything.
    """
    manifest = read_manifest(file)
    with closing(database.connect()) as connection, connection.cursor() as cursor:
        if held := fingerprint(cursor):
            tables = ", ".join(sorted(held)[:3])
            raise BackupError(f"The database “{database.name}” is not empty: it holds {tables} …")
    try:
        with tempfile.TemporaryDirectory(prefix="restore-") as folder, zipfile.ZipFile(file) as archive:
            dump = Path(archive.extract(DUMP, folder))
            _load(dump, database, manifest)
    except (ProgramFailed, OSError, zipfile.BadZipFile) as error:
        raise BackupError(str(error)) from error
    return manifest


def read_manifest(file: Path) -> Manifest:
    """What the backup ``file`` says that it holds; raises ``BackupError`` where it is none, or damaged."""
    try:
        with zipfile.ZipFile(file) as archive:
            if set(archive.namelist()) != {DUMP, MANIFEST}:
                raise BackupError(f"{file} is no backup of this program.")
            if damaged := archive.testzip():
                raise BackupError(f"{file} is damaged: {damaged} does not match its checksum.")
            told = json.loads(archive.read(MANIFEST))
    except FileNotFoundError as error:
        raise BackupError(f"{file} does not exist.") from error
    except (OSError, zipfile.BadZipFile, ValueError) as error:
        raise BackupError(f"{file} is no backup of this program, or it is damaged: {error}") from error
    if not isinstance(told, dict) or told.get("format") != FORMAT:
        raise BackupError(f"{file} has a form that this version does not know.")
    told["tables"] = {name: (rows, checksum) for name, (rows, checksum) in told["tables"].items()}
    return Manifest(**told)


def _dump(database: Database, dump: Path) -> Manifest:
    """pg_dump and the checksums read the same snapshot."""
    with closing(database.connect()) as connection, connection.cursor() as cursor:
        connection.set_session(isolation_level="REPEATABLE READ", readonly=True)
        cursor.execute("SELECT pg_export_snapshot()")
        snapshot = cursor.fetchone()[0]
        tables = fingerprint(cursor)
        passing = [f"--exclude-table-data=public.{table}" for table in PASSING]
        run("pg_dump", [*PLAIN_DUMP, f"--snapshot={snapshot}", *passing, f"--file={dump}"], database)
    return Manifest(FORMAT, timezone.now().isoformat(), database.name, database.version, tables)


def _load(dump: Path, database: Database, manifest: Manifest) -> None:
    arguments = ["--no-owner", "--no-privileges", "--no-comments", "--exit-on-error", "--single-transaction"]
    run("pg_restore", [*arguments, f"--dbname={database.name}", str(dump)], database)
    with closing(database.connect()) as connection, connection.cursor() as cursor:
        if differ := differences(manifest.tables, fingerprint(cursor)):
            raise BackupError("What was restored differs: " + "; ".join(differ) + ".")


def _pack(dump: Path, manifest: Manifest, draft: Path) -> None:
    with os.fdopen(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600), "w+b") as target:
        with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
            archive.write(dump, DUMP)
            archive.writestr(MANIFEST, json.dumps(asdict(manifest), indent=1))
        target.flush()
        os.fsync(target.fileno())

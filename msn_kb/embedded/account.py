"""Under which account the embedded PostgreSQL runs: it refuses to run as root."""

import os
import pwd
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

DEDICATED = "embedded_postgres"


@dataclass(frozen=True)
class Account:
    """The account of the server; without `uid` it is the one that runs this program."""

    uid: int | None = None
    gid: int | None = None

    def own(self, path: Path) -> None:
        """Give a path to this account."""
        if self.uid is not None and self.gid is not None:
            os.chown(path, self.uid, self.gid)

    def process_options(self) -> dict[str, Any]:
        """Return options of `subprocess.run` that start a program as this account in a plain environment."""
        options: dict[str, Any] = {
            "cwd": "/",
            "umask": 0o077,
            "env": {"PATH": "/usr/bin:/bin", "LC_ALL": "C"},
        }
        if self.uid is not None:
            options |= {"user": self.uid, "group": self.gid, "extra_groups": []}
        return options


def account_for(data: Path) -> Account:
    """Return the account for a data directory.

    An ordinary user's server runs as that user. Root's runs as the owner of the data that is there, so that
    root and an ordinary user can share a checkout which the ordinary user began; else as an account of its
    own, made on the first occasion.
    """
    if os.geteuid() != 0:
        return Account()
    if data.exists() and data.stat().st_uid != 0:
        return Account(data.stat().st_uid, data.stat().st_gid)
    entry = _dedicated_account()
    return Account(entry.pw_uid, entry.pw_gid)


def _dedicated_account() -> pwd.struct_passwd:
    """Return the system account for the server, or `nobody` where the machine cannot make one (macOS)."""
    try:
        return pwd.getpwnam(DEDICATED)
    except KeyError:
        pass
    useradd = shutil.which("useradd", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin")
    if useradd is not None:
        options = ["--system", "--user-group", "--no-create-home", "--home-dir", "/nonexistent"]
        made = subprocess.run(
            [useradd, *options, "--shell", "/usr/sbin/nologin", DEDICATED], capture_output=True, check=False
        )
        if made.returncode == 0:
            return pwd.getpwnam(DEDICATED)
    return pwd.getpwnam("nobody")

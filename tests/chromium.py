"""The Chromium or Chrome that the browser tests drive: found on the machine, or got for it.

`python -m tests.chromium` prints the path of one that runs, after getting one where none was found.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

NAMES = ("google-chrome", "google-chrome-stable", "chromium", "chromium-browser", "chrome")
MACOS = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)
ADVICE = (
    "No Chromium or Chrome was found for the browser tests, and none could be installed. Run one of:\n"
    "  apt-get install chromium                            (Debian, as root)\n"
    "  .venv/bin/python -m playwright install chromium     (any system)"
)


@cache
def find() -> Path | None:
    """Return the browser that `CHROMIUM` names, else the first on this machine that runs, else None."""
    for candidate in _candidates():
        if _runs(candidate):
            return candidate
    return None


def obtain() -> Path | None:
    """Install a browser, Debian's as root or Playwright's own, and return it; None where neither worked."""
    playwright = [sys.executable, "-m", "playwright", "install"]
    attempts = [[*playwright, "chromium"]]
    if os.geteuid() == 0 and shutil.which("apt-get"):
        apt = ["apt-get", "--quiet", "--yes"]
        attempts = [
            [*apt, "install", "--no-install-recommends", "chromium"],
            [*apt, "update"],
            [*apt, "install", "--no-install-recommends", "chromium"],
            [*playwright, "--with-deps", "chromium"],
        ]
    for command in attempts:
        print("Getting a browser for the tests:", *command[-3:], file=sys.stderr, flush=True)
        quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        subprocess.run(command, env=quiet, stdin=subprocess.DEVNULL, stdout=sys.stderr, check=False)
        find.cache_clear()
        if browser := find():
            return browser
    return None


def _candidates() -> Iterator[Path]:
    if named := os.environ.get("CHROMIUM"):
        yield Path(named)
        return
    yield from (Path(path) for path in map(shutil.which, NAMES) if path)
    yield from (Path(path) for path in MACOS if Path(path).exists())
    from playwright.sync_api import (
        sync_playwright,
    )  # slow to import: only where the cheap places hold nothing

    with sync_playwright() as playwright:
        own = Path(playwright.chromium.executable_path)
    if own.exists():
        yield own


def _runs(browser: Path) -> bool:
    """Say whether the browser starts: one without its libraries, or a stand-in for a snap, does not."""
    try:
        return (
            subprocess.run([browser, "--version"], capture_output=True, timeout=60, check=False).returncode
            == 0
        )
    except (OSError, subprocess.TimeoutExpired):
        return False


if __name__ == "__main__":
    found = find() or obtain()
    if found is None:
        sys.exit(ADVICE)
    print(found)

"""The PostgreSQL processes of this machine: which belong to a data directory, and how they end."""

import contextlib
import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import psutil

PATIENCE = 15  # seconds that a signal gets to work before a stronger one follows


def working_in(data: Path) -> Iterator[psutil.Process]:
    """Yield the live PostgreSQL processes whose working directory is this data directory."""
    for process in psutil.process_iter(["name", "status"]):
        if process.info["name"] == "postgres" and process.info["status"] != psutil.STATUS_ZOMBIE:
            with contextlib.suppress(psutil.Error, OSError):
                if os.path.samefile(process.cwd(), data):
                    yield process


def left_by_deleted(data: Path) -> Iterator[psutil.Process]:
    """Yield the servers that still run on a deleted directory of this name (`rm -rf var`)."""
    for process in psutil.process_iter(["name", "cmdline"]):
        if process.info["name"] == "postgres" and str(data) in (process.info["cmdline"] or []):
            if Path("/proc").is_dir():  # where there is none, as on macOS, the command line decides alone
                with contextlib.suppress(OSError):
                    if os.stat(f"/proc/{process.pid}/cwd").st_nlink:
                        continue
            yield process


def is_alive(pid: int) -> bool:
    """Say whether a process runs; a dead one that nobody has collected yet does not."""
    try:
        return bool(psutil.Process(pid).status() != psutil.STATUS_ZOMBIE)
    except psutil.NoSuchProcess:
        return False


def end(process: psutil.Process, politely: signal.Signals) -> None:
    """End a process with this signal; when it does not heed it, with stronger ones."""
    with contextlib.suppress(psutil.NoSuchProcess):
        for demand in (politely, signal.SIGQUIT, signal.SIGKILL):
            process.send_signal(demand)
            deadline = time.monotonic() + PATIENCE
            while time.monotonic() < deadline:
                if not is_alive(process.pid):
                    return
                time.sleep(0.05)

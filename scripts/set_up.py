"""Make `.venv` hold exactly what requirements-dev.txt locks; quick when it already does.

Runs on the system's Python, so it uses the standard library alone. Two runs at once wait for one another.
What was installed is noted in `.venv/.installed`, after the last step, so that an interrupted run is begun
again.
"""

import fcntl
import hashlib
import os
import subprocess
import sys
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent
VENV = CHECKOUT / ".venv"
PYTHON = VENV / "bin" / "python"
STAMP = VENV / ".installed"
LOCKED = (CHECKOUT / "requirements.txt", CHECKOUT / "requirements-dev.txt")


def main() -> None:
    """Create, complete or leave alone the virtual environment; end with one line where a step fails."""
    (CHECKOUT / "var").mkdir(exist_ok=True)
    with (CHECKOUT / "var" / "set-up.lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if is_current():
            return
        STAMP.unlink(missing_ok=True)
        print(
            f"Setting up .venv with Python {sys.version.split()[0]}; the first time takes a minute or two …",
            flush=True,
        )
        if not works():
            run([sys.executable, "-m", "venv", "--clear", str(VENV)], "creating .venv")
        pip = [str(PYTHON), "-m", "pip", "--disable-pip-version-check", "--no-input", "install", "-qq"]
        run([*pip, "--require-hashes", "--requirement", str(LOCKED[1])], "installing requirements-dev.txt")
        STAMP.write_text(fingerprint())


def fingerprint() -> str:
    """Return what the installation depends on, as one word: the locked requirements and their place."""
    digest = hashlib.sha256(str(VENV).encode())
    for path in LOCKED:
        digest.update(path.read_bytes())
    return digest.hexdigest()


def is_current() -> bool:
    """Say whether what is locked is installed and can be run."""
    return STAMP.exists() and STAMP.read_text() == fingerprint() and works()


def works() -> bool:
    """Say whether `.venv` has a Python that runs, is of this version, and knows pip."""
    probe = "import sys, pip; print(*sys.version_info[:2])"
    try:
        answer = subprocess.run([PYTHON, "-c", probe], capture_output=True, text=True, check=False)
    except OSError:
        return False
    return answer.returncode == 0 and tuple(map(int, answer.stdout.split())) >= (3, 11)


def run(command: list[str], step: str) -> None:
    """Run one step; where it fails, its own output stands above a line that names the step."""
    environment = {
        name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "PYTHONHOME")
    }
    if subprocess.run(command, env=environment, check=False).returncode:
        sys.exit(f"set-up: {step} failed; the lines above say why")


if __name__ == "__main__":
    try:
        main()
    except PermissionError as error:
        sys.exit(
            f"set-up: {error.filename} belongs to another user; run make as that user or remove .venv and var"
        )
    except KeyboardInterrupt:
        sys.exit("set-up: interrupted")

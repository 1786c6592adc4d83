"""The settings as the tests see them: the same everywhere, whatever the environment or a `.env` file says.

Only `DATABASE_URL` passes through, so that the tests can run against any PostgreSQL.
"""

import fcntl
import itertools
import os

os.environ |= {
    "DEBUG": "1",
    "SECRET_KEY": "only-for-the-tests",
    "SITE_URL": "http://127.0.0.1:8000",
    "ALLOWED_HOSTS": "testserver,localhost,127.0.0.1",
    "CSRF_TRUSTED_ORIGINS": "",
    "EMAIL_URL": "memorymail://",
    "TIME_ZONE": "UTC",
    "LOG_LEVEL": "WARNING",
    "TRUSTED_PROXIES": "",
    "OIDC_SERVER_URL": "",
    "OPERATOR_NAME": "",
    "OPERATOR_CONTACT": "",
    "CONTENT_LICENCE": "",
    "CONTENT_LICENCE_URL": "",
}

from msn_kb.settings import *  # noqa: F403
from msn_kb.settings import BASE_DIR, DATABASES


def free_test_database() -> str:
    """Return the name of a test database that no other test run of this checkout uses at this moment.

    The first run gets `test_` and the database's name. The lock is held until the process ends; the workers
    of a parallel run inherit the name from the environment.
    """
    if "TEST_DATABASE" not in os.environ:
        locks = BASE_DIR / "var"
        locks.mkdir(exist_ok=True)
        for number in itertools.count(1):
            lock = os.open(locks / f"tests-{number}.lock", os.O_CREAT | os.O_RDWR, 0o644)
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                os.close(lock)
                continue
            suffix = "" if number == 1 else f"_{number}"
            os.environ["TEST_DATABASE"] = f"test_{DATABASES['default']['NAME']}{suffix}"
            break
    return os.environ["TEST_DATABASE"]


if DATABASES["default"]["ENGINE"] == "msn_kb.embedded":
    DATABASES["default"]["OPTIONS"].pop("options", None)  # no test's data has to survive a crash

DATABASES["default"].setdefault("TEST", {})["NAME"] = free_test_database()

PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.MD5PasswordHasher"
]  # the tests sign in often, and guard no secret

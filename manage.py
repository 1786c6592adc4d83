#!/usr/bin/env python
"""Django's command line for the MSN Knowledge Base."""

import os
import sys


def main() -> None:
    """Run the command named on the command line.

    A wrong setting, or a database that does not answer, ends in one line; `--traceback` shows the whole.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "msn_kb.settings")
    from django.conf import settings
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import execute_from_command_line
    from django.db import OperationalError

    try:
        _ = settings.SECRET_KEY  # read the settings now: later, `manage.py help` would swallow what is wrong
    except ImproperlyConfigured as error:
        sys.exit(f"manage.py: {error}")
    try:
        execute_from_command_line(sys.argv)
    except OperationalError as error:
        if "--traceback" in sys.argv:
            raise
        sys.exit(f"manage.py: the database does not answer: {' '.join(str(error).split())}")


if __name__ == "__main__":
    main()

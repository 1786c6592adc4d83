#!/usr/bin/env python
"""Django's command line for the MSN Knowledge Base."""

import os
import sys


def main() -> None:
    """Run the command named on the command line; a setting that is wrong ends in one line, not in a traceback."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "msn_kb.settings")
    from django.conf import settings
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import execute_from_command_line

    try:
        _ = settings.SECRET_KEY  # read the settings now: later, `manage.py help` would swallow what is wrong
    except ImproperlyConfigured as error:
        sys.exit(f"manage.py: {error}")
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()

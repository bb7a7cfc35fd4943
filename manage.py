#!/usr/bin/env python
"""Command-line entry point.

On a machine of one's own the settings are those of ``make run``; a server names its module in
DJANGO_SETTINGS_MODULE, as the Dockerfile does.
"""

import os
import sys

from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.development")
    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as error:
        sys.exit(f"manage.py: {error}")


if __name__ == "__main__":
    main()

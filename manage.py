#!/usr/bin/env python3
"""Django's command line. On a machine not yet set up, ./run sets it up first."""

import os
import sys
from pathlib import Path

# these write files that others may read: code, texts, and what a web server gives to everybody
FOR_ALL = {"collectstatic", "compilemessages", "makemessages", "makemigrations", "squashmigrations"}


def main() -> None:
    if FOR_ALL.isdisjoint(sys.argv[1:2]):
        os.umask(0o077)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "debtsite.settings")
    try:
        from django.core.exceptions import ImproperlyConfigured
        from django.core.management import execute_from_command_line
        from django.db import DatabaseError
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] != "django":
            raise
        run = Path(__file__).resolve().parent / "run"
        sys.exit(
            f"Django is not installed for this Python ({sys.executable}).\n"
            f"{' '.join([str(run), *sys.argv[1:]])}   sets everything up, then does the same."
        )
    from debtsite import role

    role.process = role.of_command(sys.argv)
    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as error:
        sys.exit(f"A setting is wrong. {error}")
    except DatabaseError:
        from debtsite import database

        if not (reason := database.trouble()):
            raise
        sys.exit(database.refusal(reason))


if __name__ == "__main__":
    main()

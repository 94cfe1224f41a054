"""The whole site for a bench: real settings, every middleware, files that go away afterwards.

The database is an empty SQLite file, unless DATABASE_URL names another.
"""

import atexit
import os
import shutil
import tempfile
from functools import cache

import django
from django.core.management import call_command
from django.test import Client

HOST = "127.0.0.1"


def ready():
    """Settings of a real site that keeps everything in a folder of its own; Django set up."""
    folder = tempfile.mkdtemp(prefix="bench-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    os.environ.update(
        DJANGO_SETTINGS_MODULE="debtsite.settings",
        DATA_DIR=folder,
        DEBUG="0",
        DEMO="0",
        SITE_URL=f"http://{HOST}:8000",
    )
    os.environ.setdefault("DATABASE_URL", f"sqlite:///{folder}/bench.sqlite3")
    django.setup()


@cache
def start():
    """Tables and static files, once per run."""
    django.conf.settings.ROOT_URLCONF = "tests.bench.pages"
    call_command("migrate", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)


def browser(person):
    """A browser of its own, with this person signed in."""
    client = Client(SERVER_NAME=HOST, raise_request_exception=True)
    client.force_login(person)
    return client


def opened(client, address, **headers):
    """The page at this address; anything but a page is an error."""
    response = client.get(address, headers=headers)
    if response.status_code not in (200, 304):
        raise RuntimeError(f"{address} answers {response.status_code}")
    return response

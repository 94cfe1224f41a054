"""./run: the whole site on this machine, with a workspace to look at."""

import argparse
import os
import socket
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import connection, connections
from django.urls import reverse
from django.utils.timezone import localdate

from debtsite import database, native, role
from ledger.walls import roles
from negotiation.demo import build, place

HOST = "127.0.0.1"
SERVER = (
    "-m", "granian", "--interface", "wsgi", "--host", HOST, "--workers", "1",
    "--blocking-threads", "4", "--log-level", "warning", "--workers-kill-timeout", "3",
)  # fmt: skip


def port(typed):
    if not (typed.isascii() and typed.isdigit() and 0 < int(typed) < 65536):
        raise argparse.ArgumentTypeError(f"PORT is {typed!r}; it must be a number up to 65535")
    return int(typed)


class Command(BaseCommand):
    help = "Serves the site on this machine alone, with a demo made on the first run."
    requires_system_checks = []  # they take longer than the rest of a second start

    def add_arguments(self, parser):
        parser.add_argument("--port", type=port, default=os.environ.get("PORT") or "8000")
        parser.add_argument("--no-serve", action="store_true", help="only make the demo")
        parser.add_argument("--no-demo", action="store_true", help="only serve; make nothing")

    def handle(self, *, port, no_serve, no_demo, **options):
        if reason := database.trouble():
            sys.exit(database.refusal(reason))
        if not no_serve and is_taken(port):
            sys.exit(f"Port {port} is in use: stop what runs there, or take another by --port.")
        try:
            self.prepare(demo=not no_demo)
        except place.NotHere as refusal:
            sys.exit(str(refusal))
        if not no_serve:
            environ = environment(port, demo=not no_demo)
            self.tell(environ["SITE_URL"], demo=not no_demo)
            serve(port, environ)

    def prepare(self, *, demo):
        if demo:
            place.check_site()
            roles.become(connection, role.WORKER)
            place.check_people()
        roles.become(connection, "none")
        call_command("migrate", verbosity=0)
        roles.become(connection, role.WORKER)
        collect_static()
        if demo and not build.exists():
            self.make()

    def make(self):
        build.make(on=localdate(timezone=build.ZONE))
        if native.missing():
            self.stderr.write(f"The demo comes without its letters. {native.advice()}")

    def tell(self, url, *, demo):
        lines = [("Debtsite", url)]
        if demo:
            lines += [("Sign in", build.EMAIL), ("Password", build.PASSWORD)]
        lines += [("Mail", where_mail_goes(url, demo=demo)), ("Stop", "Ctrl-C")]
        said = "\n".join(f"  {name:12}{text}" for name, text in lines)
        self.stdout.write(f"\n{said}\n\n")
        self.stdout.flush()


def collect_static():
    """Collect the static files, unless the last start collected these very ones."""
    sources = [
        Path(storage.path(name)) for finder in get_finders() for name, storage in finder.list(None)
    ]
    seen = sorted((str(path), (stat := path.stat()).st_size, stat.st_mtime_ns) for path in sources)
    stamp = sha256(repr((settings.STATIC_STORAGE, seen)).encode()).hexdigest()
    mark = Path(settings.STATIC_ROOT, "collected")
    if not mark.exists() or mark.read_text() != stamp:
        call_command("collectstatic", interactive=False, verbosity=0)
        mark.write_text(stamp)


def is_taken(port):
    """Whether something listens there; the server itself would share the port without a word."""
    with socket.socket() as tried:
        tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            tried.bind((HOST, port))
        except OSError:
            return True
    return False


def where_mail_goes(url, *, demo):
    if settings.HAS_MAIL_SERVER:
        return f"leaves by {settings.EMAIL_HOST}"
    if not settings.EMAIL_BACKEND.endswith("filebased.EmailBackend"):
        return "is shown here"
    if demo:
        return f"leaves this machine never; read it at {url}{reverse('mailbox')}"
    return f"leaves this machine never; it lies in {settings.EMAIL_FILE_PATH}"


def environment(port, *, demo):
    """What the server's process is to know: its address, and that it is a demo."""
    site = {"SITE_URL": f"http://{HOST}:{port}"}
    return site | os.environ | ({"DEMO": "1"} if demo else {})


def serve(port, environ):
    """Become the server, a worker beside it: the signals that stop it reach nobody in between."""
    connections.close_all()
    os.chdir(settings.BASE_DIR)
    start_worker(environ)
    command = [sys.executable, *SERVER, "--port", str(port), "negotiation.demo.server:application"]
    os.execve(sys.executable, command, environ)  # noqa: S606 - no shell, nothing typed by others


def start_worker(environ):
    """A worker that ends when this process does, whatever becomes of it by then."""
    command = [sys.executable, "-m", "debtsite.beside", str(os.getpid())]
    subprocess.Popen(  # noqa: S603 - no shell, nothing typed by others
        command, env=environ, stdin=subprocess.DEVNULL, process_group=0
    )

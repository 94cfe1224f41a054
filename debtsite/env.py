"""The environment variables of a deployment, each with its reader; a senseless value is named.

A reader says what would be right, and never what was given: that may hold a password.
"""

import base64
import os
import re
import secrets
import stat
from contextlib import suppress
from email.utils import parseaddr
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.core.validators import validate_email
from environs import Env, EnvError

BASE_DIR = Path(__file__).resolve().parent.parent
ZONES = Path("/usr/share/zoneinfo")  # where Django looks a zone up once more
DATABASES = ("django.db.backends.sqlite3", "django.db.backends.postgresql")
KEPT_HERE = ("console", "filebased")  # mail that no server is asked to take
KEY_ID = re.compile(r"[A-Za-z0-9_-]{1,32}", re.ASCII)
NAME = r"(?:[a-z0-9_.-]+|\[[0-9a-f:.]+\])"
HOST = re.compile(rf"\*|{NAME}", re.IGNORECASE)
SITE = re.compile(rf"https?://{NAME}(?::\d+)?/?", re.IGNORECASE)
CONTACT = re.compile(r"mailto:[^\s@]+@[^\s@]+|https://[^\s/]+\S*")
ORIGIN = re.compile(rf"https?://(?:\*\.)?{NAME}(?::\d+)?", re.IGNORECASE)

variables = Env()
load = variables.read_env


def read(parse, name, default, wanted, *, good=lambda value: True):
    """What `parse` makes of the variable, or the default; else `wanted` says what to give."""
    if name not in os.environ:
        return default
    if not os.environ[name].strip():
        raise ImproperlyConfigured(f"{name} is empty: leave it out, or give it {wanted}.")
    try:
        value = parse(name)
    except (EnvError, ValueError):
        value = None
    if value is None or not good(value):
        raise ImproperlyConfigured(f"{name} must be {wanted}.")
    return value


def flag(name, default):
    return read(variables.bool, name, default, "1 for yes or 0 for no")


def number(name, default):
    return read(variables.int, name, default, "a whole number, 0 or more", good=lambda n: n >= 0)


def choice(name, default, *, among):
    return read(variables.str, name, default, " or ".join(among), good=among.__contains__)


def folder(name, default, *, mode=0o700, writable=True):
    """The folder, made where it is missing; a relative one lies in the checkout."""
    path = BASE_DIR / read(variables.str, name, default, "a folder")
    try:
        make_folder(path, mode)
    except (OSError, ValueError) as error:
        raise ImproperlyConfigured(f"{name} must be a folder; {path} cannot be made.") from error
    if writable and not os.access(path, os.W_OK | os.X_OK):
        raise ImproperlyConfigured(f"{name} must be a folder this site may write to: {path}")
    return path


def make_folder(path, mode):
    """The folder, and those on the way to it: what was missing gets this mode, whatever the umask.

    One that was there keeps its own: somebody may have meant it so.
    """
    for missing in reversed([each for each in (path, *path.parents) if not each.exists()]):
        missing.mkdir(mode, exist_ok=True)
        missing.chmod(mode)
    path.mkdir(exist_ok=True)


def close_to_others(*paths):
    """Take away what a wide umask once gave others of what we made ourselves."""
    for path in paths:
        with suppress(OSError):  # it is not there, or another user's
            if path.stat().st_mode & stat.S_IRWXO:
                path.chmod(path.stat().st_mode & ~(stat.S_IRWXG | stat.S_IRWXO))


def secret_key(name, *, kept_in):
    """The variable, else a key made on the first start and kept in a folder."""
    wanted = (
        "50 characters or more that nobody can guess; this makes a good one: "
        'python3 -c "import secrets; print(secrets.token_urlsafe(50))"'
    )
    if given := read(variables.str, name, "", wanted, good=is_hard_to_guess):
        return given
    path = kept_in / "secret_key"
    try:
        with open(path, "x", opener=lambda p, flags: os.open(p, flags, 0o600)) as file:
            file.write(secrets.token_urlsafe(50))
    except FileExistsError:
        pass
    return path.read_text()


def data_keys(name):
    """The master keys of sealed text, newest first: pairs of id and secret; none: a file's."""

    def parse(name):
        pairs = [pair.strip().partition(":") for pair in os.environ[name].split(",")]
        keys = {
            key_id: base64.b64decode(secret, validate=True)
            for key_id, _, secret in pairs
            if KEY_ID.fullmatch(key_id)
        }
        good = len(keys) == len(pairs) and all(len(secret) == 32 for secret in keys.values())
        return [*keys.items()] if good else None

    wanted = (
        "id:key, the newest first, with commas between; this makes a key: "
        'python3 -c "import base64, os; print(base64.b64encode(os.urandom(32)).decode())"'
    )
    return read(parse, name, [], wanted)


def is_hard_to_guess(key):
    """Django's own measure of a secret key, its check security.W009."""
    return len(key) >= 50 and len(set(key)) >= 5 and not key.startswith("django-insecure-")


def site_url(name, default):
    def parse(name):
        url = urlsplit(os.environ[name])
        return url if SITE.fullmatch(url.geturl()) and url.port != 0 else None

    wanted = "an address such as https://debts.example.org, with no path behind it"
    return read(parse, name, urlsplit(default), wanted)


def hosts(name, default):
    wanted = "names such as debts.example.org,127.0.0.1 with no https:// and no port"
    return read(listed(HOST), name, default, wanted)


def origins(name, default):
    wanted = "addresses such as https://debts.example.org,https://www.example.org with no path"
    return read(listed(ORIGIN), name, default, wanted)


def listed(pattern):
    """A reader of what stands between commas, each like the pattern."""

    def parse(name):
        values = [value.strip() for value in os.environ[name].split(",")]
        return values if all(map(pattern.fullmatch, values)) else None

    return parse


def database(name, *, sqlite):
    """Django's settings of the database: without the variable, an SQLite file."""
    default = {"ENGINE": DATABASES[0], "NAME": str(sqlite)}
    wanted = "postgres://user:password@host:5432/name or sqlite:////folder/file.sqlite3"

    def good(config):
        return config["ENGINE"] in DATABASES and config["NAME"] not in ("", ":memory:")

    return {"OPTIONS": {}} | read(variables.dj_db_url, name, default, wanted, good=good)


def cache(name, default):
    """Django's settings of the cache: one that every process sees, for it counts tries."""
    wanted = "db://TABLE, or redis://host:6379/0 where Python's redis package is installed"
    shared = ("db.DatabaseCache", "redis.RedisCache")[: 2 if find_spec("redis") else 1]

    def good(config):
        return config["BACKEND"].endswith(shared) and config["LOCATION"]

    return read(variables.dj_cache_url, name, default, wanted, good=good)


def mail(name, default):
    """Django's settings of the mail server, or of the place mail is kept in."""

    def good(config):  # the parser lets a mistyped scheme pass, and a server without a host
        backend = config.get("EMAIL_BACKEND", "").split(".")[-2:][0]
        return bool(config["EMAIL_HOST"]) if backend == "smtp" else backend in KEPT_HERE

    wanted = "submission://user:password@HOST:587 (a host is needed), console: or file:"
    return read(variables.dj_email_url, name, default, wanted, good=good)


def sender(name, default):
    def parse(name):
        try:
            validate_email(parseaddr(os.environ[name])[1])
        except ValidationError:
            return None
        return os.environ[name] if os.environ[name].isprintable() else None

    return read(parse, name, default, "an address such as Debtsite <debts@example.org>")


def contact(name):
    """Whom to tell of a hole in the site, or nobody."""
    wanted = "mailto:security@example.org, or the https address of a page"
    return read(variables.str, name, "", wanted, good=CONTACT.fullmatch)


def time_zone(name, default):
    def parse(name):
        try:
            key = ZoneInfo(os.environ[name]).key
        except (ZoneInfoNotFoundError, OSError):
            return None
        return key if (ZONES / key).is_file() or not ZONES.exists() else None

    wanted = "the name of a time zone such as America/New_York; Debian's package tzdata has them"
    return read(parse, name, default, wanted)

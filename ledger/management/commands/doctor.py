"""./run doctor: looks at this machine and says what to do where something is wrong."""

import hashlib
import json
import platform
import shlex
import shutil
import smtplib
import sys
import time
import zoneinfo
from dataclasses import dataclass
from pathlib import Path
from stat import S_IRWXO, S_IXOTH

from django.conf import settings
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.mail import get_connection
from django.core.management.base import BaseCommand
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.utils.timezone import localdate
from PIL import ImageFont

from debtsite import database, env, native
from debtsite.background import somebody_works
from debtsite.backup import half
from debtsite.loopback import is_loopback
from ledger import keys, rotation
from ledger.law import sources
from ledger.models import Membership
from ledger.walls import lay, roles

OK, NOTE, BROKEN = "ok", "note", "BROKEN"
VENDOR = settings.BASE_DIR / "static" / "vendor"
CLOCKS = {
    "postgresql": "SELECT extract(epoch FROM clock_timestamp())",
    "sqlite": "SELECT strftime('%s', 'now')",
}
GIGABYTE = 1024**3
TIME_ZONE_REMEDY = "Check TIME_ZONE; the names come with: sudo apt-get install tzdata"


@dataclass(frozen=True)
class Finding:
    """What one look found; the remedy is said unless all is well."""

    name: str
    state: str
    text: str
    remedy: str = ""


def python():
    good = sys.version_info >= (3, 11)
    remedy = "Install Python 3.11 or later, remove .venv and run ./run setup."
    return Finding("python", OK if good else BROKEN, platform.python_version(), remedy)


def reachable():
    if reason := database.trouble():
        return Finding("database", BROKEN, f"cannot be reached: {reason}", database.remedy())
    return Finding(
        "database", OK, f"{connection.display_name}, {settings.DATABASES['default']['NAME']}"
    )


def migrations():
    executor = MigrationExecutor(connection)
    pending = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if pending:
        text = f"{len(pending)} still to apply"
        return Finding("migrations", BROKEN, text, "Run ./run migrate.")
    return Finding("migrations", OK, "all applied")


def restored():
    if half.is_restored_by_half(connection):
        return Finding("restore", BROKEN, "one was stopped half way", half.REMEDY)
    return Finding("restore", OK, "none was stopped half way")


def walls():
    """Whether the database itself keeps people's rows apart, and what was sent as it was."""
    up, name = lay.missing(connection), "walls"
    if up:
        text = f"{len(up)} are down, such as that of {up[0].table}"
        return Finding(name, BROKEN, text, "Run ./run migrate.")
    if connection.vendor != "postgresql":
        text = "triggers are up; only the code keeps people's rows apart, as SQLite cannot"
        return Finding(name, NOTE, text, "For a site with many people, use PostgreSQL.")
    if reason := roles.trouble_of_app(connection):
        return Finding(name, BROKEN, reason, "Run ./run migrate; ./run roles says what is missing.")
    return Finding(name, OK, "row-level security is in force for the site's own role")


def shared_cache():
    try:
        cache.set("doctor", "here", 10)
        good = cache.get("doctor") == "here"
    except (DatabaseError, OSError) as error:
        return Finding("cache", BROKEN, _first_line(error), "Run ./run migrate.")
    return Finding("cache", OK if good else BROKEN, "rate limits are kept", "Check CACHE_URL.")


def clock():
    with connection.cursor() as cursor:
        cursor.execute(CLOCKS[connection.vendor])
        seconds = abs(time.time() - float(cursor.fetchone()[0]))
    if seconds > 5:
        text = f"the database's clock is {seconds:.0f} seconds off"
        return Finding(
            "clock", BROKEN, text, "Set both clocks by a time server: deadlines hang on it."
        )
    return Finding("clock", OK, f"agrees with the database; today is {localdate()}")


def time_zones():
    try:
        zoneinfo.ZoneInfo(settings.TIME_ZONE)
        zoneinfo.ZoneInfo("America/New_York")
    except zoneinfo.ZoneInfoNotFoundError as error:
        return Finding("time zones", BROKEN, _first_line(error), TIME_ZONE_REMEDY)
    return Finding("time zones", OK, f"known; the site's is {settings.TIME_ZONE}")


def letters():
    if lacking := native.missing():
        return Finding("letters", BROKEN, f"missing {', '.join(lacking)}", native.remedy())
    return Finding("letters", OK, "Pango and HarfBuzz load")


def fonts():
    faces = sorted(VENDOR.glob("*/*.ttf"))
    for face in faces:
        try:
            ImageFont.truetype(face, 11)
        except OSError as error:
            return Finding(
                "fonts", BROKEN, f"{face.name}: {error}", "Run npm ci && npm run vendor."
            )
    state = OK if faces else BROKEN
    return Finding("fonts", state, f"{len(faces)} load", "Run npm ci && npm run vendor.")


def assets():
    remedy = "Restore static/vendor, or run npm ci && npm run vendor."
    try:
        packages = json.loads((VENDOR / "manifest.json").read_text())
        hashes = [pair for package in packages.values() for pair in package["files"].items()]
        changed = [name for name, digest in hashes if _sha256(VENDOR / name) != digest]
    except OSError as error:
        return Finding("assets", BROKEN, _first_line(error), remedy)
    if changed:
        return Finding("assets", BROKEN, f"changed: {', '.join(changed)}", remedy)
    return Finding("assets", OK, f"{len(hashes)} files as delivered")


def pages():
    if settings.DEBUG or (settings.STATIC_ROOT / "staticfiles.json").exists():
        return Finding("pages", OK, "style sheets and pictures are in place")
    remedy = "Run ./run collectstatic --noinput."
    return Finding("pages", BROKEN, f"nothing collected in {settings.STATIC_ROOT}", remedy)


def storage():
    try:
        default_storage.delete(default_storage.save("doctor.txt", ContentFile(b"doctor")))
        free = shutil.disk_usage(settings.DATA_DIR).free / GIGABYTE
    except OSError as error:
        return Finding(
            "storage", BROKEN, _first_line(error), "Make DATA_DIR and MEDIA_ROOT writable."
        )
    state = OK if free > 1 else NOTE if free > 0.1 else BROKEN
    return Finding("storage", state, f"writable, {free:.1f} GB free", "Make room on this disk.")


def privacy():
    """Whether another user of this machine gets at what people keep here, past the site."""
    ours = [settings.MEDIA_ROOT, settings.EMAIL_FILE_PATH]
    if connection.vendor == "sqlite":
        ours.append(settings.DATABASES["default"]["NAME"])
    found = [str(path) for path in map(Path, ours) if _others_reach(path)]
    state = BROKEN if found else NOTE
    if _others_reach(settings.DATA_DIR):
        found.append(str(settings.DATA_DIR))
    if not found:
        return Finding("privacy", OK, "no other user of this machine reads what is kept here")
    text = f"others on this machine can get at {', '.join(found)}"
    return Finding("privacy", state, text, f"chmod go= {shlex.join(found)}")


def mail():
    kind = settings.EMAIL_BACKEND.split(".")[-2]
    if kind == "filebased":
        text = f"kept as files in {settings.EMAIL_FILE_PATH}, sent to nobody"
        return Finding("mail", NOTE if settings.HTTPS else OK, text, "Set EMAIL_URL to send mail.")
    if kind != "smtp":
        return Finding(
            "mail", NOTE, f"goes to {settings.EMAIL_BACKEND}", "Set EMAIL_URL to send mail."
        )
    try:
        with get_connection():
            return Finding("mail", OK, f"{settings.EMAIL_HOST} lets us in")
    except (OSError, smtplib.SMTPException) as error:
        return Finding(
            "mail", BROKEN, f"{settings.EMAIL_HOST}: {_first_line(error)}", "Check EMAIL_URL."
        )


def secret_key():
    key = settings.SECRET_KEY
    if not env.is_hard_to_guess(key):
        remedy = 'python3 -c "import secrets; print(secrets.token_urlsafe(50))" makes a good one.'
        return Finding("secret key", BROKEN, "SECRET_KEY is too easy to guess", remedy)
    return Finding("secret key", OK, f"{len(key)} characters")


def data_keys():
    """Whoever reads these files and the database reads every number people keep in full."""
    remedy = "Give KEYS_DIR back to this site alone, and restore its files from the backup."
    if open_to_others := keys.open_to_others():
        text = f"others on this machine can read {', '.join(open_to_others)}"
        return Finding("number keys", BROKEN, text, f"chmod -R go= {settings.KEYS_DIR}")
    try:
        found = [rotation.count(each) for each in rotation.with_sealed_text()]
    except (DatabaseError, OSError) as error:
        return Finding("number keys", BROKEN, _first_line(error), remedy)
    texts, lost = (sum(getattr(each, name) for each in found) for name in ("texts", "unreadable"))
    if lost:
        text = f"{lost} of {texts} full account numbers cannot be read"
        return Finding("number keys", BROKEN, text, remedy)
    return Finding("number keys", OK, f"all {texts} full account numbers can be read")


def debug():
    if not settings.DEBUG:
        return Finding("debug", OK, "off")
    state = BROKEN if settings.HTTPS else NOTE
    return Finding("debug", state, "on: error pages show secrets", "Unset DEBUG on a real site.")


def sign_up():
    if not settings.SIGNUP_OPEN:
        return Finding("sign-up", OK, "closed")
    if settings.ACCOUNT_EMAIL_VERIFICATION == "mandatory":
        return Finding("sign-up", OK, "open; an address is proven before anybody is let in")
    text = "open without proof of the address, so it tells who has an account"
    return Finding("sign-up", NOTE, text, "Set EMAIL_URL to a mail server, or SIGNUP_OPEN=0.")


def demo():
    """Everybody knows the demo's password: it is no part of a site that others reach."""
    if is_loopback(settings.SITE_URL.hostname):
        return Finding("demo", OK, "if there is one, it is for this machine alone")
    open_to = {"workspace__is_demo": True, "ended_at": None, "user__is_active": True}
    try:
        person = Membership.objects.filter(**open_to).values_list("user__email", flat=True).first()
    except DatabaseError as error:
        return Finding("demo", BROKEN, _first_line(error), "Run ./run migrate.")
    if not person:
        return Finding("demo", OK, "nobody can sign in to one")
    text = f"its password is public, and others can reach {settings.SITE_URL.geturl()}"
    return Finding("demo", NOTE, text, f"Under /admin/, make the user {person} inactive.")


def law():
    """Laws change: a figure that nobody compared with its source for a year may be wrong."""
    old, every = sources.old(on=localdate()), len(sources.figures())
    if not old:
        return Finding("law", OK, f"{every} figures, all checked within a year")
    oldest = old[0]
    text = (
        f"{len(old)} of {every} figures were checked more than a year ago, "
        f"the oldest on {oldest.checked_on}: {oldest.citation}"
    )
    remedy = "Compare them with their sources; the page “Where our figures come from” marks them."
    return Finding("law", NOTE, text, remedy)


def worker():
    """Without one the site works, and what takes long waits."""
    try:
        if somebody_works():
            return Finding("worker", OK, "at work")
    except (DatabaseError, OSError) as error:
        return Finding("worker", BROKEN, _first_line(error), "Run ./run migrate.")
    text = "none was heard of in the last half minute: bulk printing waits for one"
    return Finding(
        "worker", NOTE, text, "./run starts one beside the site; ./run worker does alone."
    )


def _others_reach(path):
    """Whether its own mode and that of every folder on the way let anybody in."""
    if not path.exists():
        return False
    way = path.resolve().parents
    return bool(path.stat().st_mode & S_IRWXO) and all(
        folder.stat().st_mode & S_IXOTH for folder in way
    )


def _first_line(error):
    return str(error).strip().partition("\n")[0] or type(error).__name__


def _sha256(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


# asked only of a database that answers
DATABASE = [restored, migrations, walls, shared_cache, clock, worker, demo, data_keys]
MACHINE = [python, letters, fonts, assets, pages, storage, privacy, mail, sign_up, time_zones]
MACHINE += [secret_key, debug, law]


class Command(BaseCommand):
    help = "Checks that this machine can run everything, and says what to do where it cannot."
    requires_system_checks = []

    def handle(self, **options):
        found = [reachable()]
        if found[0].state == OK:
            found += [look() for look in DATABASE]
        found += [look() for look in MACHINE]
        for finding in found:
            self.stdout.write(f"{finding.state:7} {finding.name:11} {finding.text}")
            if finding.state != OK and finding.remedy:
                self.stdout.write(f"{'':19} {finding.remedy}")
        if any(finding.state == BROKEN for finding in found):
            sys.exit(1)
        self.stdout.write("Everything needed is here.")

"""Which state of the program made a page: part of every ETag, so that an update is seen at once."""

from django.conf import settings

FOLDERS = ("debtsite", "ledger", "negotiation", "templates", "static", "locale")
SEEN = {".py", ".html", ".css", ".js", ".mo", ".toml", ".svg"}


def newest_change():
    """When the last file that shapes a page was changed."""
    files = (path for name in FOLDERS for path in (settings.BASE_DIR / name).rglob("*"))
    return max(path.stat().st_mtime_ns for path in files if path.suffix in SEEN)


BUILD = newest_change()

"""Where the demo may be made: beside no real data, and on no site that others can reach.

Its password is known to everybody, and the site it is served on shows everybody's mail.
"""

from django.conf import settings
from django.db import connection

from debtsite.loopback import is_loopback
from ledger.models import User, Workspace
from negotiation.demo import build


class NotHere(Exception):
    """No place for a demo; the message says why, and what to do."""


def check_site():
    """Refuse a site of others, before anything in its database is touched."""
    if not is_loopback(settings.SITE_URL.hostname):
        raise NotHere(
            f"SITE_URL is {settings.SITE_URL.geturl()}, and the demo is made for this machine "
            "alone: unset SITE_URL, or serve without a demo by --no-demo."
        )
    if not (settings.SQLITE or settings.DEMO):
        raise NotHere(
            "DATABASE_URL names a database server, where real data may live: set DEMO=1 if this "
            "one is for the demo, or serve without a demo by --no-demo."
        )


def check_people():
    """Refuse a database that others use, unless the demo was there first."""
    if User._meta.db_table not in connection.introspection.table_names() or build.exists():
        return
    if User.objects.exclude(email=build.EMAIL).exists() or Workspace.objects.exists():
        raise NotHere(
            "There are accounts here already, and a demo would mix with their data: set DATA_DIR "
            "to an empty folder for it, or serve without a demo by --no-demo."
        )

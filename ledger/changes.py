"""What somebody else changed in a workspace, seen where nothing passes by: at the database.

Most acts write a line of a debt's history, which says who did it. What does not (a contact, the
household, a plan that is kept) is told in general words, so that no change goes unseen.
"""

import re
from contextlib import contextmanager

from django.db import connection

WRITES = re.compile(r'\s*(?:INSERT INTO|UPDATE|DELETE FROM) "((?:ledger|negotiation)_\w+)"')
HISTORY = "ledger_event"
# worked out anew by any look at a page, counted beside the act, or told in words of their own
NO_CHANGE = {
    "ledger_activity",
    "ledger_allowance",
    "ledger_invitation",
    "ledger_membership",
    "ledger_shareddebt",
    "negotiation_sheet",
    "negotiation_standing",
}


class Changes:
    """The tables that were written to."""

    def __init__(self):
        self.tables = set()

    def __call__(self, execute, sql, params, many, context):
        result = execute(sql, params, many, context)
        found = WRITES.match(sql)
        if found and context["cursor"].rowcount:
            self.tables.add(found[1])
        return result

    @property
    def is_untold(self):
        """Something was changed, and no line of any debt's history says so."""
        return bool(self.tables - NO_CHANGE) and HISTORY not in self.tables


@contextmanager
def watched():
    changes = Changes()
    with connection.execute_wrapper(changes):
        yield changes

"""What pages may say of a debt's full account number: that there is one, and how it ends."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ledger.account_numbers import last_four
from ledger.models import Debt
from ledger.sealed import CannotOpen

LOST = gettext_lazy("We cannot read this number any more.")
COLUMN = Debt._meta.get_field("account_number")


def is_kept(debt):
    return bool(COLUMN.stored_in(debt))


def is_readable(debt):
    return COLUMN.is_readable(debt)


def ending(debt):
    """Its last four characters; "" where there is none, or none that can be read."""
    try:
        return last_four(debt.account_number)
    except CannotOpen:
        return ""


def masked(debt):
    """The number as a page shows it; "" where there is none."""
    if last4 := ending(debt):
        return _("ends in {last4}").format(last4=last4)
    return str(LOST) if is_kept(debt) else ""

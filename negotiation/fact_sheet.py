"""What is known of a debt, in groups, as the case file shows it and where each part is changed."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ledger import kept_numbers, money
from ledger.models.debts import COURT_DAYS
from ledger.models.workspaces import PERSONAL

GROUPS = (
    (
        _("Terms"),
        (
            "kind",
            "account_last4",
            "account_number",
            "reference",
            "state",
            "original_amount",
            "apr",
            "minimum_rule",
            "due_day",
            "joint",
        ),
    ),
    (
        _("Dates"),
        (
            "opened_on",
            "first_delinquent_on",
            "charged_off_on",
            "last_paid_on",
            "notice_received_on",
        ),
    ),
    (_("Security"), ("security",)),
    (
        _("Court"),
        ("in_collections", "sued", "court", *COURT_DAYS, "judgment", "judgment_on"),
    ),
)
NEVER_SHOWN_EMPTY = (
    "account_number",
    "reference",
    "original_amount",
    "court",
    *COURT_DAYS,
    "judgment_on",
)
UNSAID = ("", None, "unknown")
# the facts the score asks for that are kept elsewhere than on the debt's own form
PLACES = {
    "holder": "ledger:debt_holder",
    "owner": "ledger:debt_holder",
    "resold": "ledger:debt_holder",
    "balance": "ledger:balance_create",
}


@dataclass(frozen=True, slots=True)
class Fact:
    """One known or unknown thing; `value` is empty where nobody has said it yet."""

    label: str
    value: str
    url: str = ""  # where the value itself leads
    since: date | None = None


def groups(debt):
    """The facts of this debt, group by group."""
    return [(title, facts(debt, names)) for title, names in GROUPS]


def parties(debt):
    """Who stands behind this debt, the first one first."""
    return [
        Fact(
            label=capfirst(label),
            value=creditor.name,
            url=reverse("ledger:creditor_detail", args=[creditor.pk]),
            since=getattr(debt, f"{role}_since"),
        )
        for role, label, creditor in debt.roles()
    ]


def facts(debt, names):
    return [Fact(label(debt, name), value(debt, name)) for name in names if is_shown(debt, name)]


def is_shown(debt, name):
    return name not in NEVER_SHOWN_EMPTY or value(debt, name) not in UNSAID


def label(debt, name):
    return capfirst(debt._meta.get_field(name).verbose_name)


def value(debt, name):
    """The stored value in words; empty where it is not known."""
    if name == "account_number":
        return kept_numbers.masked(debt)
    stored = getattr(debt, name)
    if stored in UNSAID:
        return ""
    if name == "apr":
        return f"{stored.normalize():f} %"
    if name == "original_amount":
        return money.dollars(stored)
    if name == "minimum_rule":
        return minimum(debt)
    return in_words(debt, name, stored)


def in_words(debt, name, stored):
    if isinstance(stored, bool):
        return gettext("Yes") if stored else gettext("No")
    if isinstance(stored, date):
        return date_format(stored, "DATE_FORMAT")
    return str(getattr(debt, f"get_{name}_display", lambda: stored)())


def minimum(debt):
    """The least to pay each month, as far as it is known."""
    parts = [debt.get_minimum_rule_display()]
    if debt.minimum_percent is not None:
        parts.append(f"{debt.minimum_percent.normalize():f} %")
    if debt.minimum_amount is not None:
        parts.append(money.dollars(debt.minimum_amount))
    return ", ".join(str(part) for part in parts)


def place_of(field, debt):
    """Where the reader can enter this fact of the engine; empty where the site has no field."""
    if field in PLACES:
        return reverse(PLACES[field], args=[debt.pk])
    if field in ("cash", *PERSONAL):
        return reverse("ledger:workspace_edit", args=[debt.workspace_id]) + f"#id_{field}"
    if field in {column.name for column in debt._meta.fields}:
        return reverse("ledger:debt_edit", args=[debt.pk]) + f"#id_{field}"
    return ""


def first_place(fields, debt):
    """Where the first of these facts can be entered that the site has a field for."""
    return next(filter(None, (place_of(field, debt) for field in fields)), "")

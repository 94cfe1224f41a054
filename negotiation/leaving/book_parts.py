"""What stands in index.html: each part a table, its rows read one after the other."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Prefetch
from django.utils.html import format_html
from django.utils.timezone import localdate, localtime
from django.utils.translation import gettext as _

from ledger.household_page import TITLES
from ledger.models import (
    BalanceEntry,
    Contact,
    Creditor,
    Debt,
    Document,
    Event,
    HouseholdItem,
)
from ledger.models.corrections import standing
from ledger.models.debts import ROLES
from ledger.money import ZERO
from ledger.wording import day, dollars, say_all
from negotiation import timeline
from negotiation.leaving.tables import document_file, letter_file
from negotiation.models import Agreement, CallLog, Letter, Mailing, Offer, Reminder

A_FEW = 500


@dataclass(frozen=True, slots=True)
class Part:
    id: str
    title: str
    columns: list[str]
    rows: Iterable[tuple]
    figures: tuple[int, ...] = ()  # which columns are amounts


def of(workspace):
    """All parts, in the order in which somebody would look for them."""
    parts = (
        debts, balances, payments, offers, deals, letters, calls, papers,
        creditors, contacts, household, reminders, history,
    )  # fmt: skip
    return [part(workspace) for part in parts]


def rows_of(model, workspace, *related):
    found = model._base_manager.filter(workspace=workspace).select_related(*related)
    return found.order_by(*model._meta.ordering)


def debts(workspace):
    columns = [
        _("Debt"), _("Kind"), _("Who stands behind it"), _("Account"), _("Owed, as last known"),
        _("Settled on"),
    ]  # fmt: skip
    return Part("debts", _("Debts"), columns, debt_rows(workspace), figures=(4,))


def debt_rows(workspace):
    found = rows_of(Debt, workspace, *ROLES).prefetch_related(
        Prefetch("balances", BalanceEntry.objects.order_by())
    )
    for debt in found.iterator(chunk_size=A_FEW):
        behind = "; ".join(f"{creditor.name} ({name})" for _role, name, creditor in debt.roles())
        latest = debt.latest_balance()
        account = " · ".join(filter(None, (last_four(debt), debt.reference)))
        owed = dollars(latest and latest.total)
        yield named(debt), debt.get_kind_display(), behind, account, owed, day(debt.settled_on)


def named(debt):
    put_away = f" ({_('put away')})" if debt.archived_at else ""
    return f"{debt.nickname}{put_away}"


def last_four(debt):
    return f"…{debt.account_last4}" if debt.account_last4 else ""


def balances(workspace):
    columns = [
        _("Debt"), _("As of"), _("Principal"), _("Interest"), _("Fees"), _("Total"),
        _("Where it comes from"),
    ]  # fmt: skip
    rows = (
        (
            entry.debt.nickname, day(entry.as_of), dollars(entry.principal),
            dollars(entry.interest), dollars(entry.fees), dollars(entry.total),
            entry.get_source_display(),
        )
        for entry in rows_of(BalanceEntry, workspace, "debt").iterator()
    )  # fmt: skip
    return Part("balances", _("What was owed, and when"), columns, rows, figures=(2, 3, 4, 5))


def payments(workspace):
    columns = [_("Debt"), _("Paid on"), _("Amount"), _("How"), _("Note"), _("Proof")]
    return Part("payments", _("Payments"), columns, payment_rows(workspace), figures=(2,))


def payment_rows(workspace):
    """Those that stand: one that was corrected is in data.json."""
    for debt in rows_of(Debt, workspace).prefetch_related("payments__document").iterator(A_FEW):
        for payment in standing(debt.payments.all()):
            if not payment.never_made:
                yield (
                    debt.nickname, day(payment.paid_on), dollars(payment.amount),
                    payment.get_method_display(), payment.note, paper_link(payment.document),
                )  # fmt: skip


def offers(workspace):
    columns = [
        _("Debt"), _("Made on"), _("By"), _("Amount"), _("Of"), _("Payments"), _("Conditions"),
        _("What came of it"),
    ]  # fmt: skip
    rows = (
        (
            offer.debt.nickname, day(offer.made_on), offer.get_by_display(),
            dollars(offer.amount), dollars(offer.base_total), offer.payments, offer.conditions,
            offer.get_closed_as_display() or _("Open"),
        )
        for offer in rows_of(Offer, workspace, "debt").iterator()
    )  # fmt: skip
    return Part("offers", _("Offers"), columns, rows, figures=(3, 4))


def deals(workspace):
    columns = [
        _("Debt"), _("Agreed on"), _("Amount"), _("In writing"), _("Pay to"), _("Paid so far"),
        _("Settled on"), _("Zero balance proven on"),
    ]  # fmt: skip
    return Part("deals", _("Deals"), columns, deal_rows(workspace), figures=(2, 5))


def deal_rows(workspace):
    found = rows_of(Agreement, workspace, "debt", "offer", "document", "confirmation")
    for deal in found.prefetch_related("instalments").iterator(chunk_size=A_FEW):
        paid = sum((part.amount for part in deal.instalments.all() if part.payment_id), ZERO)
        yield (
            deal.debt.nickname, day(deal.agreed_on), dollars(deal.offer.amount),
            paper_link(deal.document), deal.payee, dollars(paid), day(deal.settled_on),
            paper_link(deal.confirmation) or day(deal.confirmed_on),
        )  # fmt: skip


def letters(workspace):
    columns = [_("Made on"), _("Letter"), _("To"), _("Debt"), _("Mailed on"), _("Delivered on")]
    return Part("letters", _("Letters"), columns, letter_rows(workspace))


def letter_rows(workspace):
    """Without their pages and files, which are large."""
    found = rows_of(Letter, workspace, "debt", "mailing").defer("html", "pdf", "data")
    for letter in found.iterator():
        mailing = getattr(letter, "mailing", None) or Mailing()
        yield (
            day(letter.issued_on), link(letter_file(letter), letter.called), letter.recipient,
            letter.debt.nickname, day(mailing.mailed_on), day(mailing.delivered_on),
        )  # fmt: skip


def calls(workspace):
    columns = [
        _("When"), _("Debt"), _("Who called"), _("With"), _("How it ended"), _("What was said"),
        _("What they promised"), _("Amount named"),
    ]  # fmt: skip
    rows = (
        (
            f"{day(call.day)}, {localtime(call.at):%H:%M}", call.debt.nickname,
            call.get_direction_display(), call.spoke_with or (call.creditor and call.creditor.name),
            call.get_outcome_display(), call.said, call.promise, dollars(call.amount),
        )
        for call in rows_of(CallLog, workspace, "debt", "creditor").iterator()
    )  # fmt: skip
    return Part("calls", _("Calls"), columns, rows, figures=(7,))


def papers(workspace):
    columns = [_("Added on"), _("Paper"), _("Kind"), _("Debt")]
    rows = (
        (
            day(localdate(document.made_at)), paper_link(document), document.get_kind_display(),
            document.debt.nickname,
        )
        for document in rows_of(Document, workspace, "debt").iterator()
    )  # fmt: skip
    return Part("papers", _("Papers"), columns, rows)


def creditors(workspace):
    columns = [_("Name"), _("Who they are"), _("Address"), _("Phone"), _("E-mail"), _("Notes")]
    rows = (
        (one.name, one.get_kind_display(), one.address, one.phone, one.email, one.notes)
        for one in rows_of(Creditor, workspace).iterator()
    )
    return Part("creditors", _("Creditors"), columns, rows)


def contacts(workspace):
    columns = [
        _("Name"), _("Creditor"), _("Department"), _("Phone"), _("E-mail"), _("May they settle?"),
    ]  # fmt: skip
    rows = (
        (
            one.name, one.creditor.name, one.department, one.phone, one.email,
            one.get_may_settle_display(),
        )
        for one in rows_of(Contact, workspace, "creditor").iterator()
    )  # fmt: skip
    return Part("contacts", _("People there"), columns, rows)


def household(workspace):
    columns = [_("Part"), _("What"), _("Amount"), _("How often")]
    rows = (
        (
            TITLES.get(item.section, item.section),
            item.label or item.get_kind_display(), dollars(item.amount), item.get_every_display(),
        )
        for item in rows_of(HouseholdItem, workspace).filter(archived_at=None).iterator()
    )  # fmt: skip
    return Part("household", _("Household"), columns, rows, figures=(2,))


def reminders(workspace):
    columns = [_("On"), _("What to think of"), _("Debt"), _("Done on")]
    rows = (
        (day(one.remind_on), one.words, one.debt and one.debt.nickname, day(one.done_on))
        for one in rows_of(Reminder, workspace, "debt").iterator()
    )
    return Part("reminders", _("Reminders"), columns, rows)


def history(workspace):
    """By far the longest: each debt's name is looked up once."""
    columns = [_("On"), _("Debt"), _("What happened")]
    names = dict(Debt.objects.filter(workspace=workspace).values_list("pk", "nickname"))
    rows = (
        (day(event.happened_on), names[event.debt_id], say_all(timeline.line(event).sentences))
        for event in rows_of(Event, workspace).iterator()
    )
    return Part("history", _("Everything that happened"), columns, rows)


def link(file, words):
    return format_html('<a href="{}">{}</a>', file, words)


def paper_link(document):
    return link(document_file(document), document.title) if document else ""

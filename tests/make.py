"""Build rows for tests: say what matters to the test, leave the rest to us."""

from datetime import date, datetime
from decimal import Decimal
from functools import cache
from uuid import uuid4
from zoneinfo import ZoneInfo

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils import timezone

from ledger.facts import (
    BalanceSource,
    Basis,
    CaseHistory,
    CreditorKind,
    DebtFacts,
    DebtKind,
    Security,
)
from ledger.models import (
    BalanceEntry,
    Contact,
    Creditor,
    Debt,
    Document,
    Export,
    HouseholdItem,
    Invitation,
    Payment,
    User,
    Workspace,
)
from ledger.papers import Paper
from negotiation.models import (
    Agreement,
    CalendarFeed,
    CallLog,
    DefenceFile,
    Enclosure,
    Letter,
    LetterDraft,
    Link,
    Mailing,
    NewTerms,
    Offer,
    OwnBand,
    PrintFile,
    PrintRun,
    Reminder,
    Round,
    SavedPlan,
    StatementRequest,
)
from negotiation.printing.tasks import hand_over
from negotiation.progress import Snapshot
from negotiation.terms import Term

TODAY = date(2026, 3, 2)  # a Monday
MAILING = {field.name for field in Mailing._meta.fields} - {"id", "letter", "workspace"}


@cache
def kept(password):
    """As it is kept: worked out once, since nearly every test has a person and few sign in."""
    return make_password(password)


def user(name="alice"):
    email = f"{name}@example.org"
    return User.objects.create(email=email, password=kept("a long enough password"))


def workspace(member, **fields):
    fields = {
        "full_name": "Alice Marlowe",
        "street": "12 Orchard Street, Apt 4",
        "city": "Rochester",
        "state": "NY",
        "zip_code": "14604",
        "time_zone": "America/New_York",
        "cash": Decimal("900.00"),
        "monthly_saving": Decimal("150.00"),
    } | fields
    return Workspace.objects.make_for(member, **fields)


def member(workspace, person, role="view", *, debts=None, **fields):
    """This person's membership: of the whole workspace, or of these debts alone."""
    scope = "whole" if debts is None else "part"
    made = workspace.memberships.create(user=person, role=role, scope=scope, **fields)
    made.shared_debts.choose(debts or [], membership=made)
    return made


def invitation(workspace, email="ben@example.org", *, debts=None, **fields):
    """One that waits for an answer, with its link's secret in `token`."""
    scope = "whole" if debts is None else "part"
    by = workspace.memberships.get(role="owner").user
    made = Invitation(workspace=workspace, invited_by=by, email=email, scope=scope, **fields)
    made.token = made.keep(debts or [])
    return made


def creditor(workspace, **fields):
    fields = {
        "name": "Midtown Recovery",
        "kind": CreditorKind.COLLECTION_AGENCY,
        "address": "Dispute Department\nP.O. Box 4410\nColumbus, OH 43201",
    } | fields
    return Creditor.objects.create(workspace=workspace, **fields)


def contact(creditor, **fields):
    fields = {"name": "Dana Price", "department": "Settlements"} | fields
    return Contact.objects.create(workspace=creditor.workspace, creditor=creditor, **fields)


def household_item(workspace, section="income", **fields):
    """Pay of $1,000.00 a month; of another section, what fits it."""
    flow = section in ("income", "expense")
    fields = {
        "kind": {"income": "wages", "expense": "food"}.get(section, "other"),
        "amount": Decimal("1000.00"),
        **({"every": "monthly"} if flow else {"said_by": "you", "as_of": TODAY}),
    } | fields
    item = HouseholdItem(workspace=workspace, section=section, **fields)
    item.add()
    return item


def debt(workspace, **fields):
    fields = {"nickname": "Blue card", "kind": DebtKind.CREDIT_CARD, "state": "NY"} | fields
    if not any(role in fields for role in ("original_creditor", "owner", "collector", "law_firm")):
        fields["collector"] = creditor(workspace)
    return Debt.objects.create(workspace=workspace, **fields)


def balance(debt, total="1200.00", **fields):
    fields = {"as_of": date(2026, 2, 1), "source": BalanceSource.CREDITOR_STATEMENT} | fields
    entry = BalanceEntry.objects.create(
        workspace=debt.workspace, debt=debt, total=Decimal(total), **fields
    )
    debt.touch()
    return entry


def payment(debt, amount="50.00", **fields):
    fields = {"paid_on": date(2026, 2, 10)} | fields
    made = Payment.objects.create(
        workspace=debt.workspace, debt=debt, amount=Decimal(amount), **fields
    )
    debt.touch()
    return made


def document(debt, content=b"%PDF-1.7 a statement %%EOF", **fields):
    fields = {"title": "Statement of February", "kind": Document.Kind.STATEMENT} | fields
    content_type = fields.pop("content_type", "application/pdf")
    made = Document(workspace=debt.workspace, debt=debt, **fields)
    return made.keep(Paper(content, content_type), by=None, on=TODAY)


@transaction.atomic
def letter(debt, **fields):
    """A frozen letter with its mailing; tests of its content issue a real one."""
    mailing = {name: fields.pop(name) for name in MAILING & set(fields)}
    fields = {
        "creditor": debt.holder,
        "recipient_kind": debt.holder.kind,
        "address": debt.holder.address,
        "kind": "L2",
        "language": "en",
        "title": "Validation request",
        "recipient": debt.holder.name,
        "issued_on": date(2026, 2, 2),
        "template_version": 1,
        "html": "<body><article>To whom it may concern</article></body>",
        "data": letter_data(debt),
        "pdf": b"%PDF-1.7 a letter %%EOF",
        "sha256": "0" * 64,
    } | fields
    made = Letter.objects.create(workspace=debt.workspace, debt=debt, **fields)
    known = Mailing.objects.create(workspace=debt.workspace, letter=made, **mailing)
    made.hold_workspace()
    Link.objects.issued(made, [])
    Link.objects.sent(known)
    return made


def letter_data(debt, **fields):
    """What an issued letter keeps of its content: LetterContent.snapshot()."""
    return {
        "kind": "L2",
        "language": "en",
        "date": "2026-02-02",
        "sender_name": debt.workspace.full_name,
        "sender_lines": list(debt.workspace.address_lines),
        "recipient_name": debt.holder.name,
        "recipient_lines": list(debt.holder.address_lines),
        "recipient_kind": debt.holder.kind,
        "references": [],
        "said": {},
        "flags": [],
        "names": {},
        "edited": {},
        "free_text": "",
        "enclosures": [],
        "own_enclosures": [],
        "mail": "certified",
        "mail_number": "",
    } | fields


def export(workspace, content=b"PK a copy of everything", **fields):
    """A copy that is ready to be downloaded."""
    fields = {
        "state": Export.State.READY,
        "size": len(content),
        "ended_at": timezone.now(),
    } | fields
    made = Export.objects.create(workspace=workspace, **fields)
    made.folder.mkdir(parents=True)
    made.file.write_bytes(content)
    return made


def print_run(*letters, **fields):
    """A run over these letters that waits for the worker."""
    run = PrintRun(workspace=letters[0].workspace, **fields)
    run.begin(letters, by=None)
    hand_over(run)
    return run


def print_file(run, content=b"%PDF-1.7 letters %%EOF", **fields):
    fields = {"kind": PrintFile.Kind.LETTERS, "content_type": "application/pdf"} | fields
    path = run.put("letters", content)
    return PrintFile.objects.create(
        workspace=run.workspace, run=run, path=path, size=len(content), **fields
    )


def enclosure(letter, document, position=1):
    return Enclosure.objects.create(
        workspace=letter.workspace, letter=letter, document=document, position=position
    )


def letter_draft(debt, **fields):
    fields = {"kind": "L2", "recipient": str(debt.holder.pk)} | fields
    return LetterDraft.objects.create(workspace=debt.workspace, debt=debt, **fields)


@transaction.atomic
def statement_request(debt, **fields):
    """One that is open; days of mailing go to its letter."""
    mailing = {name: fields.pop(name) for name in MAILING & set(fields) - {"answered_on"}}
    fields = {"creditor": debt.holder, "asked_as": "validation"} | fields
    sent = fields.pop("letter", None) or letter(debt)
    Mailing.objects.filter(letter=sent).update(**mailing)
    sent.hold_workspace()
    Link.objects.sent(Mailing.objects.get(letter=sent))
    return StatementRequest.objects.create(
        workspace=debt.workspace, debt=debt, letter=sent, **fields
    )


def call(debt, **fields):
    fields = {
        "at": datetime(2026, 2, 20, 10, 30, tzinfo=ZoneInfo("America/New_York")),
        "time_zone": "America/New_York",
        "direction": CallLog.Direction.INCOMING,
        "outcome": CallLog.Outcome.SPOKE,
    } | fields
    made = CallLog.objects.create(workspace=debt.workspace, debt=debt, **fields)
    debt.touch()
    return made


def offer(debt, amount="300.00", *, on=TODAY, **fields):
    """Our open offer by letter; `by="them"` for one of theirs."""
    fields = {"by": Offer.By.US, "made_on": on, "how": Offer.How.LETTER} | fields
    made = Offer(
        workspace=debt.workspace, debt=debt, creditor=debt.holder, amount=Decimal(amount), **fields
    )
    return made.make(by=None, on=on)


def agreement(debt, amount="300.00", *, on=TODAY, written=True, **fields):
    """A deal both sides said yes to, on paper with every term unless `written` is False."""
    taken = fields.pop("offer", None) or offer(debt, amount, on=on, **fields)
    made, _ = Agreement.reach(taken, by=None, on=on, form_key=uuid4())
    if written:
        paper = document(debt, title="Their letter", kind=Document.Kind.AGREEMENT)
        made.write_down(by=None, on=on, document=paper, said=[str(term) for term in Term])
    return made


def settled(debt, amount="300.00", *, on=TODAY, **fields):
    """A deal of one payment, on paper and paid."""
    deal = agreement(debt, amount, on=on, **fields)
    part = deal.instalments.get()
    part.agreement = deal
    part.pay(blank_payment(debt, part.amount, paid_on=on), by=None, on=on)
    return deal


def blank_payment(debt, amount, **fields):
    """One that is not entered yet."""
    return Payment(workspace=debt.workspace, debt=debt, amount=amount, **fields)


def offer_round(workspace, *, on=TODAY, **fields):
    """A round nobody was asked in yet."""
    fields = {"kind": Round.Kind.FIRST, "cash": "300.00", "made_on": on} | fields
    return Round.objects.create(workspace=workspace, **fields)


def new_terms(debt, **fields):
    fields = {"kind": "lower", "agreed_on": TODAY, "starts_on": TODAY, "monthly": "40.00"} | fields
    return NewTerms(workspace=debt.workspace, debt=debt, **fields).enter(by=None, on=TODAY)


def defence_file(deal, **fields):
    """Its row alone, around a paper that is no PDF."""
    return DefenceFile.objects.create(
        workspace=deal.workspace, debt=deal.debt, agreement=deal, scope=DefenceFile.Scope.WHOLE,
        document=document(deal.debt, **fields),
    )  # fmt: skip


def reminder(debt=None, remind_on=date(2026, 3, 23), **fields):
    """A reminder of this debt; of the whole where `workspace` is given instead."""
    fields = {"workspace": debt and debt.workspace} | fields
    made = Reminder(debt=debt, remind_on=remind_on, **fields)
    made.make(by=None, on=TODAY)
    return made


def calendar_feed(workspace, **fields):
    """A secret address of the workspace's first member."""
    membership = workspace.memberships.get(ended_at=None, role="owner")
    fields = {"details": False, "form_key": uuid4(), "now": timezone.now()} | fields
    feed, _ = CalendarFeed.open_for(membership, **fields)
    return feed


def own_band(debt, **fields):
    return OwnBand.objects.create(workspace=debt.workspace, debt=debt, **fields)


def saved_plan(workspace, **fields):
    """A plan for one debt of $1,200.00 that was to end within two months."""
    kept = Snapshot(TODAY, 2, Decimal(400), (Decimal(600), Decimal(0)), (Decimal(1150),))
    fields = {"made_on": TODAY, "owed": "1200.00", "data": kept.to_data()} | fields
    return SavedPlan.objects.create(workspace=workspace, **fields)


def facts(**fields):
    """A verified credit-card debt at a collection agency in New York: nothing pledged, no suit."""
    fields = {
        "kind": DebtKind.CREDIT_CARD,
        "holder": CreditorKind.COLLECTION_AGENCY,
        "owner": CreditorKind.DEBT_BUYER,
        "state": "NY",
        "balance": Decimal("1200.00"),
        "basis": Basis.VERIFIED,
        "security": Security.NONE,
        "sued": False,
    } | fields
    return DebtFacts(**fields)


def history(**fields):
    return CaseHistory(**fields)

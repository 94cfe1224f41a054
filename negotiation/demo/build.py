"""Makes the demo's person, workspace and debts, act by act, through the models' own verbs."""

from contextlib import contextmanager
from datetime import datetime, time, timedelta
from itertools import count
from unittest.mock import patch
from uuid import uuid4
from zoneinfo import ZoneInfo

from allauth.account.models import EmailAddress
from django.db import transaction
from django.utils import timezone

from debtsite import native
from ledger.models import (
    BalanceEntry,
    Contact,
    Creditor,
    Debt,
    Document,
    HouseholdItem,
    Payment,
    User,
    Workspace,
)
from negotiation import standing
from negotiation.demo import papers, story
from negotiation.forms import letter_data
from negotiation.forms.letters import LetterForm
from negotiation.letters.issue import Order, issue
from negotiation.letters.kinds import kind_for
from negotiation.letters.recipients import addressee
from negotiation.models import Agreement, CallLog, Offer
from negotiation.terms import required

EMAIL, PASSWORD = "demo@example.org", "one letter at a time"
ZONE = ZoneInfo("America/New_York")  # where its person lives
ROLES = ("original_creditor", "owner", "collector", "law_firm")


def exists():
    return Workspace.objects.filter(is_demo=True).exists()


@transaction.atomic  # all of it or nothing: a half-told story would never be finished
def make(*, on):
    """The demo as of this day; without the native libraries it comes without letters."""
    told = story.household(on)
    person = demo_person()
    workspace = Workspace.objects.make_for(
        person, is_demo=True, time_zone=ZONE.key, **told["person"]
    )
    creditors = {known.pop("key"): meet(workspace, **known) for known in told["creditor"]}
    for row in told["household"]:
        own(workspace, **row)
    evenings = Evenings()
    for debt in story.debts(on):
        Case(workspace, creditors, person, evenings).tell(debt)
    standing.refresh(workspace, on=on)
    return workspace


def demo_person():
    person = User.objects.filter(email=EMAIL).first()
    if person is None:
        person = User.objects.create_user(EMAIL, PASSWORD)
        EmailAddress.objects.create(user=person, email=EMAIL, verified=True, primary=True)
    return person


def meet(workspace, *, contact=(), **known):
    creditor = Creditor.objects.create(workspace=workspace, **known)
    for desk in contact:
        Contact.objects.create(workspace=workspace, creditor=creditor, **desk)
    return creditor


def own(workspace, *, as_of_on=None, **row):
    HouseholdItem(workspace=workspace, as_of=as_of_on, **row).add()


class Evenings:
    """The demo is made in a second; its rows should not say so, and can never be changed later.

    So each act is written down on the evening of its day, a second after the one before.
    """

    def __init__(self):
        self.second = count()

    @contextmanager
    def of(self, day):
        evening = datetime.combine(day, time(20), ZONE)
        now = (evening + timedelta(seconds=second) for second in self.second)
        with patch.object(timezone, "now", side_effect=now):
            yield


class Case:
    """One debt's story being told: each method is an act, named as in the story files."""

    def __init__(self, workspace, creditors, person, evenings):
        self.workspace, self.creditors, self.person = workspace, creditors, person
        self.evenings = evenings
        self.asked, self.deal, self.named = None, None, {}  # what later acts come back to

    def tell(self, told):
        acts, added_on = told.pop("story"), told.pop("added_on")
        parties = {role: self.creditors[told.pop(role)] for role in ROLES if role in told}
        self.debt = Debt(workspace=self.workspace, state=self.workspace.state, **told, **parties)
        with self.evenings.of(added_on):
            self.debt.add(by=self.person, on=added_on)
        for act in acts:
            name, verb = act.pop("name", ""), act.pop("act")
            with self.evenings.of(max(act["on"], added_on)):
                self.named[name] = getattr(self, verb)(**act)

    def row(self, model, **fields):
        return model(workspace=self.workspace, debt=self.debt, **fields)

    def change(self, *, on, **facts):
        for name, value in facts.items():
            setattr(self.debt, name, value)
        self.debt.change(list(facts), by=self.person, on=on)

    def hand_over(self, *, on, role, to):
        self.debt.pass_to(role, self.creditors[to], since=on, by=self.person, on=on)

    def balance(self, *, on, **parts):
        return self.row(BalanceEntry, as_of=on, **parts).enter(by=self.person, on=on)

    def correct(self, *, on, as_of_on, corrects, **parts):
        wrong = self.named[corrects]
        return self.row(BalanceEntry, as_of=as_of_on, corrects=wrong, **parts).enter(
            by=self.person, on=on
        )

    def payment(self, *, on, **given):
        return self.row(Payment, paid_on=on, **given).enter(by=self.person, on=on)

    def paper(self, *, on, kind, title, heading, lines):
        drawn = papers.draw(heading, lines)
        return self.row(Document, kind=kind, title=title).keep(drawn, by=self.person, on=on)

    def call(self, *, on, time, contact=None, party=True, **said):
        hour, minute = map(int, time.split(":"))
        self.row(
            CallLog,
            at=datetime(on.year, on.month, on.day, hour, minute, tzinfo=ZONE),
            time_zone=ZONE.key,
            creditor=self.debt.holder if party else None,
            contact=self.find(contact),
            **said,
        ).log(by=self.person)

    def letter(self, *, on, contact=None, **chosen):
        if native.missing():
            return
        kind = kind_for(self.debt.holder.party)
        to = addressee(self.debt, kind)
        data = letter_data.begun(self.debt, kind, to, on=on)
        for name, value in chosen.items():
            data.setlist(name, list(map(str, value)) if isinstance(value, list) else [str(value)])
        if desk := self.find(contact):
            data["contact"] = str(desk.pk)
        form = LetterForm(data, debt=self.debt, kind=kind, to=to, on=on)
        made, _new = issue(
            Order(
                debt=self.debt, to=to, content=form.content(), form_key=form.value("form_key"),
                by=self.person,
            )
        )  # fmt: skip
        self.asked = made.request

    def mail(self, *, on, **how):
        if self.asked:
            self.asked.letter.mailing.mail(by=self.person, mailed_on=on, **how)

    def answer(self, *, on, came, document=None, **parts):
        entry = self.balance(on=on, source="creditor_statement", **parts)
        if self.asked:
            self.asked.answered(
                on=on,
                by=self.person,
                checklist={"came": came},
                balance=entry,
                document=self.named.get(document),
            )

    # ---- talks, a deal, and its end -----------------------------------------------------

    def offer(self, *, on, side="us", **said):
        """An offer of either side; it answers the one that stands on the other."""
        other = Offer.By.THEM if side == "us" else Offer.By.US
        return self.row(
            Offer,
            by=side,
            creditor=self.debt.holder,
            made_on=on,
            answers=self.debt.offers.open().filter(by=other).first(),
            **said,
        ).make(by=self.person, on=on)

    def agree(self, *, on):
        offer = self.debt.offers.open().get()
        self.deal, _made = Agreement.reach(offer, by=self.person, on=on, form_key=uuid4())

    def in_writing(self, *, on, document, **told):
        said = [str(term) for term in required(self.deal.needs)]
        paper = self.named[document]
        self.deal.write_down(by=self.person, on=on, document=paper, said=said, **told)

    def pay_part(self, *, on, document=None, **given):
        part = self.deal.instalments.filter(payment=None).first()
        paper = self.named.get(document)
        payment = self.row(Payment, paid_on=on, amount=part.amount, document=paper, **given)
        part.pay(payment, by=self.person, on=on)

    def proven(self, *, on, document):
        self.deal.refresh_from_db()
        self.deal.confirm(by=self.person, on=on, document=self.named[document])

    def find(self, name):
        return name and self.debt.holder.contacts.get(name=name)

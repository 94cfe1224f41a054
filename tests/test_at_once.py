"""Twenty windows send one form in one moment, on a database with row locks: one row, one answer."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connections
from django.test import Client
from django.urls import reverse

from ledger import keys
from ledger.models import BalanceEntry, Contact, Creditor, Debt, HouseholdItem, Payment
from negotiation.models import Agreement, CallLog, Letter, LetterDraft, Offer, Reminder
from tests import make
from tests.negotiation.views.writing import shown, url_of, verified_card
from tests.test_twice import TYPED, free_debt, shown_on

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
TWENTY = 20


def at_once(person, url, typed):
    """The places that twenty connections were sent to."""
    barrier = Barrier(TWENTY)

    def send(_number):
        client = Client()
        client.force_login(person)
        barrier.wait()
        try:
            page = client.post(url, typed)
            return page.status_code, page.get("Location")
        finally:
            connections.close_all()

    with ThreadPoolExecutor(TWENTY) as pool:
        return {*pool.map(send, range(TWENTY))}


@pytest.fixture
def signed_in(client, alice):
    client.force_login(alice)
    return client


MAKING = [
    ("ledger:debt_create", "workspace", (Debt, Creditor, BalanceEntry)),
    ("ledger:creditor_create", "workspace", (Creditor,)),
    ("ledger:income_create", "workspace", (HouseholdItem,)),
    ("ledger:contact_create", "creditor", (Contact,)),
    ("ledger:balance_create", "debt", (BalanceEntry,)),
    ("negotiation:payment_create", "debt", (Payment,)),
    ("negotiation:reminder_create", "debt", (Reminder,)),
    ("negotiation:call_create", "debt", (CallLog,)),
    ("negotiation:offer_receive", "free", (Offer,)),
    ("negotiation:offer_create", "free", (Offer,)),
]


@pytest.mark.parametrize(("name", "on", "made"), MAKING, ids=[row[0] for row in MAKING])
def test_one_form_sent_twenty_times_makes_one_row(signed_in, alice, workspace, name, on, made):
    parent = workspace
    if on != "workspace":
        parent = free_debt(workspace) if on == "free" else make.debt(workspace)
        parent = parent.collector if on == "creditor" else parent
    before = [model.objects.count() for model in made]
    url = reverse(name, args=[parent.pk])
    answers = at_once(alice, url, shown_on(signed_in.get(url)) | TYPED.get(name, {}))
    assert [model.objects.count() for model in made] == [count + 1 for count in before]
    assert len(answers) == 1
    assert {code for code, _place in answers} == {302}


def test_a_number_typed_twenty_times_is_sealed_with_one_key(signed_in, alice, workspace):
    url = reverse("ledger:debt_create", args=[workspace.pk])
    at_once(alice, url, shown_on(signed_in.get(url)) | TYPED["ledger:debt_create"])
    assert Debt.objects.get().account_number == "8837-4471"
    assert len(keys.of(workspace.pk)) == 1


def test_a_yes_clicked_twenty_times_is_one_deal(signed_in, alice, workspace):
    offer = make.offer(free_debt(workspace), "300.00")
    url = reverse("negotiation:offer_accept", args=[offer.pk])
    answers = at_once(alice, url, {"form_key": str(make.uuid4()), "reason": "Yes"})
    assert Agreement.objects.count() == 1
    assert len(answers) == 1


def test_a_letter_made_twenty_times_is_one_letter(signed_in, alice, workspace):
    debt = verified_card(workspace)
    data = shown(signed_in, debt, "L5") | {"issue": "1", "amount": "300.00"}
    answers = at_once(alice, url_of(debt, "L5"), data)
    assert (Letter.objects.count(), LetterDraft.objects.count()) == (1, 0)
    assert len(answers) == 1

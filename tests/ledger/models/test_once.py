"""Two clicks that arrive at the same moment, on a database that has row locks."""

import uuid
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connections
from django.test import Client
from django.urls import reverse

from ledger.models import BalanceEntry, Creditor, Debt, Event, Payment
from tests import make

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
CLICKS = 4


def at_once(alice, url, typed):
    """The same form sent by several connections together: the status of each answer."""
    together = Barrier(CLICKS)

    def send(_number):
        client = Client()
        client.force_login(alice)
        together.wait()
        try:
            return client.post(url, typed).status_code
        finally:
            connections.close_all()

    with ThreadPoolExecutor(CLICKS) as pool:
        return set(pool.map(send, range(CLICKS)))


def test_one_debt_is_made(alice, workspace):
    typed = {
        "form_key": uuid.uuid4(),
        "nickname": "Card",
        "kind": "other",
        "collector_name": "Midtown",
        "balance_total": "10",
    }
    assert at_once(alice, reverse("ledger:debt_create", args=[workspace.pk]), typed) == {302}
    assert [model.objects.count() for model in (Debt, Creditor, BalanceEntry)] == [1, 1, 1]
    assert Event.objects.count() == 2


def test_one_payment_is_made(alice, debt):
    typed = {"form_key": uuid.uuid4(), "amount": "10", "paid_on": "2026-01-05"}
    assert at_once(alice, reverse("negotiation:payment_create", args=[debt.pk]), typed) == {302}
    assert Payment.objects.count() == 1
    assert Debt.objects.get().revision == debt.revision + 1


def test_one_correction_is_made_of_two_different_ones(alice, debt):
    wrong = make.balance(debt)
    typed = {"total": "10", "as_of": "2026-01-05", "source": "own_record"}
    assert at_once(alice, reverse("ledger:balance_correct", args=[wrong.pk]), typed) == {302}
    assert BalanceEntry.objects.filter(corrects=wrong).count() == 1


def test_one_correction_of_a_payment_is_made_of_two_different_ones(alice, debt):
    wrong = make.payment(debt)
    typed = {"amount": "10", "paid_on": "2026-01-05"}
    assert at_once(alice, reverse("ledger:payment_correct", args=[wrong.pk]), typed) == {302}
    assert Payment.objects.filter(corrects=wrong).count() == 1


def test_one_new_holder_is_made(alice, debt):
    typed = {"move": "sold", "new_name": "Northwind"}
    assert at_once(alice, reverse("ledger:debt_holder", args=[debt.pk]), typed) == {302}
    assert Creditor.objects.filter(name="Northwind").count() == 1
    assert Event.objects.filter(kind="holder_changed").count() == 1

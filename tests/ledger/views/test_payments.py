from datetime import date
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from ledger.models import Debt, Document, Event, Payment
from tests import make

CREATE = "ledger:payment_create"
PLAIN = {"amount": "$50.00", "paid_on": "2026-02-27", "method": "check"}


def test_a_payment_moves_the_last_payment_of_the_debt_forward(visit, debt):
    visit.send(CREATE, debt, PLAIN)
    payment, event = Payment.objects.get(), Event.objects.get()
    assert payment.amount == Decimal("50")
    assert (event.kind, event.happened_on) == ("payment_made", date(2026, 2, 27))
    assert event.values == {"amount": Decimal("50.00")}
    assert Debt.objects.get().last_paid_on == date(2026, 2, 27)
    assert Debt.objects.get().revision == debt.revision + 1


def test_an_older_payment_leaves_it_where_it_is(visit, workspace):
    debt = make.debt(workspace, last_paid_on=date(2026, 2, 28))
    visit.send(CREATE, debt, PLAIN)
    assert Debt.objects.get().last_paid_on == date(2026, 2, 28)


def test_a_double_click_pays_once_with_one_proof(visit, debt):
    typed = visit.shown(CREATE, debt) | PLAIN
    for _click in range(2):
        visit.post(CREATE, debt, typed | {"upload": SimpleUploadedFile("r.pdf", b"%PDF-1 %%EOF")})
    assert Payment.objects.get().document == Document.objects.get()
    assert Document.objects.get().kind == Document.Kind.RECEIPT
    assert Event.objects.count() == 2


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        ({"amount": ""}, "amount"),
        ({"amount": "-5"}, "amount"),
        ({"amount": "1_000"}, "amount"),
        ({"paid_on": "2026-03-03"}, "paid_on"),
        ({"paid_on": "20226-01-01"}, "paid_on"),
        ({"method": "gold"}, "method"),
        ({"note": "x" * 201}, "note"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field(visit, debt, typed, wrong):
    page = visit.send(CREATE, debt, PLAIN | typed)
    assert list(page.context["form"].errors) == [wrong]
    assert not Payment.objects.exists()


def test_nothing_is_no_payment(visit, debt):
    page = visit.send(CREATE, debt, PLAIN | {"amount": "0"})
    assert "Enter more than zero." in page.text

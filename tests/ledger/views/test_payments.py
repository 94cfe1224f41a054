from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction

from ledger.models import Debt, Document, Event, Payment
from ledger.models.corrections import AlreadyCorrected
from tests import make

CREATE, CORRECT = "negotiation:payment_create", "ledger:payment_correct"
PLAIN = {"amount": "$50.00", "paid_on": "2026-02-27", "method": "check"}


def paid(visit, debt, paid_on, amount="50"):
    """A payment written down the way a person does."""
    visit.send(CREATE, debt, PLAIN, paid_on=paid_on, amount=amount)
    return Payment.objects.get(paid_on=paid_on)


def last_payment():
    return Debt.objects.get().last_paid_on


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


# ---- corrections -------------------------------------------------------------------------


def test_a_correction_is_a_new_payment_and_the_old_one_stays(visit, debt):
    wrong = paid(visit, debt, "2026-02-27")
    shown = visit.shown(CORRECT, wrong)
    assert (shown["amount"], shown["paid_on"], shown["method"]) == (
        Decimal("50.00"),
        date(2026, 2, 27),
        "check",
    )

    page = visit.post(CORRECT, wrong, shown | {"amount": "5"})

    assert page["Location"] == debt.get_absolute_url()
    wrong.refresh_from_db()
    right = Payment.objects.get(corrects=wrong)
    assert (wrong.amount, wrong.is_corrected) == (Decimal("50.00"), True)
    assert (right.amount, right.debt, right.is_corrected) == (Decimal("5.00"), debt, False)
    event = Event.objects.get(kind="payment_corrected")
    assert (event.values, event.subject_id) == ({"amount": Decimal("5.00")}, right.pk)
    assert event.happened_on == make.TODAY
    assert Debt.objects.get().revision == debt.revision + 2


def test_the_struck_out_payment_stays_on_the_case_file(visit, debt):
    wrong = paid(visit, debt, "2026-02-27")
    visit.send(CORRECT, wrong, amount="5")
    page = visit.client.get(debt.get_absolute_url()).text
    assert "<s>$50.00</s>" in page
    assert "<s>$5.00</s>" not in page
    assert f"/payments/{wrong.pk}/correct/" not in page
    assert f"/payments/{wrong.corrected_by.pk}/correct/" in page


def test_only_what_stands_is_taken_off_the_estimate(visit, workspace):
    debt = make.debt(workspace, apr=Decimal("0"))
    make.balance(debt, "1200.00")
    wrong = paid(visit, debt, "2026-02-27")
    assert debt.estimate(on=make.TODAY).total == Decimal("1150.00")
    visit.send(CORRECT, wrong, amount="5")
    assert debt.estimate(on=make.TODAY).total == Decimal("1195.00")


def test_a_payment_that_was_never_made_is_taken_back(visit, workspace):
    debt = make.debt(workspace, apr=Decimal("0"))
    make.balance(debt, "1200.00")
    wrong = paid(visit, debt, "2026-02-27")
    assert "This payment was never made" in visit.client.get(f"/payments/{wrong.pk}/correct/").text

    visit.send(CORRECT, wrong, never_made="on", amount="lots", paid_on="", note="Bank sent it back")

    right = Payment.objects.get(corrects=wrong)
    assert (right.amount, right.paid_on, right.note) == (
        Decimal("0"),
        date(2026, 2, 27),
        "Bank sent it back",
    )
    assert debt.estimate(on=make.TODAY).total == Decimal("1200.00")
    page = visit.client.get(debt.get_absolute_url()).text
    assert "<s>$50.00</s>" in page
    assert "Never made" in page
    assert "You wrote down that a payment was never made." in page


def test_after_all_it_was_made(visit, debt):
    wrong = paid(visit, debt, "2026-02-27")
    visit.send(CORRECT, wrong, never_made="on")
    never = Payment.objects.get(corrects=wrong)
    assert "was never made" in visit.client.get(f"/payments/{never.pk}/correct/").text
    shown = visit.shown(CORRECT, never)
    assert "amount" not in shown
    assert "never_made" not in shown

    visit.post(CORRECT, never, shown | {"amount": "60"})

    assert Payment.objects.get(corrects=never).amount == Decimal("60")
    assert last_payment() == date(2026, 2, 27)
    assert "<s>Never made</s>" in visit.client.get(debt.get_absolute_url()).text


def test_a_correction_to_nothing_is_asked_back(visit, debt):
    wrong = paid(visit, debt, "2026-02-27")
    page = visit.send(CORRECT, wrong, amount="0")
    assert page.context["form"].errors["amount"] == [
        "Enter more than zero, or say that this payment was never made."
    ]
    assert not wrong.is_corrected


def test_a_new_payment_cannot_be_one_that_was_never_made(visit, debt):
    page = visit.send(CREATE, debt, PLAIN | {"amount": "0"}, never_made="on")
    assert "Enter more than zero." in page.text
    assert "never made" not in page.text
    assert not Payment.objects.exists()


def test_a_double_click_corrects_a_payment_once(visit, debt):
    wrong = paid(visit, debt, "2026-02-27")
    typed = visit.shown(CORRECT, wrong) | {"amount": "5"}
    for _click in range(2):
        page = visit.post(CORRECT, wrong, typed)
    assert Payment.objects.count() == 2
    assert "struck out" in visit.client.get(page["Location"]).text


def test_a_payment_is_corrected_once_and_then_the_newer_one(visit, debt):
    wrong = paid(visit, debt, "2026-02-27")
    other_window = visit.shown(CORRECT, wrong)
    visit.send(CORRECT, wrong, amount="5")

    url = f"/payments/{wrong.pk}/correct/"
    for page in (
        visit.client.post(url, other_window | {"amount": "6"}, follow=True),
        visit.client.get(url, follow=True),
    ):
        assert "This entry was corrected already." in page.text
    assert Payment.objects.count() == 2

    visit.send(CORRECT, Payment.objects.get(corrects=wrong), amount="7")
    assert Payment.objects.count() == 3


def test_the_rows_themselves_refuse_what_cannot_be(debt):
    wrong = make.payment(debt)
    make.payment(debt, "5", corrects=wrong)
    again = Payment(
        workspace=debt.workspace, debt=debt, corrects=wrong, amount=1, paid_on=wrong.paid_on
    )
    with pytest.raises(AlreadyCorrected):
        again.enter(by=None, on=make.TODAY)
    with pytest.raises(IntegrityError), transaction.atomic():
        again.save()
    nothing = Payment(workspace=debt.workspace, debt=debt, amount=0, paid_on=wrong.paid_on)
    with pytest.raises(ValidationError, match="more than zero"):
        nothing.full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        nothing.save()


NEVER = {"never_made": "on"}


def on_the_day(day):
    return {"paid_on": day}


@pytest.mark.parametrize(
    ("typed", "days", "corrected", "change", "last"),
    [
        (None, ["2026-02-27"], "2026-02-27", NEVER, None),  # nothing is known any more
        ("2025-06-01", ["2026-02-27"], "2026-02-27", NEVER, "2025-06-01"),  # what was typed before
        (None, ["2026-01-05", "2026-02-27"], "2026-02-27", NEVER, "2026-01-05"),
        (None, ["2026-02-27", "2026-01-05"], "2026-02-27", NEVER, "2026-01-05"),
        (None, ["2026-01-05", "2026-02-27"], "2026-01-05", NEVER, "2026-02-27"),  # not about it
        ("2026-03-01", ["2026-02-27"], "2026-02-27", NEVER, "2026-03-01"),
        ("2026-02-27", ["2026-02-27"], "2026-02-27", NEVER, "2026-02-27"),  # typed, not from there
        ("2025-06-01", ["2026-02-27"], "2026-02-27", on_the_day("2026-02-20"), "2026-02-20"),
        ("2025-06-01", ["2026-02-27"], "2026-02-27", on_the_day("2025-01-05"), "2025-06-01"),
        ("2025-06-01", ["2026-02-20"], "2026-02-20", on_the_day("2026-02-27"), "2026-02-27"),
        (None, ["2026-01-05", "2026-02-20"], "2026-01-05", on_the_day("2026-02-27"), "2026-02-27"),
    ],
)
def test_the_last_payment_is_what_still_stands(
    visit, workspace, typed, days, corrected, change, last
):
    debt = make.debt(workspace, last_paid_on=typed)
    made = {day: paid(visit, debt, day) for day in days}
    visit.send(CORRECT, made[corrected], change)
    assert str(last_payment()) == str(last)


def test_payments_taken_back_one_by_one_leave_what_was_typed(visit, workspace):
    debt = make.debt(workspace, last_paid_on=date(2025, 6, 1))
    first, second = (paid(visit, debt, day) for day in ("2026-01-05", "2026-02-27"))
    visit.send(CORRECT, first, never_made="on")
    assert last_payment() == date(2026, 2, 27)
    visit.send(CORRECT, second, never_made="on")
    assert last_payment() == date(2025, 6, 1)


def test_a_day_typed_since_then_stays(visit, debt):
    wrong = paid(visit, debt, "2026-02-27")
    Debt.objects.update(last_paid_on=date(2026, 1, 31))
    visit.send(CORRECT, wrong, never_made="on")
    assert last_payment() == date(2026, 1, 31)

"""The tax side of a deal, and what is looked at after the last payment."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from negotiation.models import Agreement, InsolvencySnapshot
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def signed_in(client, alice):
    client.force_login(alice)
    return client


@pytest.fixture
def deal(debt):
    """Of $1,200 owed; the cash at hand is $900."""
    make.balance(debt, "1200.00")
    return Agreement.objects.get(pk=make.settled(debt).pk)


def to(name, row):
    return reverse(f"negotiation:{name}", args=[row.pk])


def test_the_page_says_what_can_be_left_out(signed_in, deal, debt):
    page = signed_in.get(to("forgiven_debt", debt))
    assert "$900.00 is forgiven" in page.text
    assert "$300.00 can be left out of your income. $600.00 may be taxed." in page.text
    assert "What you owned and owed on March 1, 2026" in page.text
    assert "$300.00 is 25 percent of the $1,200.00" in page.text


def test_without_a_deal_there_is_nothing_to_show(signed_in, debt):
    page = signed_in.get(to("forgiven_debt", debt), follow=True)
    assert "There is no deal on this debt yet." in page.text


def corrected(signed_in, kept, **typed):
    form = signed_in.get(to("worksheet_correct", kept)).context["form"]
    shown = {name: form[name].value() for name in form.fields}
    shown = {name: value for name, value in shown.items() if value is not None}
    return signed_in.post(to("worksheet_correct", kept), shown | typed, follow=True)


def test_a_correction_is_a_new_worksheet_and_the_old_one_stays(signed_in, deal, debt):
    kept = deal.worksheets.first()
    page = corrected(signed_in, kept, asset_vehicle="100.00")
    new = InsolvencySnapshot.objects.get(replaces=kept)
    assert new.worth.assets == Decimal("1000.00")
    assert new.owed == kept.owed  # what was not touched keeps who said it
    assert "$200.00 can be left out of your income. $700.00 may be taxed." in page.text
    assert "Earlier worksheets" in page.text
    assert InsolvencySnapshot.objects.get(pk=kept.pk).assets == Decimal("900.00")


def test_a_worksheet_is_put_right_once(signed_in, deal):
    kept = deal.worksheets.first()
    corrected(signed_in, kept, asset_vehicle="1,000.00")
    page = corrected(signed_in, kept, asset_vehicle="2,000.00")
    assert "Another window put it right meanwhile." in page.text
    assert InsolvencySnapshot.objects.filter(replaces=kept).count() == 1


def test_the_day_is_the_one_before_the_last_payment_or_earlier(signed_in, deal):
    kept = deal.worksheets.first()
    page = corrected(signed_in, kept, as_of=str(deal.settled_on))
    assert "It is the day before the last payment, or earlier." in page.text
    assert not InsolvencySnapshot.objects.filter(replaces=kept).exists()


@pytest.mark.parametrize(
    ("on", "asked"),
    [
        (date(2026, 4, 30), ()),  # 59 days after
        (date(2026, 5, 1), ("They are right",)),
        (date(2026, 12, 31), ("They are right",)),
        (date(2027, 1, 1), ("They are right", "It came")),
    ],
)
def test_reports_are_asked_for_after_60_days_and_the_form_in_january(
    client, alice, deal, time_machine, on, asked
):
    time_machine.move_to(f"{on} 17:00Z")
    client.force_login(alice)
    page = client.get(deal.get_absolute_url())
    assert "Check your credit reports" in page.text
    assert "Look for a form 1099-C" in page.text
    for words in ("They are right", "It came"):
        assert (words in page.text) == (words in asked)


def test_what_is_ticked_off_is_asked_for_no_more(client, alice, deal, time_machine):
    time_machine.move_to("2027-02-01 17:00Z")
    client.force_login(alice)
    page = client.post(to("agreement_look", deal), {"report_checked_on": "1"}, follow=True)
    assert "Check your credit reports" not in page.text
    page = client.post(to("agreement_look", deal), {"form_came_on": "1"}, follow=True)
    assert "Look for a form 1099-C" not in page.text
    deal.refresh_from_db()
    assert deal.report_checked_on == deal.form_came_on == date(2027, 2, 1)
    kinds = {event.kind for event in deal.debt.events.all()[:2]}
    assert kinds == {"form_came", "report_checked"}

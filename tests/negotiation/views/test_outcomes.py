from datetime import date

import pytest
from django.urls import reverse

from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(client, alice, workspace):
    client.force_login(alice)
    url = reverse("negotiation:outcomes", args=[workspace.pk])
    return lambda **query: client.get(url, query)


def test_before_the_first_figure_it_says_so(page, debt):
    make.balance(debt, "1200.00")
    assert "No figure was named yet" in page().text


def test_asked_offered_agreed_and_saved_by_creditor_kind_and_month(page, debt):
    make.balance(debt, "1200.00")
    make.offer(debt, "800.00", by="them", on=date(2026, 2, 20))
    make.settled(debt)
    text = " ".join(page().text.split())
    assert "$900.00 saved so far" in text
    assert "before any tax on what was forgiven" in text
    assert "1 debt is settled and paid: $1,200.00 of the $1,200.00" in text
    for name in ("Midtown Recovery", "Credit card", "March 2026"):
        assert name in text
    assert text.count("25 % of $1,200.00") == 6  # offered and agreed, in three groups
    assert "66.7 % of $1,200.00" in text


def test_a_tax_rate_takes_off_what_the_worksheet_leaves_taxable(page, debt):
    """Owed $1,200 and owned $900: of $900 forgiven, $600 may be taxed."""
    make.balance(debt, "1200.00")
    make.settled(debt)
    text = " ".join(page(rate="10").text.split())
    assert "$840.00 saved so far" in text
    assert "with $60.00 taken off for tax at 10 percent" in text


def test_a_debt_without_a_known_balance_counts_for_nothing(page, debt):
    make.offer(debt, "100.00")
    assert "No figure was named yet" in page().text

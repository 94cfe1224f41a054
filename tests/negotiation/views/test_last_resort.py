"""What bankruptcy would change: each of the user's debts, no verdict, and where help is free."""

from decimal import Decimal

import pytest
from django.urls import reverse

from ledger.law.bankruptcy import Chapter
from ledger.law.discharge import Outcome
from tests import make

D = Decimal


@pytest.fixture
def page(client, alice, workspace):
    client.force_login(alice)
    return lambda: client.get(reverse("negotiation:bankruptcy"))


def fates(page, chapter):
    [way] = [way for way in page.context["ways"] if way.outline.chapter is chapter]
    return {fate.debt.nickname: fate.found.outcome for fate in way.fates}


def test_each_debt_stands_under_both_chapters(page, debt, workspace):
    debt.security = "none"
    debt.save()
    make.balance(debt, "1200.00")
    loans = make.debt(workspace, nickname="Loans", kind="federal_student", collector=debt.collector)
    make.balance(loans, "9000.00")
    shown = page()
    for chapter in Chapter:
        assert fates(shown, chapter) == {"Blue card": Outcome.ENDS, "Loans": Outcome.STAYS}
    assert "Of what you list, $1,200.00 could end." in shown.text
    assert "$9,000.00 would most likely go on." in shown.text


def test_what_is_over_already_does_not_count(page, debt):
    make.balance(debt, "0.00")
    assert fates(page(), Chapter.SEVEN) == {}


def test_time_and_cost_are_ranges_with_their_law(page):
    shown = page()
    assert "$1,338 to $3,338" in shown.text
    assert "3 to 5 years" in shown.text
    assert "28 USC 1930" in shown.text


def test_it_gives_no_verdict_and_leads_to_free_help(page, debt):
    said = page().text
    assert "only a lawyer can tell" in said
    assert "https://www.lsc.gov/about-lsc/what-legal-aid/get-legal-help" in said
    assert "only if it is true" in said


def test_a_lawsuit_is_a_reason_to_ask_a_lawyer_and_nothing_is_none(page, debt):
    assert page().context["worth_asking"] == []
    debt.sued = True
    debt.save()
    assert "A holder has sued you. Filing stops most lawsuits." in page().text


def test_the_calculators_lead_there(page, client, debt):
    assert reverse("negotiation:bankruptcy") in client.get(reverse("ledger:calculators")).text

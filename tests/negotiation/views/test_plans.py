"""The plan's pages: when it is over, what it costs, other figures, all ways, kept plans."""

import re
from datetime import date
from decimal import Decimal as D
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from ledger.facts import DebtKind
from ledger.wording import day
from negotiation import standing
from negotiation.models import SavedPlan, Standing
from negotiation.plan.terms import Objective
from negotiation.plan.what_if import WhatIf
from negotiation.plan_page import PlanPage
from negotiation.strategy import band
from negotiation.views import plans
from tests import make

PLAN, WAYS = reverse("negotiation:plan"), reverse("negotiation:plan_ways")
HTMX = {"HX-Request": "true"}


@pytest.fixture
def here(client, alice, workspace, monkeypatch):
    """Gets the page as it is on that day, in plain words."""
    today = [make.TODAY]
    monkeypatch.setattr(plans, "localdate", lambda: today[0])
    client.force_login(alice)

    def get(path=PLAN, *, on=make.TODAY, headers=None, **query):
        today[0] = on
        return words(client.get(path, query, headers=headers))

    return get


def words(page):
    assert page.status_code == 200
    return " ".join(re.sub(r"<[^>]+>", " ", page.text).split()).replace("&#x27;", "'")


@pytest.fixture
def card(workspace):
    made = make.debt(
        workspace, security="none", sued=False, first_delinquent_on=date(2025, 6, 2), state="NY"
    )
    make.balance(made)
    return made


def as_of(workspace, **chosen):
    return PlanPage.of(workspace, WhatIf(**chosen), on=make.TODAY)


def test_it_says_first_when_it_is_over_and_what_it_costs(here, workspace, card):
    page = as_of(workspace)
    told = here()
    assert "Nothing owed by April 2026" in told
    assert f"${page.plan.total_after_tax:,.0f} in all. You owe $1,200 today." in told
    assert told.index("Nothing owed by") < told.index("Debt by debt") < told.index("Month by month")


def test_the_next_thing_is_the_boards(here, client, card):
    board = client.get(reverse("negotiation:board"))
    assert here().count(board.context["first"].act) >= 1
    assert client.get(PLAN).context["first"].act_url == board.context["first"].act_url


def test_no_figure_disagrees_with_board_band_offer_and_deal(here, client, workspace, card):
    store, auto = (make.debt(workspace, nickname=name, security="none") for name in ("Store", "Z"))
    make.balance(store, "900.00")
    make.balance(auto, "640.00")
    offer = make.offer(store, "270.00", expires_on=date(2026, 3, 30))
    deal = make.agreement(auto, "160.00", first_due_on=date(2026, 3, 20))
    page = as_of(workspace, cash=10_000)
    paid = {shown.step.name: shown.step.paid for shown in page.steps}
    found = page.facts.debts["Blue card"].facts
    aim = band(found, on=make.TODAY).limits.aim.amount
    assert paid == {"Blue card": aim, "Store": offer.amount, "Z": deal.offer.amount}
    standing.refresh(workspace, on=make.TODAY)
    board = {row.debt.nickname: row.amount for row in Standing.objects.select_related("debt")}
    assert {i.debt.name: i.debt.balance for i in page.facts.campaign.items} == {
        name: board[name] for name in ("Blue card", "Store")
    }
    told = here(cash=10_000)
    for amount in (aim, offer.amount, deal.offer.amount):
        assert f"${amount:,.2f}" in told
    case = words(client.get(card.get_absolute_url()))
    assert f"${aim:,.2f}" in case


def test_a_slider_without_a_script_is_a_plain_form(here, workspace, card):
    told = here(cash="-900", saving="-100", lost="3")
    later = as_of(workspace, cash=-900, saving=-100, lost=3)
    assert later.zero_on > as_of(workspace).zero_on
    assert "What if: not your own figures" in told
    assert day(later.zero_on) in told
    assert "$50.00" in told  # what is left of the saving


def test_a_slider_with_a_script_gets_the_answer_alone(here, card):
    told = here(cash="100", headers=HTMX)
    assert told.startswith("What if: not your own figures")
    assert "More to try" not in told
    assert "Debt by debt" in told


def test_objectives_change_what_the_plan_is_best_at(here, workspace, card):
    cheapest, soonest = (as_of(workspace, objective=one) for one in Objective if one != "calmest")
    assert (soonest.plan.zero_month, soonest.plan.paid) == (1, D("540.00"))
    assert (cheapest.plan.zero_month, cheapest.plan.paid) == (16, D("480.00"))
    assert "Nothing owed by July 2027 $480 in all." in here(objective="cheapest")


def test_it_shows_what_each_objective_would_come_to(here, workspace, card):
    make.balance(make.debt(workspace, nickname="Store", security="none"), "900.00")
    page = as_of(workspace)
    assert [one for one, _zero, _total in page.choices] == list(Objective)
    least = min(total for _one, _zero, total in page.choices)
    first = min(zero for _one, zero, _total in page.choices)
    assert page.choices[0][2] == least
    assert page.choices[1][1:] == (first, page.plan.total_after_tax)
    assert f"${least:,.2f}".removesuffix(".00") in here()


def test_tax_is_counted_at_the_readers_own_rate_alone(here, workspace, card):
    page = as_of(workspace)
    assert page.plan.tax == 0
    assert f"up to ${page.taxable:,.0f} that is forgiven may count as income" in here()
    taxed = as_of(workspace, tax=20)
    assert taxed.plan.tax > 0
    assert "Tax is not in it" not in here(tax=20)


def test_where_there_is_no_end_it_says_so_and_where_help_is(here, card):
    told = here(cash="-900", saving="-150")
    assert "With these figures there is no end." in told
    assert "Legal aid may help you for free." in told
    assert "Nothing owed by" not in told


def test_what_is_missing_is_asked_for(here, workspace):
    make.debt(workspace, nickname="Bare card")
    assert "Write down what is owed on Bare card" in here()


def test_without_debts_there_is_nothing_to_plan(here):
    assert "There is nothing left to plan" in here()


def test_every_picture_has_a_table_that_says_the_same(here, client, card):
    told = here(cash="-900")
    for table in ("What you owe over time, as a table", "The runs as a table", "Month by month"):
        assert table in told
    page = client.get(PLAN, {"cash": "-900"}).text
    pictures = re.findall(r"<svg[^>]*role=\"img\"[^>]*aria-labelledby=\"([\w-]+)\"", page)
    assert len(pictures) == 4
    assert all(f'<title id="{name}">' in page for name in pictures)


def test_the_plan_takes_the_same_queries_whatever_it_holds(here, workspace, card):
    def queries():
        with CaptureQueriesContext(connection) as asked:
            here()
        return len(asked)

    here()
    few = queries()
    for number in range(6):
        make.balance(make.debt(workspace, nickname=f"Card {number}"))
    here()  # the board's standings are worked out once
    assert queries() == few


def test_a_plan_is_kept_once_and_life_is_laid_beside_it(here, client, workspace, card):
    keep, key = reverse("negotiation:plan_save"), uuid4()
    for _twice in range(2):
        page = client.post(keep, {"form_key": str(key)})
    saved = SavedPlan.objects.get()
    assert page.url == saved.get_absolute_url()
    assert (saved.owed, saved.snapshot.total) == (D(1200), as_of(workspace).plan.total_after_tax)
    told = here(saved.get_absolute_url(), on=date(2026, 4, 10))
    assert "Since the plan of March 2, 2026" in told
    assert "Today’s plan says May 2026" in told
    assert "0 % of it is over" in told
    assert "The plan of March 2, 2026" in here()


def test_what_was_paid_shows_in_the_kept_plan(here, client, workspace, card):
    client.post(reverse("negotiation:plan_save"), {"form_key": str(uuid4())})
    make.balance(card, "300.00", as_of=date(2026, 4, 1))
    told = here(SavedPlan.objects.get().get_absolute_url(), on=date(2026, 5, 4))
    assert "75 % of it is over" in told
    assert "These lines as a table" in told


def test_a_kept_plan_never_changes(here, client, workspace, card):
    client.post(reverse("negotiation:plan_save"), {"form_key": str(uuid4())})
    before = SavedPlan.objects.values().get()
    make.balance(card, "2400.00", as_of=date(2026, 2, 25))
    here()
    assert SavedPlan.objects.values().get() == before


def test_the_ways_stand_side_by_side_with_whom_each_suits(here, card):
    told = here(WAYS)
    for way in ("Pay the minimums", "A settlement firm", "Chapter 7 bankruptcy", "This plan"):
        assert way in told
    assert told.count("For whoever") == 8
    assert "24 to 48 months" in told


def test_where_bankruptcy_is_better_the_page_says_so_first(here, workspace, card):
    make.balance(card, "60000.00", as_of=date(2026, 2, 20))
    told = here(WAYS)
    assert "Something else may be better for you" in told
    assert "Chapter 7 may be better for you" in told
    assert told.index("Chapter 7 may be better") < told.index("Costs in all")


def test_where_the_plan_is_better_nothing_else_is_praised(here, card):
    assert "Something else may be better for you" not in here(WAYS)


def test_debt_that_bankruptcy_does_not_end_makes_it_no_better(here, workspace):
    support = make.debt(workspace, kind=DebtKind.SUPPORT, minimum_rule="fixed", minimum_amount=500)
    make.balance(support, "60000.00")
    assert "Chapter 7 may be better for you" not in here(WAYS)


def test_a_counselors_offer_is_counted(here, card):
    assert "Enter what a counselor offers you" in here(WAYS)
    told = here(WAYS, apr="8", fee="25", months="48")
    assert "Enter what a counselor offers you" not in told
    assert "48 months" in told


def test_a_deal_is_in_every_way_but_the_courts(here, workspace, card):
    store = make.debt(workspace, nickname="Store")
    make.balance(store, "900.00")
    make.agreement(store, "160.00", first_due_on=date(2026, 3, 20))
    assert here(WAYS).count("Your standing deals of $160.00 are in it.") >= 4


def test_nobody_without_a_workspace_gets_a_plan(client, mallory):
    client.force_login(mallory)
    for path in (PLAN, WAYS, reverse("negotiation:plan_on_paper")):
        assert client.get(path).status_code == 302
    assert client.post(reverse("negotiation:plan_save")).status_code == 404

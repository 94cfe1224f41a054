"""The panels of the case file that say what the engine makes of a debt."""

import re
from datetime import date, timedelta
from decimal import Decimal
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from ledger.facts import DebtKind
from ledger.wording import day
from negotiation.clock import ClockKind
from tests import make
from tests.wall import TOLD

D = Decimal
MISSED = date(2024, 3, 1)


@pytest.fixture
def case(client, alice, debt, time_machine):
    """Opens the case file of the debt after changing it."""
    time_machine.move_to("2026-03-02T17:00Z", tick=False)
    client.force_login(alice)

    def case(**fields):
        for name, value in fields.items():
            setattr(debt, name, value)
        debt.save()
        return client.get(debt.get_absolute_url())

    return case


def section(page, name):
    """The words of one panel, as they are read."""
    [found] = re.findall(rf'<section class="card panel" id="{name}".*?</section>', page.text, re.S)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", found)).split())


# ---- the clocks ----------------------------------------------------------------------------


def test_every_clock_is_drawn_and_told_in_words(case):
    page = case(
        first_delinquent_on=MISSED,
        last_paid_on=date(2024, 2, 1),
        notice_received_on=date(2026, 2, 25),
    )
    said = section(page, "dates")
    assert f"it ends between {day(date(2027, 2, 1))} and {day(date(2027, 3, 1))}." in said
    assert f"that they get by {day(date(2026, 3, 27))} makes them stop" in said
    assert f"gone from your credit report on {day(date(2031, 8, 28))}." in said
    assert f"as a loss about {day(date(2024, 8, 28))}." in said
    assert page.text.count('class="lane ') == 4
    assert 'role="img"' in page.text
    assert "The list below says the same." in page.text


def test_each_clock_is_one_tap_away_from_its_law_and_how_sure_that_is(case):
    page = case(first_delinquent_on=MISSED, notice_received_on=date(2026, 2, 25))
    said = section(page, "dates")
    for citation in ("N.Y. C.P.L.R. § 214-i", "15 USC 1692g(b)", "15 USC 1681c", "65 Fed. Reg."):
        assert citation in said
    assert "We read the text itself, or several sources agree." in said
    assert f'href="{reverse("ledger:sources")}?state=NY' in page.text


def test_nothing_known_is_no_picture_but_says_what_to_enter(case, debt):
    page = case()
    assert 'class="strip"' not in page.text
    assert page.context["strip"] is None
    edit = reverse("ledger:debt_edit", args=[debt.pk])
    for name in ("last_paid_on", "notice_received_on", "first_delinquent_on"):
        assert f'href="{edit}#id_{name}"' in page.text
    assert section(page, "dates").count("A date is missing") == len(ClockKind)


def test_a_clock_that_does_not_run_is_told_quietly(case):
    page = case(kind=DebtKind.TAX)
    shown = {item.clock.kind for item in page.context["no_clocks"]}
    assert shown == {ClockKind.LIMITATION, ClockKind.REPORT, ClockKind.CHARGE_OFF}
    assert "We have no figures for it." in section(page, "dates")


def test_the_page_never_promises_that_nobody_sues(case):
    page = case(first_delinquent_on=date(2015, 3, 1), last_paid_on=date(2015, 2, 1))
    said = section(page, "dates")
    assert "has probably been over since" in said
    assert "They could still file a suit, and then you must answer it." in said
    assert "cannot be sued" not in page.text


# ---- what to offer --------------------------------------------------------------------------


def test_the_band_is_in_dollars_and_in_percent_of_a_named_base(case, debt):
    make.balance(debt, "1200.00")
    said = section(case(), "offer")
    assert f"In percent of the $1,200.00 they verified on {day(date(2026, 2, 1))}." in said
    assert "Open with $360.00 30 percent" in said
    assert "Walk away above" in said


def test_it_comes_with_its_reasons_and_their_sources(case, debt, workspace):
    make.balance(debt, "1200.00")
    buyer = make.creditor(workspace, name="Old Debts LLC", kind="debt_buyer")
    page = case(owner=buyer)
    said = section(page, "offer")
    for move in page.context["band"].shares.moves:
        assert str(move.text) in said
        assert f'href="{move.rule.source}"' in page.text
    assert "These are rules of thumb, not measured data." in said
    assert reverse("negotiation:bargaining_sources") in page.text


def test_what_would_move_it_leads_to_its_field(case, debt):
    make.balance(debt, "1200.00")
    page = case()
    assert "This could move them:" in section(page, "offer")
    assert reverse("ledger:debt_holder", args=[debt.pk]) in page.text


def test_half_off_an_old_figure_is_held_against_todays(case, debt):
    make.balance(debt, "1000.00", as_of=date(2025, 2, 1))
    assert "the old figure" not in section(case(), "offer")  # one figure alone is not old
    make.balance(debt, "2000.00")
    assert "off the old figure of $1,000.00." in section(case(), "offer")


def test_a_corrected_figure_is_no_old_one(case, debt):
    wrong = make.balance(debt, "1000.00", as_of=date(2025, 2, 1))
    make.balance(debt, "2000.00", corrects=wrong)
    assert "old figure" not in section(case(), "offer")


def test_before_the_balance_is_verified_there_are_no_dollars(case, debt):
    said = section(case(), "offer")
    assert "Once it is verified, we would open at" in said
    assert "$" not in said.split("Before an offer")[0]
    assert "Nobody has shown in writing what is owed." in said


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"kind": DebtKind.TAX}, "Tax debts have their own offers"),
        ({"security": "vehicle"}, "The holder can take what you pledged."),
    ],
)
def test_a_debt_that_does_not_bargain_has_no_band(case, debt, fields, said):
    make.balance(debt, "1200.00")
    page = case(**fields)
    assert said in section(page, "offer")
    assert page.context["limits"] == []
    assert reverse("negotiation:own_band", args=[debt.pk]) not in page.text


def test_the_aim_is_also_told_in_percent_of_what_it_was_at_first(case, debt):
    make.balance(debt, "1200.00")
    said = section(case(original_amount=Decimal("900.00")), "offer")
    assert "percent of the $900.00 it was at first." in said
    assert "it was at first" not in section(case(original_amount=None), "offer")


def test_what_is_missing_before_an_offer_comes_with_what_to_do_instead(case, debt):
    make.balance(debt, "1200.00")
    page = case(sued=True, sued_on=date(2026, 1, 5))
    assert page.context["gates"][0].gate.kind == "lawsuit"
    said = section(page, "offer")
    for shown in (*page.context["gates"], *page.context["warnings"]):
        assert str(shown.gate.why) in said
        assert str(shown.gate.instead) in said


def test_whether_there_is_a_lawsuit_can_be_said_right_there(case, debt):
    make.balance(debt, "1200.00")
    page = case(sued=None)
    assert "You have not said if they have sued you." in section(page, "offer")
    assert f'href="{reverse("ledger:debt_edit", args=[debt.pk])}#id_sued"' in page.text


def test_where_nothing_is_missing_it_says_so_and_warns_of_paying_early(case, debt):
    make.balance(debt, "1200.00")
    page = case(
        first_delinquent_on=date(2025, 9, 1),
        last_paid_on=date(2025, 8, 1),
        opened_on=date(2025, 1, 1),
        sued=False,
        security="none",
    )
    assert page.context["gates"] == []
    assert "Pay nothing before the deal is on paper." in section(page, "offer")


# ---- the score ------------------------------------------------------------------------------


def test_the_score_says_what_would_tell_more_and_what_would_raise_it(case, debt):
    make.balance(debt, "10000.00")
    page = case(first_delinquent_on=date(2025, 3, 1))
    said = section(page, "score")
    assert str(page.context["tell_more"][0].text) in said
    for one in page.context["raises"]:
        assert str(one.text) in said
    assert "It is not a probability." in said


# ---- the whole page -------------------------------------------------------------------------


def test_it_takes_as_many_queries_with_own_figures_as_without(case, debt, alice):
    def queries():
        with CaptureQueriesContext(connection) as asked:
            assert case().status_code == 200
        return len(asked)

    make.balance(debt)
    few = queries()
    make.own_band(debt, own_open_percent=D(20))
    for days in range(20):
        make.balance(debt, "900.00", as_of=date(2025, 1, 1) + timedelta(days=days))
    assert queries() == few <= 16 + TOLD


# ---- the next step --------------------------------------------------------------------------


def next_step(page):
    return page.text.split('class="next"')[1].split("</section>")[0]


def test_a_step_that_states_the_law_is_one_tap_away_from_it(case):
    shown = next_step(case(notice_received_on=date(2026, 2, 25)))
    assert "in the 30 days after their notice" in shown
    assert "15 USC 1692g(b); 12 CFR 1006.34(b)(5)" in shown


def test_before_an_offer_on_an_old_debt_the_rule_of_the_state_is_shown(case, debt):
    make.balance(debt, "1200.00")
    page = case(first_delinquent_on=date(2022, 9, 1), last_paid_on=date(2022, 8, 1))
    assert page.context["step"].kind == "prepare_offer"
    assert "N.Y. C.P.L.R. § 214-i" in next_step(page)


def test_a_step_without_a_word_of_law_has_no_source(case, debt, workspace):
    make.balance(debt, "1200.00")
    workspace.cash = None
    workspace.save()
    page = case()
    assert page.context["step"].kind == "enter_cash"
    assert page.context["step_laws"] == []
    assert "Where this comes from" not in next_step(page)

from datetime import date
from decimal import Decimal

import pytest

from ledger.facts import DebtKind
from negotiation.guides import BY_PHONE, Act, guide
from negotiation.stage import stage
from negotiation.steps import StepKind, next_step
from negotiation.strategy import Override
from tests import make

TODAY = date(2026, 3, 2)


def found(override=None, **fields):
    """The step of this debt with its guide."""
    debt, past = make.facts(cash=2000, **fields), make.history()
    step = next_step(debt, past, stage(debt, past, on=TODAY), on=TODAY)
    return step.kind, guide(debt, step, on=TODAY, override=override)


def said(made):
    return " ".join(str(line) for line in made.todo)


def test_a_lawsuit_is_answered_before_the_court_and_not_by_calling_who_sues():
    kind, made = found(sued=True)
    assert kind is StepKind.ANSWER_LAWSUIT
    for words in ("the day by which you must answer", "in writing by that day", "Keep a copy"):
        assert words in said(made)
    assert made.acts == (Act.ENTER_DATES, Act.ADD_COURT_PAPER)  # nobody knows by when
    assert made.free_help
    assert not made.may_call


def test_an_offer_is_made_by_phone_with_a_figure_and_paid_only_on_paper():
    kind, made = found(first_delinquent_on=date(2024, 9, 2), last_paid_on=date(2024, 8, 2))
    assert kind is StepKind.PREPARE_OFFER
    assert "Open with $" in said(made)
    assert "Pay nothing until the whole deal is on paper." in said(made)
    assert made.acts == BY_PHONE


def test_the_users_own_figures_stand_in_the_guide_too():
    own = Override(open=Decimal(12), aim=Decimal(20))
    _kind, made = found(own, first_delinquent_on=date(2024, 9, 2), last_paid_on=date(2024, 8, 2))
    assert "Open with $144.00. That is 12 percent" in said(made)
    assert "Aim for $240.00 or less." in said(made)


@pytest.mark.parametrize(
    "dates",
    [
        {"first_delinquent_on": date(2023, 4, 2)},  # the time to sue is nearly over
        {"first_delinquent_on": date(2019, 3, 2)},
        {},  # nobody knows
    ],
)
def test_where_a_payment_could_give_them_more_time_help_comes_before_a_figure(dates):
    kind, made = found(**dates)
    assert kind is StepKind.PREPARE_OFFER
    assert said(made) == "Ask legal aid before you pay or write that you owe it."
    assert made.free_help
    assert not made.may_call


@pytest.mark.parametrize("kind", [DebtKind.TAX, DebtKind.SUPPORT, DebtKind.FEDERAL_STUDENT])
def test_what_does_not_bargain_leads_to_free_help(kind):
    step, made = found(kind=kind)
    assert step is StepKind.ASK_FOR_HELP
    assert made.free_help.address.startswith("https://www.lsc.gov/")
    assert made.acts == BY_PHONE


def test_a_step_with_a_page_of_its_own_needs_no_guide():
    kind, made = found(basis="own_record")
    assert kind is StepKind.REQUEST_STATEMENT
    assert (made.todo, made.acts, made.free_help) == ((), (), None)

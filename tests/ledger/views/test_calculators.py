"""The calculators say what the engine says, for what stands in the address, and save nothing."""

from datetime import date
from decimal import Decimal
from html import unescape

import pytest
from django.urls import reverse

from ledger import wording
from ledger.facts import DebtFacts, DebtKind
from ledger.law.billing_error import billing_clock, writing_time
from ledger.law.cancelled_debt import cancelled_debt, true_cost
from ledger.law.credit_report import ReportItem, age_off
from ledger.law.garnishment import Pay, PayPeriod, Support, Worker, garnishment
from ledger.law.insolvency import totals
from ledger.law.recording import recording
from ledger.law.time_barred import time_bar
from ledger.law.validation import Notice, period
from ledger.models import Event, HouseholdItem, Workspace
from tests import make
from tests.make import TODAY
from tests.wall import TOLD

PAY, COST, WORKSHEET = "ledger:garnishment", "ledger:true_cost", "ledger:insolvency"
DATES, CALL = "ledger:dates", "ledger:recording"
EVERY = (PAY, COST, WORKSHEET, DATES, CALL)
WEEK = {"gross": "500", "period": "weekly", "kind": "credit_card"}
DEAL = {"balance": "20000", "offer": "10000", "rate": "22"}
A_SHEET = {"asset_cash": "7000", "liability_credit_card": "10000", "forgiven": "5000"}


@pytest.fixture
def ask(visit, workspace):
    """Opens a calculator with these answers in its address."""

    def ask(name, **answers):
        return visit.client.get(reverse(name), answers)

    return ask


def amount(text):
    return Decimal(text)


# ---- published figures -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("gross", "every", "said"),
    [
        ("500", "weekly", "At most $125.00 of this paycheck may be taken."),  # G1
        ("217.50", "weekly", "Nothing of this paycheck may be taken for this debt."),  # G2
        ("580", "biweekly", "At most $145.00 of this paycheck may be taken."),  # G3
    ],
)
def test_published_paychecks(ask, gross, every, said):
    page = ask(PAY, **WEEK | {"gross": gross, "period": every})
    assert said in page.text


def test_published_worksheets(ask):
    page = ask(WORKSHEET, **A_SHEET)  # T1
    assert "You owe $3,000.00 more than you own." in page.text
    assert "Of $5,000.00 forgiven, $3,000.00 can be left out of your income. $2,000.00 may be" in (
        " ".join(page.text.split())
    )
    page = ask(WORKSHEET, asset_cash="15000", liability_other="25000")  # T4
    assert "Up to $10,000.00 of forgiven debt can be left out of your income." in page.text


def test_a_published_deal_after_tax(ask):
    page = ask(COST, **DEAL)  # T5, before the exclusion
    assert "It costs about $12,200.00: the deal, and $2,200.00 of tax." in page.text
    page = ask(COST, **DEAL, insolvent_by="20000")
    assert page.context["answer"].tax == 0
    assert "It costs $10,000.00. We see no federal tax on it." in page.text
    assert "$2,200.00" in page.text


# ---- the pure functions ------------------------------------------------------------------------


@pytest.mark.parametrize("state", ["", "OH", "CA", "TX", "FL", "NY"])
def test_a_paycheck_is_worked_out_by_the_engine(ask, state):
    page = ask(
        PAY, gross="2,000.00", deductions="400", period="biweekly", kind="medical", state=state,
        support="100", supports_others="yes", behind="no", earlier="20", head_of_family="yes",
        state_wage="15.50", health_insurance="80", needed_for_family="no",
    )  # fmt: skip
    pay = Pay(
        disposable=amount("1600"), gross=amount("2000"), period=PayPeriod.BIWEEKLY,
        health_insurance=amount("80"),
    )  # fmt: skip
    who = Worker(
        state=state, state_wage=amount("15.50"), head_of_family=True, needed_for_family=False
    )
    support = Support(ordered=amount("100"), supports_others=True, behind=False)
    answer = page.context["answer"]
    assert answer == garnishment(
        pay, on=TODAY, kind=DebtKind.MEDICAL, support=support, earlier=amount("20"), worker=who
    )
    assert str(answer.bound.text) in unescape(page.text)
    assert answer.bound.rule.source in unescape(page.text)


def test_a_rhythm_of_ones_own_is_a_number_of_days(ask):
    answer = ask(PAY, **WEEK | {"period": "days", "days": "10"}).context["answer"]
    assert answer == garnishment(
        Pay(disposable=amount("500"), gross=amount("500"), period=10),
        on=TODAY,
        kind=DebtKind.CREDIT_CARD,
        worker=Worker(),
    )


@pytest.mark.parametrize("kind", ["tax", "support", "federal_student"])
def test_other_kinds_of_debt_have_rules_of_their_own(ask, kind):
    page = ask(PAY, **WEEK | {"kind": kind})
    assert page.context["answer"].bound.text.original.split("{")[0] in page.text


@pytest.mark.parametrize("short", [None, "0", "4000"])
def test_a_deal_is_worked_out_by_the_engine(ask, short):
    page = ask(COST, **DEAL, insolvent_by=short or "", holder="debt_buyer", settled_on="2026-03-01")
    left = cancelled_debt(
        amount("10000"),
        insolvency=None if short is None else totals(Decimal(0), amount(short)),
        holder="debt_buyer",
        settled_on=date(2026, 3, 1),
    )
    answer = page.context["answer"]
    assert answer == true_cost(
        paid=amount("10000"), rate=amount("22"), balance=amount("20000"), cancelled=left
    )
    assert all(wording.say(reason) in unescape(page.text) for reason in answer.cancelled.reasons)
    assert "Jan. 31, 2027" in page.text


def test_the_dates_are_worked_out_by_the_engine(ask):
    page = ask(
        DATES, state="OH", kind="credit_card", first_missed_on="2021-03-05",
        last_paid_on="2021-02-01", notice_sent_on="2026-02-20", statement_sent_on="2026-02-01",
        letter_came_on="2026-02-25", cycle_ends_on="2026-02-10",
    )  # fmt: skip
    answer = page.context["answer"]
    missed = date(2021, 3, 5)
    debt = DebtFacts(
        kind=DebtKind.CREDIT_CARD, state="OH", first_delinquent_on=missed,
        last_paid_on=date(2021, 2, 1),
    )  # fmt: skip
    assert answer.time_bar == time_bar(debt, on=TODAY)
    assert answer.age_off == age_off(ReportItem.CHARGE_OFF, missed)
    assert answer.validation == period([Notice(sent_on=date(2026, 2, 20))])
    assert answer.writing == writing_time(date(2026, 2, 1))
    assert answer.billing == billing_clock(date(2026, 2, 25), cycle_ends_on=date(2026, 2, 10))
    for law in (answer.time_bar, answer.age_off.rule, answer.validation.rule, answer.billing.rule):
        assert law.source in page.text


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ({"last_paid_on": "2025-02-01"}, "The time to sue is not over yet."),
        ({"first_missed_on": "2000-02-01"}, "The time to sue may be over."),
        (
            {"first_missed_on": "2000-02-01", "last_paid_on": "2000-01-01"},
            "The time to sue is probably over.",
        ),
        ({"last_paid_on": "2025-02-01", "kind": "federal_student"}, "The time to sue never ends."),
        ({"last_paid_on": "2025-02-01", "kind": "tax"}, "We cannot say yet"),
        ({"first_missed_on": "2025-02-01"}, "It must leave your credit report by"),
        ({"first_missed_on": "2000-02-01"}, "It should be off your credit report since"),
        ({"notice_received_on": "2026-02-20"}, "Dispute in writing by"),
        ({"notice_received_on": "2026-02-20"}, "Mail it by March 15, 2026, so that it has a week"),
        ({"notice_received_on": "2026-02-01"}, "Send it today by a way that takes a day or two"),
        ({"notice_received_on": "2025-02-20"}, "The time to make them stop by a dispute ended on"),
        ({"statement_sent_on": "2026-02-20"}, "They must have your letter about the error by"),
        ({"statement_sent_on": "2026-01-02"}, "Send it today by a way that takes a day or two"),
        ({"statement_sent_on": "2025-02-20"}, "The time to write about the error ended on"),
        ({"letter_came_on": "2026-02-20"}, "They must answer your letter about the error."),
    ],
)
def test_each_clock_says_first_what_it_means(ask, answers, said):
    asked = {"state": "OH", "kind": "credit_card", "first_missed_on": ""} | answers
    assert said in ask(DATES, **asked).text


@pytest.mark.parametrize(
    ("mine", "theirs", "said"),
    [
        ("NY", "OH", "Your own yes is enough."),
        ("NY", "CA", "Ask before you record."),
        ("NY", "", "Ask before you record."),
    ],
)
def test_a_call_is_recorded_by_the_stricter_state(ask, mine, theirs, said):
    page = ask(CALL, state=mine, theirs=theirs)
    assert page.context["answer"] == recording(mine, theirs)
    assert said in page.text


# ---- where they start from ---------------------------------------------------------------------


def test_the_worksheet_starts_from_the_household_and_keeps_who_said_it(ask, workspace, debt):
    make.balance(debt, "5000.00")
    make.debt(workspace, nickname="No figure")
    make.household_item(
        workspace, "asset", kind="vehicle", amount=amount("2500"), said_by="price_guide"
    )
    form = ask(WORKSHEET, forgiven="1000").context["form"]
    shown = {bound.name: bound.value() for bound in form if bound.value()}
    assert shown == {
        "asset_cash": amount("900"),
        "asset_vehicle": amount("2500"),
        "liability_credit_card": amount("5000"),
        "forgiven": "1000",
    }
    page = ask(WORKSHEET, **shown)
    assert page.context["answer"].worth.insolvent_by == amount("1600")
    assert "A listing or price guide" in page.text
    assert "Blue card" in page.text
    assert "No figure" in page.text


def test_what_is_changed_on_the_worksheet_stays_there(ask, workspace):
    item = make.household_item(workspace, "asset", kind="vehicle", amount=amount("2500"))
    page = ask(WORKSHEET, asset_cash="900", asset_vehicle="100")
    assert page.context["answer"].worth.assets == amount("1000")
    item.refresh_from_db()
    assert item.amount == amount("2500")


def test_a_deal_starts_from_the_household_where_it_says_what_is_owned(ask, workspace, debt):
    make.balance(debt, "5000.00")
    assert ask(COST).context["form"]["insolvent_by"].value() is None
    make.household_item(workspace, "asset", amount=amount("100"))
    assert ask(COST).context["form"]["insolvent_by"].value() == amount("4000")  # with 900 of cash
    assert ask(COST, insolvent_by="7").context["form"]["insolvent_by"].value() == "7"


@pytest.mark.parametrize("name", [PAY, DATES, CALL])
def test_the_state_is_filled_in_from_the_settings(ask, name):
    assert ask(name).context["form"]["state"].value() == "NY"


def test_an_address_may_fill_in_a_part(ask):
    page = ask(COST, balance="1200.00")
    assert page.context["form"]["balance"].value() == "1200.00"
    assert page.context["answer"] is None
    assert "This field is required." not in page.text


@pytest.mark.parametrize("name", EVERY)
def test_they_work_for_somebody_who_has_written_down_nothing(client, mallory, name):
    client.force_login(mallory)
    page = client.get(reverse(name))
    assert "Nothing is saved." in page.text
    assert "This is information, not legal or tax advice." in page.text


def test_the_list_leads_to_each(ask):
    page = ask("ledger:calculators")
    assert all(f'href="{reverse(name)}"' in page.text for name in EVERY)


def test_nothing_is_saved(ask, workspace, django_assert_max_num_queries):
    before = Workspace.objects.values().get()
    ask(PAY, **WEEK)  # the first of an hour begins its count
    for name, answers in ((PAY, WEEK), (COST, DEAL), (WORKSHEET, A_SHEET)):
        with django_assert_max_num_queries(8 + TOLD):
            assert ask(name, **answers).context["answer"]
    assert Workspace.objects.values().get() == before
    assert not HouseholdItem.objects.exists()
    assert not Event.objects.exists()


# ---- what makes no sense -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "answers", "wrong"),
    [
        (PAY, WEEK | {"gross": ""}, "gross"),
        (PAY, WEEK | {"gross": "-5"}, "gross"),
        (PAY, WEEK | {"gross": "1e9"}, "gross"),
        (PAY, WEEK | {"gross": "NaN"}, "gross"),
        (PAY, WEEK | {"gross": "9" * 400}, "gross"),
        (PAY, WEEK | {"gross": "\uff11\uff10"}, "gross"),
        (PAY, WEEK | {"deductions": "501"}, "deductions"),
        (PAY, WEEK | {"period": "hourly"}, "period"),
        (PAY, WEEK | {"period": "days"}, "days"),
        (PAY, WEEK | {"period": "days", "days": "0"}, "days"),
        (PAY, WEEK | {"period": "days", "days": "367"}, "days"),
        (PAY, WEEK | {"state": "ZZ"}, "state"),
        (PAY, WEEK | {"state": "NY\x00"}, "state"),
        (PAY, WEEK | {"kind": "loan"}, "kind"),
        (PAY, WEEK | {"behind": "maybe"}, "behind"),
        (PAY, WEEK | {"state_wage": "0"}, "state_wage"),
        (PAY, WEEK | {"poverty_percent": "1000"}, "poverty_percent"),
        (COST, DEAL | {"offer": "20000.01"}, "offer"),
        (COST, DEAL | {"rate": "101"}, "rate"),
        (COST, DEAL | {"rate": "-1"}, "rate"),
        (COST, DEAL | {"holder": "bank"}, "holder"),
        (COST, DEAL | {"settled_on": "9999-12-31"}, "settled_on"),
        (WORKSHEET, A_SHEET | {"asset_tools": "<script>"}, "asset_tools"),
        (WORKSHEET, A_SHEET | {"as_of": "yesterday"}, "as_of"),
        (DATES, {"first_missed_on": "", "kind": "credit_card"}, "first_missed_on"),
        (DATES, {"first_missed_on": "0001-01-01", "kind": "credit_card"}, "first_missed_on"),
        (DATES, {"first_missed_on": "2026-03-03", "kind": "credit_card"}, "first_missed_on"),
        (
            DATES,
            {
                "first_missed_on": "",
                "kind": "credit_card",
                "notice_sent_on": "2026-02-10",
                "notice_received_on": "2026-02-09",
            },
            "notice_received_on",
        ),
        (DATES, {"first_missed_on": "2025-01-01", "kind": "x"}, "kind"),
        (CALL, {"state": "NY", "theirs": "<b>"}, "theirs"),
    ],
)
def test_what_makes_no_sense_is_said_beside_its_field(ask, name, answers, wrong):
    page = ask(name, **answers)
    assert page.status_code == 200
    assert list(page.context["form"].errors) == [wrong]
    assert page.context["answer"] is None
    assert "<script>" not in page.text


@pytest.mark.parametrize("name", EVERY)
def test_unknown_answers_are_passed_over(ask, name):
    assert ask(name, nonsense="1", helper="2", on="3", answer="4").status_code == 200


@pytest.mark.parametrize("name", EVERY)
def test_nothing_can_be_sent_but_an_address(visit, workspace, name):
    assert visit.client.post(reverse(name), {}).status_code == 405

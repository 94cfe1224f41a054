"""Forgiven debt, insolvency, and what a settlement costs after tax."""

from datetime import date
from decimal import Decimal
from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.facts import CreditorKind, DebtKind
from ledger.law.cancelled_debt import (
    FORM_NO_LENDER,
    HOME_LOAN,
    NOT_ASKED,
    NOTHING_FORGIVEN,
    SOLVENT,
    Box,
    cancelled_debt,
    form_1099c_by,
    true_cost,
)
from ledger.law.figures import LawError, parse
from ledger.law.insolvency import (
    OTHER_DAY,
    OWN_GUESS,
    SHAPE,
    Asset,
    Liability,
    Owed,
    Owned,
    SaidBy,
    insolvency,
    law,
    totals,
)
from ledger.law.repossession import repossession
from ledger.law.rules import rules

TODAY = date(2026, 11, 23)
MONEY = st.decimals(0, 500_000, places=2)
OWNED = st.lists(st.builds(Owned, kind=st.sampled_from(Asset), value=MONEY), max_size=6)
OWED = st.lists(
    st.builds(
        Owed,
        kind=st.sampled_from(Liability),
        amount=MONEY,
        only_property=st.none() | MONEY,
        forgiven=MONEY,
    ),
    max_size=6,
)


def dollars(text):
    return Decimal(text.replace(",", ""))


@pytest.mark.parametrize(
    ("forgiven", "assets", "liabilities", "excluded", "taxable"),
    [
        ("5,000", "7,000", "15,000", "5,000", "0"),
        ("5,000", "7,000", "10,000", "3,000", "2,000"),
        ("10,000", "15,000", "25,000", "10,000", "0"),
        ("25,000", "15,000", "25,000", "10,000", "15,000"),
        ("10,000", "130,000", "150,000", "10,000", "0"),
        ("5,000", "10,000", "10,000", "0", "5,000"),
        ("5,000", "12,000", "10,000", "0", "5,000"),
        ("2,700", "0", "5,000", "2,700", "0"),
        ("6,700", "0", "5,000", "5,000", "1,700"),
        ("5,700", "12,000", "22,000", "5,700", "0"),
        ("0", "1", "2", "0", "0"),
    ],
)
def test_forgiven_debt_is_left_out_as_far_as_debts_exceed_property(
    forgiven, assets, liabilities, excluded, taxable
):
    worksheet = totals(dollars(assets), dollars(liabilities))
    found = cancelled_debt(dollars(forgiven), insolvency=worksheet)
    assert (found.excluded, found.taxable) == (dollars(excluded), dollars(taxable))
    assert found.form_982_line_2 == dollars(excluded)
    assert found.box is (Box.INSOLVENCY if found.excluded else None)


def test_without_a_worksheet_nothing_is_left_out():
    found = cancelled_debt(Decimal(7000))
    assert (found.excluded, found.taxable, found.box) == (0, 7000, None)
    assert NOT_ASKED in found.reasons
    assert SOLVENT not in found.reasons
    assert SOLVENT in cancelled_debt(Decimal(5), insolvency=totals(Decimal(9), Decimal(8))).reasons


def test_debt_ended_in_bankruptcy_is_left_out_whole():
    worksheet = totals(Decimal(9000), Decimal(1))
    found = cancelled_debt(Decimal(7000), in_bankruptcy=True, insolvency=worksheet)
    assert (found.excluded, found.taxable, found.box) == (7000, 0, Box.BANKRUPTCY)
    assert found.rules[0].citation == "26 USC 108(a)(1)(A), (a)(2)(A)"


def test_what_is_no_income_comes_off_first():
    worksheet = totals(Decimal(0), Decimal(1000))
    found = cancelled_debt(Decimal(3000), no_income=Decimal(500), insolvency=worksheet)
    assert (found.no_income, found.excluded, found.taxable) == (500, 1000, 1500)
    assert cancelled_debt(Decimal(300), no_income=Decimal(500)).taxable == 0


@pytest.mark.parametrize(
    ("claimed", "taken", "holder", "likely"),
    [
        ("10,000", "3,000", CreditorKind.ORIGINAL_CREDITOR, True),
        ("900", "300", CreditorKind.DEBT_BUYER, True),  # 600: at the threshold
        ("900", "300.01", CreditorKind.DEBT_BUYER, False),
        ("900", "300", None, True),
        ("10,000", "3,000", CreditorKind.MEDICAL_PROVIDER, False),
        ("10,000", "3,000", CreditorKind.PERSON, False),
        ("10,000", "3,000", CreditorKind.GOVERNMENT, True),
    ],
)
def test_lenders_report_six_hundred_dollars_or_more(claimed, taken, holder, likely):
    forgiven = dollars(claimed) - dollars(taken)
    found = cancelled_debt(forgiven, holder=holder, settled_on=TODAY)
    assert found.form_likely is likely
    assert found.form_by == (date(2027, 1, 31) if likely else None)
    assert found.taxable == forgiven  # income with or without a form
    is_lender = holder not in (CreditorKind.MEDICAL_PROVIDER, CreditorKind.PERSON)
    assert (FORM_NO_LENDER in found.reasons) is not is_lender


def test_the_form_comes_by_the_end_of_january():
    assert form_1099c_by(date(2026, 1, 1)) == date(2027, 1, 31)
    assert form_1099c_by(date(2026, 12, 31)) == date(2027, 1, 31)


def test_the_reasons_tell_what_to_write_where():
    worksheet = totals(Decimal(7000), Decimal(10000))
    told = [
        str(reason)
        for reason in cancelled_debt(Decimal(5000), insolvency=worksheet, settled_on=TODAY).reasons
    ]
    assert "$5,000.00 is forgiven. The tax office may see that as income." in told
    assert (
        "Your debts were $3,000.00 more than what you own. "
        "So $3,000.00 is left out of your income." in told
    )
    assert (
        "To leave it out, send form 982 with your tax return: box 1b, and $3,000.00 on line 2."
        in told
    )
    assert "A form 1099-C is likely. It should come by January 31, 2027." in told
    assert cancelled_debt(Decimal(0)).reasons == (NOTHING_FORGIVEN,)


def test_home_loans_are_told_about_their_old_rule():
    told = cancelled_debt(Decimal(5000), kind=DebtKind.MORTGAGE).reasons
    assert HOME_LOAN.filled(year=2026) in told
    assert HOME_LOAN.filled(year=2026) not in cancelled_debt(Decimal(5000)).reasons


@pytest.mark.parametrize(
    ("balance", "paid", "rate", "worksheet", "before", "tax", "cost", "percent"),
    [
        ("20,000", "10,000", "22", ("130,000", "150,000"), "2,200", "0", "10,000", "50"),
        ("20,000", "10,000", "22", None, "2,200", "2,200", "12,200", "61"),
        ("10,000", "4,000", "22", None, "1,320", "1,320", "5,320", "53.20"),
        ("10,000", "4,000", "22", ("0", "6,000"), "1,320", "0", "4,000", "40"),
        ("10,000", "4,000", "22", ("0", "3,000"), "1,320", "660", "4,660", "46.60"),
        ("10,000", "10,000", "22", None, "0", "0", "10,000", "100"),
        ("0", "0", "22", None, "0", "0", "0", "0"),
    ],
)
def test_the_true_cost_of_a_settlement(balance, paid, rate, worksheet, before, tax, cost, percent):
    owed, given = dollars(balance), dollars(paid)
    sheet = totals(*map(dollars, worksheet)) if worksheet else None
    found = true_cost(
        balance=owed,
        paid=given,
        rate=Decimal(rate),
        cancelled=cancelled_debt(owed - given, insolvency=sheet),
    )
    assert (found.tax_before, found.tax) == (dollars(before), dollars(tax))
    assert (found.cost, found.percent) == (dollars(cost), dollars(percent))
    assert found.saved == owed - found.cost
    assert str(found.reasons[0]).startswith(f"You pay ${given:,.2f}.")


def test_without_more_facts_all_of_the_rest_is_taxed():
    found = true_cost(balance=Decimal(10_000), paid=Decimal(4_000), rate=Decimal(22))
    assert found.cost == 5_320


@pytest.mark.parametrize(
    ("paid", "rate"), [("-1", "22"), ("10001", "22"), ("1", "-1"), ("1", "100.5")]
)
def test_a_settlement_that_cannot_be_is_refused(paid, rate):
    with pytest.raises(ValueError, match="no more than is owed"):
        true_cost(balance=Decimal(10_000), paid=Decimal(paid), rate=Decimal(rate))


def test_the_worksheet_adds_up_every_line_and_keeps_who_said_so():
    owned = [
        Owned(kind=Asset.CASH, value=Decimal("1200.50"), said_by=SaidBy.STATEMENT, said_on=TODAY),
        Owned(kind=Asset.RETIREMENT, value=Decimal(4000), said_by=SaidBy.STATEMENT),
        Owned(kind=Asset.VEHICLE, value=Decimal(6000), said_by=SaidBy.PRICE_GUIDE),
    ]
    owed = [
        Owed(kind=Liability.CREDIT_CARD, amount=Decimal(9000), said_by=SaidBy.STATEMENT),
        Owed(kind=Liability.VEHICLE_LOAN, amount=Decimal(8000), said_by=SaidBy.STATEMENT),
    ]
    found = insolvency(owned, owed, as_of=TODAY)
    assert (found.assets, found.liabilities) == (Decimal("11200.50"), 17_000)
    assert found.insolvent_by == Decimal("5799.50")
    assert found.owned[0].said_by is SaidBy.STATEMENT
    assert OWN_GUESS not in found.reasons
    assert OTHER_DAY not in found.reasons


def test_guesses_and_other_days_are_pointed_out():
    guessed = [Owned(kind=Asset.CASH, value=Decimal(5), said_on=date(2026, 1, 1))]
    found = insolvency(guessed, [], as_of=TODAY)
    assert OWN_GUESS in found.reasons
    assert OTHER_DAY in found.reasons


@pytest.mark.parametrize(
    ("forgiven_of_building", "short", "excluded", "taxable"),
    [("175,000", "125,000", "125,000", "50,000"), ("0", "0", "0", "10,000")],
)
def test_a_debt_only_property_answers_for(forgiven_of_building, short, excluded, taxable):
    """Rev. Rul. 92-53: the building's note is cut by 175,000, or another debt by 10,000."""
    building = dollars(forgiven_of_building)
    owned = [
        Owned(kind=Asset.REAL_ESTATE, value=Decimal(800_000)),
        Owned(kind=Asset.OTHER, value=Decimal(100_000)),
    ]
    owed = [
        Owed(
            kind=Liability.MORTGAGE,
            amount=Decimal(1_000_000),
            only_property=Decimal(800_000),
            forgiven=building,
        ),
        Owed(kind=Liability.OTHER, amount=Decimal(50_000)),
    ]
    worksheet = insolvency(owned, owed)
    found = cancelled_debt(building or Decimal(10_000), insolvency=worksheet)
    assert worksheet.insolvent_by == dollars(short)
    assert (found.excluded, found.taxable) == (dollars(excluded), dollars(taxable))


@pytest.mark.parametrize(
    ("case", "realized", "income", "gain"),
    [
        ({}, "9,000", "1,000", "-6,000"),
        ({"still_owed": Decimal(1000)}, "9,000", "0", "-6,000"),  # forgiven later, if at all
        ({"recourse": False}, "10,000", "0", "-5,000"),
        ({"value": Decimal(11_000)}, "10,000", "0", "-5,000"),
        ({"value": Decimal(11_000), "proceeds": Decimal(1000)}, "11,000", "0", "-4,000"),
        ({"basis": Decimal(8000)}, "9,000", "1,000", "1,000"),
    ],
)
def test_a_car_taken_back(case, realized, income, gain):
    facts = {"debt": Decimal(10_000), "value": Decimal(9_000), "basis": Decimal(15_000), **case}
    found = repossession(**facts)
    assert (found.realized, found.income) == (dollars(realized), dollars(income))
    assert found.gain == dollars(gain)
    assert found.loss == max(0, -dollars(gain))
    assert found.loss_counts is False
    told = " ".join(map(str, found.reasons))
    assert ("a loss does not count" in told) is (found.loss > 0)
    assert ("You may still owe $1,000.00" in told) is ("still_owed" in case)


def test_a_house_given_up_with_recourse_and_without():
    facts = {"debt": Decimal(185_000), "value": Decimal(170_000), "basis": Decimal(175_000)}
    with_recourse, without = (repossession(**facts, recourse=some) for some in (True, False))
    assert (with_recourse.income, with_recourse.loss) == (15_000, 5_000)
    assert (without.income, without.gain) == (0, 10_000)


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: Owned(kind=Asset.CASH, value=Decimal(-1)),
        lambda: Owed(kind=Liability.OTHER, amount=Decimal(-1)),
        lambda: Owed(kind=Liability.OTHER, amount=Decimal(1), only_property=Decimal(-1)),
        lambda: cancelled_debt(Decimal(-1)),
        lambda: cancelled_debt(Decimal(1), no_income=Decimal(-1)),
        lambda: repossession(
            debt=Decimal(1), value=Decimal(1), basis=Decimal(1), still_owed=Decimal(2)
        ),
    ],
)
def test_amounts_that_cannot_be_are_refused(wrong):
    with pytest.raises(ValueError, match=r"less than zero|below zero"):
        wrong()


@given(MONEY, OWNED, OWED, MONEY, st.booleans())
def test_the_parts_add_up_and_none_is_below_zero(forgiven, owned, owed, aside, bankrupt):
    sheet = insolvency(owned, owed)
    found = cancelled_debt(forgiven, insolvency=sheet, in_bankruptcy=bankrupt, no_income=aside)
    parts = (found.no_income, found.excluded, found.taxable)
    assert sum(parts) == found.amount == forgiven
    assert min(parts) >= 0
    assert bankrupt or found.excluded <= sheet.insolvent_by


@given(MONEY, OWNED, OWED, MONEY)
def test_more_property_never_lowers_what_is_taxed_and_more_debt_never_raises_it(
    forgiven, owned, owed, more
):
    def taxable(things, debts):
        return cancelled_debt(forgiven, insolvency=insolvency(things, debts)).taxable

    richer = [*owned, Owned(kind=Asset.OTHER, value=more)]
    poorer = [*owed, Owed(kind=Liability.OTHER, amount=more)]
    assert taxable(owned, poorer) <= taxable(owned, owed) <= taxable(richer, owed)


@given(OWNED, OWED, st.randoms())
def test_the_order_of_the_lines_does_not_matter(owned, owed, random):
    one = insolvency(owned, owed)
    other = insolvency(random.sample(owned, len(owned)), random.sample(owed, len(owed)))
    assert (one.assets, one.liabilities, one.reasons) == (
        other.assets,
        other.liabilities,
        other.reasons,
    )


@given(MONEY, MONEY, MONEY, MONEY, st.decimals(0, 100, places=2))
def test_a_settlement_never_costs_more_than_the_balance(paid, rest, assets, debts, rate):
    found = true_cost(
        balance=paid + rest,
        paid=paid,
        rate=rate,
        cancelled=cancelled_debt(rest, insolvency=totals(assets, debts)),
    )
    assert paid <= found.cost <= paid + rest
    assert 0 <= found.tax <= found.tax_before
    assert found.saved >= 0


@given(MONEY, MONEY, MONEY, MONEY, st.booleans())
def test_a_repossession_never_counts_more_than_the_debt(debt, value, basis, proceeds, recourse):
    found = repossession(debt=debt, value=value, basis=basis, proceeds=proceeds, recourse=recourse)
    assert found.realized - proceeds + found.income == debt
    assert found.income >= 0


def test_every_rule_is_cited_sourced_and_dated():
    for rule in law().values():
        assert rule.citation
        assert urlsplit(rule.source).netloc
        assert rule.checked_on <= TODAY


def test_a_missing_figure_names_its_line():
    text = "checked_on = 2026-01-01\n\n[income]\ncitation = 'x'\n"
    with pytest.raises(LawError, match=r"law.toml line 3, income.source"):
        rules(parse("law.toml", text), SHAPE)

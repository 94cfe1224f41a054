"""Bankruptcy in outline, which debts it ends, and what to mind before filing."""

from datetime import date, timedelta
from decimal import Decimal
from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.facts import DebtFacts, DebtKind, Security
from ledger.law.bankruptcy import (
    ASK_A_LAWYER,
    FREE_HELP,
    UNLESS_PAID,
    Chapter,
    again,
    law,
    outline,
    over_chapter_13_limit,
)
from ledger.law.before_filing import Charge, Payment, preferences, recent_charges
from ledger.law.discharge import (
    BELOW_MEDIAN,
    FIVE_YEARS,
    IN_COURT,
    MOSTLY_STAYS,
    TELL,
    Flag,
    Outcome,
    classes,
    classes_from,
    discharge,
    overview,
)
from ledger.law.figures import LawError, parse, read

TODAY = date(2026, 11, 23)
SEVEN, THIRTEEN = Chapter
ENDS, DEPENDS, STAYS = Outcome
KINDS = st.sampled_from(DebtKind)
FLAGS = st.sets(st.sampled_from(Flag))
DAYS = st.dates(date(2023, 1, 1), date(2027, 1, 1))
MONEY = st.decimals(0, 5_000, places=2)
PAYMENTS = st.lists(
    st.builds(
        Payment,
        creditor=st.sampled_from(["Arbor Bank", "Birch Stores", "Aunt Cora"]),
        amount=MONEY,
        on=DAYS,
        kind=st.none() | KINDS,
        insider=st.booleans(),
    ),
    max_size=8,
)


@pytest.mark.parametrize(
    ("kind", "seven", "thirteen"),
    [
        (DebtKind.CREDIT_CARD, ENDS, ENDS),
        (DebtKind.MEDICAL, ENDS, ENDS),
        (DebtKind.PAYDAY, ENDS, ENDS),
        (DebtKind.RENT, ENDS, ENDS),
        (DebtKind.SUPPORT, STAYS, STAYS),
        (DebtKind.FINE, STAYS, DEPENDS),
        (DebtKind.FEDERAL_STUDENT, STAYS, STAYS),
        (DebtKind.PRIVATE_STUDENT, STAYS, STAYS),
        (DebtKind.TAX, DEPENDS, DEPENDS),
        (DebtKind.JUDGMENT, DEPENDS, DEPENDS),
        (DebtKind.AUTO, DEPENDS, DEPENDS),
        (DebtKind.MORTGAGE, DEPENDS, DEPENDS),
    ],
)
def test_which_kinds_of_debt_end(kind, seven, thirteen):
    assert discharge(kind, chapter=SEVEN).outcome is seven
    assert discharge(kind, chapter=THIRTEEN).outcome is thirteen


@pytest.mark.parametrize(
    ("flag", "seven", "thirteen"),
    [
        (Flag.RECENT_TAXES, DEPENDS, DEPENDS),
        (Flag.FRAUD, STAYS, STAYS),
        (Flag.UNLISTED, STAYS, STAYS),
        (Flag.TRUST_BROKEN, STAYS, STAYS),
        (Flag.INJURY, STAYS, DEPENDS),
        (Flag.FINES, STAYS, DEPENDS),
        (Flag.DRUNK_DRIVING, STAYS, STAYS),
        (Flag.DENIED_BEFORE, STAYS, ENDS),
        (Flag.RESTITUTION, STAYS, STAYS),
        (Flag.LOAN_FOR_TAXES, STAYS, ENDS),
        (Flag.DIVORCE, STAYS, ENDS),
        (Flag.ASSOCIATION_FEES, STAYS, DEPENDS),
        (Flag.RETIREMENT_LOAN, STAYS, DEPENDS),
        (Flag.SECURITIES, STAYS, ENDS),
    ],
)
def test_chapter_13_has_the_shorter_list(flag, seven, thirteen):
    for chapter, outcome in ((SEVEN, seven), (THIRTEEN, thirteen)):
        found = discharge(DebtKind.OTHER, chapter=chapter, flags=[flag])
        assert found.outcome is outcome
        assert found.findings[0].text == TELL[flag]
        assert found.findings[0].rule.citation.startswith("11 USC 523(a)(")


def test_what_secures_a_debt_may_still_be_taken():
    free, bound = (
        discharge(DebtKind.STORE_CARD, chapter=SEVEN, security=security)
        for security in (Security.NONE, Security.GOODS)
    )
    assert (free.outcome, bound.outcome) == (ENDS, DEPENDS)
    assert "what secures it" in str(bound.findings[0].text)


def test_security_nobody_has_spoken_of_may_be_there():
    found = discharge(DebtKind.STORE_CARD, chapter=SEVEN, security=None)
    assert found.outcome is DEPENDS
    assert "If you pledged something" in str(found.findings[0].text)


@given(KINDS, st.sampled_from(Chapter), FLAGS, FLAGS)
def test_more_flags_never_make_it_better_and_chapter_13_is_never_worse(kind, chapter, some, more):
    order = list(Outcome).index
    few = discharge(kind, chapter=chapter, flags=some).outcome
    many = discharge(kind, chapter=chapter, flags=some | more).outcome
    assert order(few) <= order(many) or few is ENDS
    seven, thirteen = (discharge(kind, chapter=one, flags=some).outcome for one in Chapter)
    assert order(thirteen) <= order(seven)


def a_debt(kind, balance=None, **fields):
    """Nothing pledged for it, unless said otherwise."""
    fields = {"security": Security.NONE} | fields
    return DebtFacts(kind=kind, balance=balance and Decimal(balance), **fields)


def test_an_overview_sums_and_says_what_is_worth_asking():
    debts = [
        a_debt(DebtKind.CREDIT_CARD, 30_000),
        a_debt(DebtKind.MEDICAL, 5_000, sued=True),
        a_debt(DebtKind.SUPPORT, 2_000),
        a_debt(DebtKind.AUTO, 9_000, security=Security.VEHICLE),
        a_debt(DebtKind.UTILITY),
    ]
    found = overview(debts, chapter=SEVEN, monthly_left=Decimal(500), below_median=True)
    assert (found.ends, found.depends, found.stays) == (35_000, 9_000, 2_000)
    assert found.unknown == 1
    assert found.worth_asking == (FIVE_YEARS.filled(years=5), BELOW_MEDIAN, IN_COURT)
    assert found.reasons[-1] == ASK_A_LAWYER
    assert found.help == FREE_HELP


def test_where_little_would_change_nothing_is_worth_asking_for_that_alone():
    debts = [
        a_debt(DebtKind.SUPPORT, 9_000),
        a_debt(DebtKind.CREDIT_CARD, 3_000),
    ]
    found = overview(debts, chapter=THIRTEEN, monthly_left=Decimal(100))
    assert found.worth_asking == ()
    assert MOSTLY_STAYS in found.reasons


@given(st.lists(st.builds(DebtFacts, kind=KINDS, balance=st.none() | MONEY), max_size=6))
def test_the_sums_are_those_of_the_debts_in_any_order(debts):
    one, other = (overview(some, chapter=SEVEN) for some in (debts, debts[::-1]))
    assert one == other
    assert one.ends + one.depends + one.stays == sum(debt.balance or 0 for debt in debts)
    assert one.unknown == sum(debt.balance is None for debt in debts)


def test_the_chapters_in_outline():
    seven, thirteen = map(outline, Chapter)
    assert (seven.months, seven.court_fee, seven.cost) == ((4, 4), 338, (1_338, 3_338))
    assert (thirteen.months, thirteen.court_fee) == ((36, 60), 313)
    assert thirteen.cost == (2_813, 5_313)
    for one in (seven, thirteen):
        assert ASK_A_LAWYER in one.reasons
        assert all(rule.citation for rule in one.rules)
    assert "The plan runs from 3 to 5 years." in map(str, thirteen.reasons)


@pytest.mark.parametrize(
    ("unsecured", "secured", "on", "over"),
    [
        (526_699, 1_580_124, TODAY, False),
        (526_700, 0, TODAY, True),
        (0, 1_580_125, TODAY, True),
        (1, 1, date(2025, 3, 31), None),
        (1, 1, date(2025, 4, 1), False),
        (1, 1, date(2028, 3, 31), False),
        (1, 1, date(2028, 4, 1), None),
    ],
)
def test_too_much_may_be_owed_for_chapter_13(unsecured, secured, on, over):
    assert over_chapter_13_limit(Decimal(unsecured), Decimal(secured), on=on) is over


@pytest.mark.parametrize(
    ("previous", "chapter", "filed_on", "earliest_on"),
    [
        (SEVEN, SEVEN, date(2018, 3, 15), date(2026, 3, 15)),
        (THIRTEEN, SEVEN, date(2018, 3, 15), date(2024, 3, 15)),
        (SEVEN, THIRTEEN, date(2018, 3, 15), date(2022, 3, 15)),
        (THIRTEEN, THIRTEEN, date(2018, 3, 15), date(2020, 3, 15)),
        (SEVEN, SEVEN, date(2016, 2, 29), date(2024, 2, 29)),
        (THIRTEEN, SEVEN, date(2016, 2, 29), date(2022, 3, 1)),
    ],
)
def test_how_soon_again(previous, chapter, filed_on, earliest_on):
    found = again(previous, filed_on=filed_on, chapter=chapter)
    assert found.earliest_on == earliest_on
    assert (UNLESS_PAID in found.reasons) is (previous is THIRTEEN and chapter is SEVEN)


def paid(amount, days_before, creditor="Arbor Bank", **more):
    return Payment(creditor, Decimal(amount), TODAY - timedelta(days_before), **more)


@pytest.mark.parametrize(
    ("payments", "amount", "at_risk"),
    [
        ([paid("599.99", 10)], "599.99", False),
        ([paid("600", 10)], "600", True),
        ([paid("690", 44), paid("200", 0)], "890", True),  # several count together
        ([paid("600", 90)], "600", True),
        ([paid("600", 91)], None, False),
        ([paid("600", 91), paid("100", 90)], "100", False),
        ([paid("600", 91, insider=True)], "600", True),
        ([paid("600", 365, insider=True)], "600", True),
        ([paid("600", 366, insider=True)], None, False),
        ([paid("900", 10, kind=DebtKind.SUPPORT)], None, False),
        ([paid("900", -1)], None, False),  # after filing
    ],
)
def test_payments_before_filing_may_be_taken_back(payments, amount, at_risk):
    found = preferences(payments, filing_on=TODAY)
    assert [one.amount for one in found] == ([Decimal(amount)] if amount else [])
    assert any(one.at_risk for one in found) is at_risk


def test_creditors_are_told_apart_and_the_way_out_is_named():
    payments = [paid("400", 80), paid("300", 20), paid("500", 10, "Birch Stores")]
    arbor, birch = preferences(payments, filing_on=TODAY)
    assert (arbor.at_risk, birch.at_risk) == (True, False)
    assert arbor.clear_on == TODAY + timedelta(11)  # the 400 are out, 300 are left
    assert str(arbor.reasons[0]) == (
        "Arbor Bank got $700.00 in the 90 days before. If you file, a trustee may take it back."
    )
    assert birch.clear_on is None
    assert arbor.rule.citation == "11 USC 547(b)(4)(A), (c)(8)"


def test_family_counts_for_a_year():
    (found,) = preferences([paid("900", 200, "Aunt Cora", insider=True)], filing_on=TODAY)
    assert found.rule.citation == "11 USC 547(b)(4)(B), (c)(8)"
    assert found.clear_on == TODAY + timedelta(166)


@given(PAYMENTS, DAYS, st.randoms())
def test_the_order_of_payments_does_not_matter(payments, filing_on, random):
    mixed = random.sample(payments, len(payments))
    found = preferences(payments, filing_on=filing_on)
    assert found == preferences(mixed, filing_on=filing_on)
    assert all(one.amount > 0 for one in found)


@given(PAYMENTS, DAYS)
def test_on_the_day_that_is_named_nothing_is_at_risk_any_more(payments, filing_on):
    made = [payment for payment in payments if payment.on <= filing_on]
    for one in preferences(made, filing_on=filing_on):
        assert one.at_risk is (one.clear_on is not None)
        if one.clear_on:
            assert one.clear_on > filing_on
            later = preferences(made, filing_on=one.clear_on)
            assert not any(other.at_risk for other in later if other.creditor == one.creditor)


@given(PAYMENTS, DAYS, MONEY)
def test_another_payment_never_takes_a_warning_away(payments, filing_on, amount):
    def at_risk(some):
        return {one.creditor for one in preferences(some, filing_on=filing_on) if one.at_risk}

    more = [*payments, Payment("Arbor Bank", amount, filing_on)]
    assert at_risk(payments) <= at_risk(more)


def charge(amount, days_before, creditor="Arbor Bank", **more):
    return Charge(creditor, Decimal(amount), TODAY - timedelta(days_before), **more)


@pytest.mark.parametrize(
    ("charges", "amount"),
    [
        ([charge("500", 10)], None),
        ([charge("501", 90)], "501"),
        ([charge("501", 91)], None),
        ([charge("501", 10, luxury=False)], None),  # food and rent are no luxury
        ([charge("300", 10), charge("300", 5, "Birch Stores")], None),  # each by itself
        ([charge("750", 10, cash_advance=True)], None),
        ([charge("751", 70, cash_advance=True)], "751"),
        ([charge("751", 71, cash_advance=True)], None),
        (
            [charge("400", 9, cash_advance=True), charge("400", 8, "Birch", cash_advance=True)],
            "800",  # all together
        ),
        ([charge("600", 9), charge("800", 8, cash_advance=True)], "1400"),
    ],
)
def test_recent_charges_are_warned_about(charges, amount):
    found = recent_charges(charges, filing_on=TODAY)
    assert (found.amount if found else None) == (Decimal(amount) if amount else None)
    if found:
        assert "Ask a lawyer before you file." in str(found.reasons[0])
        assert all("523(a)(2)(C)" in rule.citation for rule in found.rules)


def test_a_payment_below_zero_is_refused():
    with pytest.raises(ValueError, match="less than zero"):
        Payment("Arbor Bank", Decimal(-1), TODAY)


def test_every_rule_is_cited_sourced_and_dated():
    for rule in (*law().values(), *(rule for _, rule in classes().values())):
        assert rule.citation
        assert urlsplit(rule.source).netloc
        assert rule.checked_on <= TODAY
    for help in FREE_HELP:
        assert urlsplit(help.address).netloc


def test_a_wrong_outcome_names_its_line():
    lines = list(read("bankruptcy.toml").lines)
    where = lines.index("[fraud]") + 1
    lines[where] = 'chapter_7 = "goes"'
    with pytest.raises(LawError, match=rf"line {where + 1}, fraud.chapter_7: must be one of ends"):
        classes_from(parse("bankruptcy.toml", "\n".join(lines)))

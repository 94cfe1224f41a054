from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.facts import Basis, CreditorKind, DebtKind
from negotiation.gates import GateKind
from negotiation.order import RULE_OF_THUMB, Known, When, first_to_settle
from negotiation.strategy import Override, band
from tests import make
from tests.negotiation.drawn import DEBTS

TODAY = date(2026, 3, 2)
D = Decimal
NOW, LATER, NOT_YET, OTHER_WAY = When
BUYER, FIRST = CreditorKind.DEBT_BUYER, CreditorKind.ORIGINAL_CREDITOR
AMOUNTS = st.decimals(0, 20_000, places=2)


def facts(balance="1000.00", **fields):
    """A verified card at a debt buyer that goes for 40 percent."""
    fields = {
        "holder": BUYER,
        "owner": BUYER,
        "balance": D(balance),
        "balance_on": TODAY,
        "opened_on": date(2024, 8, 1),
        "first_delinquent_on": date(2025, 6, 1),
        "last_paid_on": date(2025, 5, 1),
    } | fields
    return make.facts(**fields)


def ranked(debts, cash="0", **kept):
    kept = {"saving": D(kept["saving"])} if "saving" in kept else kept
    return first_to_settle(list(debts.items()), D(cash), on=TODAY, **kept)


def order(debts, cash="0", **kept):
    return [(one.key, one.when) for one in ranked(debts, cash, **kept)]


def said(choice):
    return " ".join(map(str, choice.reasons))


def test_no_debts_no_choices():
    assert ranked({}) == ()


def test_the_cash_is_dealt_out_at_the_figures_we_aim_for():
    debts = {"a": facts("1000.00"), "b": facts("2000.00"), "c": facts("500.00")}
    found = ranked(debts, "700")
    assert [(one.key, one.when, one.left, one.missing) for one in found] == [
        ("c", NOW, D("500.00"), 0),
        ("a", NOW, D("100.00"), 0),
        ("b", LATER, D("100.00"), D("700.00")),
    ]
    assert (found[0].price.amount, found[0].price.percent, found[0].price.of) == (200, 40, 500)
    assert "covers the $200.00 you aim for. That leaves $500.00." in said(found[0])
    assert "It ends $500.00 of debt for about $200.00." in said(found[0])


@pytest.mark.parametrize(
    ("saving", "months", "says"),
    [
        (None, None, "Say what you can save a month"),
        ("0", None, "Say what you can save a month"),
        ("100", 7, "takes about 7 months"),
        ("99", 8, "takes about 8 months"),
        ("700", 1, "takes about a month"),
        ("9000", 1, "takes about a month"),
    ],
)
def test_how_long_it_takes_to_save_the_rest(saving, months, says):
    kept = {"saving": saving} if saving else {}
    [found] = ranked({"b": facts("2000.00")}, "100", **kept)
    assert (found.when, found.missing, found.months) == (LATER, 700, months)
    assert says in said(found)


def test_what_waits_waits_its_turn():
    debts = {"a": facts("1000.00"), "b": facts("2000.00")}
    first, second = ranked(debts, "50", saving="100")
    assert (first.key, first.missing, first.months) == ("a", 350, 4)
    assert (second.key, second.missing, second.months) == ("b", 1150, 12)
    assert "come first with the same cash" in said(second)


def test_cash_for_a_first_offer_is_named():
    [found] = ranked({"a": facts("1000.00")}, "250")
    assert "first offer of $250.00, but not yet your aim" in said(found)


def test_most_debt_for_each_dollar_comes_first():
    cheap, dear = facts(resold=True), facts(holder=FIRST, owner=FIRST)
    assert order({"dear": dear, "cheap": cheap}) == [("cheap", LATER), ("dear", LATER)]


def test_at_the_same_share_the_dearer_rate_comes_first_and_its_interest_is_told():
    low, high = facts(apr=D("5")), facts(apr=D("30"))
    found = ranked({"low": low, "high": high, "unknown": facts(apr=None)}, "400")
    assert [one.key for one in found] == ["high", "low", "unknown"]
    assert "stops about $25.00 of interest a month" in said(found[0])
    assert "interest a month" not in said(found[2])


def test_what_a_debt_frees_each_month_is_told():
    [found] = ranked({"a": facts()}, "400", known={"a": Known(frees=D("35.00"))})
    assert "It frees $35.00 a month." in said(found)


def test_what_presses_in_court_comes_first():
    sued = facts(sued=True, sued_on=TODAY)
    decided = facts(sued=True, judgment=True)
    found = ranked({"calm": facts(), "sued": sued, "decided": decided}, "5000")
    assert [one.key for one in found] == ["sued", "decided", "calm"]
    assert "Answer the court first" in said(found[0])
    assert "A court has decided" in said(found[1])
    assert GateKind.LAWSUIT in [gate.kind for gate in found[0].gates]


@pytest.mark.parametrize(
    ("saving", "expected"),
    [
        ("50", [("sued", LATER), ("calm", LATER)]),  # two months: the cash is kept for it
        ("16", [("calm", NOW), ("sued", LATER)]),  # too long to keep it
        ("0", [("calm", NOW), ("sued", LATER)]),
    ],
)
def test_cash_is_kept_for_what_presses_if_that_is_near(saving, expected):
    debts = {"calm": facts("1000.00"), "sued": facts("1000.00", sued=True, sued_on=TODAY)}
    assert order(debts, "400", saving=saving) == expected


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"basis": Basis.CLAIMED}, "Nobody has shown"),
        ({"notice_received_on": TODAY, "basis": Basis.CLAIMED}, "Nobody has shown"),
        ({"disputed_on": TODAY, "balance_on": None}, "have not done so yet"),
        (
            {
                "state": "TX",
                "opened_on": None,
                "first_delinquent_on": date(2019, 1, 1),
                "last_paid_on": date(2019, 1, 1),
            },
            "time to sue",
        ),
    ],
)
def test_what_needs_something_else_first_is_not_settled_yet(fields, says):
    found = ranked({"a": facts(**fields), "b": facts()}, "9000")
    assert [(one.key, one.when) for one in found] == [("b", NOW), ("a", NOT_YET)]
    assert (found[1].left, found[1].months) == (None, None)
    assert says in said(found[1])


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"kind": DebtKind.AUTO}, "take what you pledged"),
        ({"kind": DebtKind.TAX, "basis": Basis.CLAIMED}, "Tax debts"),
        ({"current": True}, "paid on time"),
        ({"balance": D("0.00")}, "is over"),
    ],
)
def test_what_does_not_bargain_goes_another_way(fields, says):
    [found] = ranked({"a": facts(**fields)}, "9000")
    assert found.when is OTHER_WAY
    assert says in said(found)


def test_what_has_a_deal_already_is_left_alone():
    past = make.history(agreed_on=TODAY)
    [found] = ranked({"a": facts()}, "9000", known={"a": Known(history=past)})
    assert (found.when, "have a deal" in said(found)) == (OTHER_WAY, True)


def test_the_users_own_aim_counts():
    known = {"a": Known(override=Override(aim=D(10)))}
    [found] = ranked({"a": facts()}, "100", known=known)
    assert (found.when, found.price.amount) == (NOW, 100)


def test_a_debt_whose_days_are_unknown_says_what_to_enter_first():
    days = {"opened_on": None, "first_delinquent_on": None, "last_paid_on": None}
    [found] = ranked({"a": facts(**days)}, "9000")
    assert found.when is NOW
    assert "Enter the day of your last payment" in said(found)


@pytest.mark.parametrize(("cash", "saving"), [("-0.01", "0"), ("0", "-1")])
def test_less_than_no_money_is_refused(cash, saving):
    with pytest.raises(ValueError, match="no less than zero"):
        ranked({"a": facts()}, cash, saving=saving)


def test_it_calls_itself_a_rule_of_thumb():
    assert "rule of thumb" in str(RULE_OF_THUMB)


PORTFOLIOS = st.lists(DEBTS, max_size=6).map(lambda debts: dict(enumerate(debts)))


@given(PORTFOLIOS, AMOUNTS, AMOUNTS, st.randoms())
def test_the_order_of_the_list_does_not_matter(debts, cash, saving, random):
    listed = list(debts.items())
    mixed = random.sample(listed, len(listed))
    found = first_to_settle(listed, cash, on=TODAY, saving=saving)
    assert found == first_to_settle(mixed, cash, on=TODAY, saving=saving)


@given(PORTFOLIOS, AMOUNTS, AMOUNTS)
def test_no_dollar_is_spent_twice(debts, cash, saving):
    found = first_to_settle(list(debts.items()), cash, on=TODAY, saving=saving)
    assert sorted(one.key for one in found) == sorted(debts)
    now = [one for one in found if one.when is NOW]
    assert sum(one.price.amount for one in now) <= cash
    assert all(one.left >= 0 for one in now)
    later = [one for one in found if one.when is LATER]
    assert all(one.missing > 0 for one in later)
    waits = [one.months for one in later if one.months is not None]
    assert waits == sorted(waits)
    whens = [list(When).index(one.when) for one in found]
    assert whens == sorted(whens)


@given(DEBTS, AMOUNTS, AMOUNTS)
def test_more_cash_never_puts_a_single_debt_off(debt, cash, more):
    [poorer] = first_to_settle([("a", debt)], cash, on=TODAY)
    [richer] = first_to_settle([("a", debt)], cash + more, on=TODAY)
    order = list(When)
    assert order.index(richer.when) <= order.index(poorer.when)


@given(PORTFOLIOS, AMOUNTS)
def test_a_price_is_what_the_band_aims_for(debts, cash):
    for one in first_to_settle(list(debts.items()), cash, on=TODAY):
        ours = band(replace(debts[one.key], cash=cash), on=TODAY).ours
        if one.price:
            assert one.price == ours.aim
        assert "{" not in said(one)
        assert one.reasons

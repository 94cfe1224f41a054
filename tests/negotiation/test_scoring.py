import subprocess
import sys
from datetime import date, timedelta
from decimal import Decimal
from urllib.parse import urlsplit

import pytest

from ledger.facts import Basis, CreditorKind, DebtFacts, DebtKind, Hardship, Security
from negotiation.scoring import NOT_A_PROBABILITY, RULES, SOURCES, WEIGHTS, Factor, Route, score
from tests import make

TODAY = date(2026, 3, 2)
D = Decimal
BUYER, AGENCY = CreditorKind.DEBT_BUYER, CreditorKind.COLLECTION_AGENCY
FIRST = CreditorKind.ORIGINAL_CREDITOR


def factor(name, **fields):
    """What one factor finds: (points, points that hang on unknown facts)."""
    found = score(make.facts(**fields), on=TODAY)
    points = [reason.points for reason in found.reasons if reason.factor is name]
    unknown = [unknown.points for unknown in found.unknown if unknown.factor is name]
    return (points or [None])[0], sum(unknown)


def test_the_weights_make_a_hundred_and_each_factor_has_a_rule_and_a_source():
    assert sum(WEIGHTS.values()) == 100
    assert WEIGHTS.keys() == SOURCES.keys() == set(Factor)
    assert len(RULES) == len(Factor)
    assert all(name and urlsplit(url).netloc for name, url in SOURCES.values())


def test_a_perfect_hand_has_all_points():
    facts = make.facts(
        holder=BUYER,
        resold=True,
        first_delinquent_on=date(2020, 1, 1),
        last_paid_on=date(2019, 12, 1),
        cash=D("5000.00"),
        hardship=Hardship.DOCUMENTED,
        income_exempt=True,
        attachable_assets=False,
        balance_itemized=False,
        title_shown=False,
        facing_bankruptcy=True,
    )
    assert score(facts, on=TODAY)[:3] == (100, score(facts, on=TODAY).reasons, ())


def test_somebody_who_knows_nothing_has_no_points_and_all_of_them_open():
    facts = DebtFacts(kind=DebtKind.CREDIT_CARD, basis=Basis.VERIFIED)
    found = score(facts, on=TODAY)
    assert (found.points, found.open_points, found.reasons) == (0, 100, ())
    assert {unknown.factor for unknown in found.unknown} == set(Factor)


@pytest.mark.parametrize(
    ("fields", "points", "open_points"),
    [
        ({"holder": BUYER, "resold": True}, 20, 0),
        ({"holder": BUYER, "resold": False}, 17, 0),
        ({"holder": BUYER}, 17, 3),
        ({"holder": AGENCY, "owner": BUYER}, 17, 3),
        ({"holder": CreditorKind.LAW_FIRM, "owner": FIRST}, 13, 0),
        ({"holder": AGENCY, "owner": None}, 13, 7),
        ({"holder": FIRST, "owner": FIRST, "charged_off_on": TODAY}, 11, 0),
        ({"holder": FIRST, "owner": FIRST, "charged_off_on": TODAY + timedelta(days=1)}, 5, 6),
        ({"holder": FIRST, "owner": FIRST}, 5, 6),
        ({"holder": FIRST, "owner": FIRST, "current": True}, 5, 0),
        ({"holder": CreditorKind.MEDICAL_PROVIDER, "owner": None}, 5, 6),
        ({"holder": CreditorKind.PERSON, "owner": None}, 5, 6),
        ({"holder": CreditorKind.GOVERNMENT, "owner": None}, 0, 0),
        ({"holder": None, "owner": None}, None, 20),
    ],
)
def test_who_holds_it(fields, points, open_points):
    assert factor(Factor.HOLDER, **fields) == (points, open_points)


@pytest.mark.parametrize(
    ("missed", "points"),
    [
        (date(2026, 1, 2), 0),
        (date(2025, 12, 2), 0),  # three months: the scale begins
        (date(2024, 3, 2), 7),  # 24 months: 21 of 45
        (date(2022, 3, 3), 15),  # 47 months
        (date(2022, 3, 2), 15),
        (date(1999, 1, 1), 15),
        (date(2026, 5, 1), 0),  # a day yet to come
    ],
)
def test_age(missed, points):
    assert factor(Factor.AGE, first_delinquent_on=missed) == (points, 0)


def test_the_age_of_a_debt_paid_on_time_is_nothing_and_else_unknown():
    assert factor(Factor.AGE, current=True) == (0, 0)
    assert factor(Factor.AGE) == (None, 15)


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"first_delinquent_on": date(2022, 3, 3)}, "47 months ago"),
        ({"first_delinquent_on": date(2022, 3, 2)}, "four years ago or more"),
        ({"cash": D("588.00")}, "49 percent"),
        ({"cash": D("600.00")}, "half of it or more"),
    ],
)
def test_a_reason_says_how_much(fields, says):
    assert says in " ".join(str(one.text) for one in score(make.facts(**fields), on=TODAY).reasons)


def lapsed(days_left, **fields):
    """A Texas card whose longest time to sue ends in so many days."""
    missed = date(2022, 3, 2) + timedelta(days=days_left)
    return {"state": "TX", "first_delinquent_on": missed, "last_paid_on": missed} | fields


@pytest.mark.parametrize(
    ("fields", "points", "open_points"),
    [
        (lapsed(-1), 12, 0),
        (lapsed(0), 8, 0),  # the last day
        (lapsed(183), 8, 0),
        (lapsed(184), 5, 0),
        (lapsed(548), 5, 0),
        (lapsed(549), 0, 0),
        (lapsed(-1, last_paid_on=None), None, 12),  # a later payment may have started it again
        (lapsed(183, last_paid_on=None), None, 12),
        (lapsed(549, last_paid_on=None), 0, 0),  # it could only make it longer still
        (lapsed(-1, state="IL"), 0, 0),  # five to ten years
        (lapsed(-400, state="IL"), 5, 0),  # more than five
        (lapsed(-1, state=""), None, 12),
        (lapsed(-1, sued=True), None, 12),
        (lapsed(-1, sued=None), None, 12),  # a lawsuit would have stopped the clock
        (lapsed(183, sued=None), None, 12),
        (lapsed(549, sued=None), 0, 0),
        (lapsed(100, sued=True, sued_on=TODAY), 0, 0),
        (lapsed(-1, sued=True, sued_on=TODAY), 12, 0),
        (lapsed(-1, sued=True, judgment=True), 0, 0),
        (lapsed(-400, state="FL", kind=DebtKind.MEDICAL), 5, 0),
    ],
)
def test_the_time_to_sue(fields, points, open_points):
    assert factor(Factor.TIME_TO_SUE, **fields) == (points, open_points)


@pytest.mark.parametrize(
    ("cash", "balance", "points", "open_points"),
    [
        ("0.00", "1000.00", 0, 0),
        ("-20.00", "1000.00", 0, 0),
        ("250.00", "1000.00", 8, 0),
        ("499.99", "1000.00", 15, 0),
        ("500.00", "1000.00", 15, 0),
        ("9000.00", "1000.00", 15, 0),
        (None, "1000.00", None, 15),
        ("500.00", None, None, 15),
        ("500.00", "0.00", None, 15),
    ],
)
def test_cash(cash, balance, points, open_points):
    fields = {"cash": cash and D(cash), "balance": balance and D(balance)}
    assert factor(Factor.CASH, **fields) == (points, open_points)


@pytest.mark.parametrize(
    ("hardship", "found"),
    [
        (None, (None, 8)),
        (Hardship.NONE, (0, 0)),
        (Hardship.STATED, (4, 0)),
        (Hardship.DOCUMENTED, (8, 0)),
    ],
)
def test_hardship(hardship, found):
    assert factor(Factor.HARDSHIP, hardship=hardship) == found


@pytest.mark.parametrize(
    ("income", "assets", "found"),
    [
        (True, False, (10, 0)),
        (True, True, (5, 0)),
        (False, False, (5, 0)),
        (False, True, (0, 0)),
        (True, None, (5, 5)),
        (None, True, (0, 5)),
        (None, None, (None, 10)),
    ],
)
def test_collectability(income, assets, found):
    fields = {"income_exempt": income, "attachable_assets": assets}
    assert factor(Factor.COLLECTABILITY, **fields) == found


@pytest.mark.parametrize(
    ("itemized", "title", "found"),
    [
        (False, False, (8, 0)),
        (True, False, (4, 0)),
        (False, True, (4, 0)),
        (True, True, (0, 0)),
        (False, None, (4, 4)),
        (True, None, (None, 4)),
        (None, False, (4, 4)),
        (None, True, (None, 4)),
        (None, None, (None, 8)),
    ],
)
def test_papers(itemized, title, found):
    assert factor(Factor.PAPERS, balance_itemized=itemized, title_shown=title) == found


@pytest.mark.parametrize(
    ("itemized", "found"), [(None, (None, 4)), (False, (4, 0)), (True, (0, 0))]
)
def test_a_first_creditor_has_no_chain_of_sales_to_show(itemized, found):
    assert factor(Factor.PAPERS, holder=FIRST, balance_itemized=itemized) == found


def test_an_answer_to_a_dispute_decides_about_the_papers():
    disputed = {"disputed_on": TODAY, "balance_itemized": True, "title_shown": True}
    assert factor(Factor.PAPERS, basis=Basis.CLAIMED, **disputed) == (8, 0)
    assert factor(Factor.PAPERS, basis=Basis.VERIFIED, **disputed) == (0, 0)


@pytest.mark.parametrize(
    ("fields", "found"),
    [
        ({"facing_bankruptcy": True}, (4, 0)),
        ({"facing_bankruptcy": False}, (0, 0)),
        ({}, (None, 4)),
        ({"facing_bankruptcy": True, "kind": DebtKind.PRIVATE_STUDENT}, (0, 0)),
    ],
)
def test_bankruptcy(fields, found):
    assert factor(Factor.BANKRUPTCY, **fields) == found


@pytest.mark.parametrize(
    ("fields", "found"),
    [
        ({"sued": False}, (3, 0)),
        ({"sued": True}, (1, 0)),
        ({"sued": True, "judgment": True}, (0, 0)),
        ({"sued": None}, (None, 3)),
    ],
)
def test_a_lawsuit_and_a_judgment(fields, found):
    assert factor(Factor.LAWSUIT, **fields) == found


@pytest.mark.parametrize(
    ("fields", "found"),
    [
        ({"security": Security.NONE}, (5, 0)),
        ({"security": None}, (None, 5)),
        ({"security": None, "deficiency": True}, (5, 0)),
        ({"security": None, "kind": DebtKind.AUTO, "deficiency": True}, (5, 0)),
    ],
)
def test_security(fields, found):
    assert factor(Factor.SECURITY, **fields) == found


def test_security_that_is_not_known_is_no_route_by_itself():
    assert score(make.facts(security=None), on=TODAY).route is None


@pytest.mark.parametrize(
    ("fields", "route"),
    [
        ({"kind": DebtKind.FEDERAL_STUDENT}, Route.FEDERAL_STUDENT),
        ({"kind": DebtKind.TAX}, Route.TAX),
        ({"kind": DebtKind.SUPPORT}, Route.SUPPORT),
        ({"kind": DebtKind.FINE}, Route.FINE),
        ({"in_deal": True}, Route.DEAL),
        ({"kind": DebtKind.AUTO}, Route.SECURED),
        ({"kind": DebtKind.AUTO, "security": None}, Route.SECURED),
        ({"kind": DebtKind.MORTGAGE}, Route.SECURED),
        ({"kind": DebtKind.HOME_EQUITY}, Route.SECURED),
        ({"security": Security.GOODS}, Route.SECURED),
        ({"kind": DebtKind.TAX, "security": Security.HOME}, Route.TAX),
        ({"kind": DebtKind.TAX, "basis": Basis.UNKNOWN}, Route.TAX),
    ],
)
def test_some_debts_get_a_route_and_no_reasons(fields, route):
    assert score(make.facts(**fields), on=TODAY) == (None, (), (), route)


@pytest.mark.parametrize("kind", [DebtKind.AUTO, DebtKind.CREDIT_CARD])
def test_what_is_left_after_a_sale_is_scored_like_an_ordinary_debt(kind):
    found = score(make.facts(kind=kind, security=Security.VEHICLE, deficiency=True), on=TODAY)
    assert found.route is None
    assert factor(Factor.SECURITY, kind=kind, deficiency=True) == (5, 0)


@pytest.mark.parametrize("basis", [Basis.CLAIMED, Basis.OWN_RECORD, Basis.UNKNOWN])
def test_an_unverified_debt_has_reasons_but_no_number(basis):
    found = score(make.facts(basis=basis), on=TODAY)
    verified = score(make.facts(basis=Basis.VERIFIED), on=TODAY)
    assert (found.points, found.route) == (None, Route.UNVERIFIED)
    assert (found.reasons, found.unknown) == (verified.reasons, verified.unknown)
    assert verified.points is not None
    assert verified.route is None


def test_every_route_says_what_to_do_instead():
    assert all(len(str(route.text)) > 40 for route in Route)
    assert "not a probability" in str(NOT_A_PROBABILITY)


def test_the_engine_needs_neither_django_nor_a_clock():
    code = (
        "import sys, negotiation.order, negotiation.sensitivity, negotiation.steps;"
        "sys.exit('django' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0

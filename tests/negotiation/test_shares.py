from dataclasses import replace
from datetime import date, timedelta
from urllib.parse import urlsplit

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from ledger.dates import add_months
from ledger.facts import CreditorKind, DebtFacts, DebtKind
from ledger.law.figures import LawError, parse
from ledger.law.rules import rules
from negotiation.shares import SHAPE, MoveKind, Percents, figures, is_early, shares
from tests import make
from tests.negotiation.drawn import DAYS, DEBTS

TODAY = date(2026, 3, 2)
BUYER, AGENCY = CreditorKind.DEBT_BUYER, CreditorKind.COLLECTION_AGENCY
FIRST, LAW_FIRM = CreditorKind.ORIGINAL_CREDITOR, CreditorKind.LAW_FIRM


def found(**fields):
    """(open, aim, walk away) in percent."""
    return tuple(map(int, shares(make.facts(**{"owner": None} | fields), on=TODAY).percents))


def days_ago(days):
    return TODAY - timedelta(days=days)


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"holder": None}, (25, 30, 50)),
        ({"holder": CreditorKind.GOVERNMENT}, (25, 30, 50)),
        # a first creditor
        ({"holder": FIRST}, (35, 50, 65)),
        ({"holder": CreditorKind.PERSON}, (35, 50, 65)),
        ({"holder": CreditorKind.MEDICAL_PROVIDER}, (35, 50, 65)),
        ({"holder": FIRST, "first_delinquent_on": days_ago(89)}, (60, 75, 85)),
        ({"holder": FIRST, "first_delinquent_on": days_ago(90)}, (35, 50, 65)),
        ({"holder": FIRST, "first_delinquent_on": days_ago(150)}, (35, 50, 65)),
        ({"holder": FIRST, "first_delinquent_on": days_ago(-5)}, (60, 75, 85)),
        ({"holder": FIRST, "current": True}, (60, 75, 85)),
        ({"holder": FIRST, "current": True, "charged_off_on": days_ago(9)}, (35, 50, 65)),
        ({"holder": FIRST, "charged_off_on": days_ago(900)}, (35, 50, 65)),
        # a collector on commission
        ({"holder": AGENCY}, (30, 45, 60)),
        ({"holder": LAW_FIRM, "owner": FIRST}, (30, 45, 60)),
        ({"holder": AGENCY, "first_delinquent_on": date(2024, 3, 3)}, (30, 45, 60)),
        ({"holder": AGENCY, "first_delinquent_on": date(2024, 3, 2)}, (30, 40, 50)),
        ({"holder": AGENCY, "charged_off_on": date(2024, 3, 2)}, (30, 40, 50)),
        ({"holder": AGENCY, "charged_off_on": date(2027, 3, 2)}, (30, 45, 60)),
        # dates that cannot both be right: late since the earlier one
        (
            {
                "holder": AGENCY,
                "first_delinquent_on": date(2025, 1, 1),
                "charged_off_on": date(2010, 1, 1),
            },
            (30, 40, 50),
        ),
        # a buyer, whoever collects for it
        ({"holder": BUYER}, (25, 40, 50)),
        ({"holder": AGENCY, "owner": BUYER}, (25, 40, 50)),
        ({"holder": BUYER, "first_delinquent_on": date(2023, 3, 3)}, (25, 40, 50)),
        ({"holder": BUYER, "first_delinquent_on": date(2023, 3, 2)}, (15, 30, 40)),
        ({"holder": BUYER, "resold": True}, (15, 30, 40)),
        ({"holder": BUYER, "resold": False}, (25, 40, 50)),
        # the court adds
        ({"holder": BUYER, "sued": True}, (30, 50, 60)),
        ({"holder": BUYER, "sued": True, "judgment": True}, (35, 55, 70)),
        ({"holder": AGENCY, "kind": DebtKind.JUDGMENT}, (40, 60, 80)),
        ({"holder": None, "sued": True}, (30, 40, 60)),
        ({"holder": FIRST, "current": True, "judgment": True}, (70, 90, 100)),  # never above all
    ],
)
def test_the_holder_its_age_its_stage_and_the_court_move_the_figures(fields, expected):
    assert found(**fields) == expected


@pytest.mark.parametrize(
    ("kind", "late", "told"),
    [
        (DebtKind.CREDIT_CARD, 90, True),
        (DebtKind.CREDIT_CARD, 179, True),
        (DebtKind.CREDIT_CARD, 180, False),
        (DebtKind.PERSONAL_LOAN, 119, True),
        (DebtKind.PERSONAL_LOAN, 120, False),
        (DebtKind.MEDICAL, 100, False),
    ],
)
def test_the_coming_charge_off_is_told_and_moves_nothing(kind, late, told):
    debt = make.facts(holder=FIRST, owner=FIRST, kind=kind, first_delinquent_on=days_ago(late))
    near = [move for move in shares(debt, on=TODAY).moves if move.kind is MoveKind.STAGE]
    assert bool(near) is told
    assert all(move.by == (0, 0, 0) and "Banks mostly book" in str(move.text) for move in near)


@pytest.mark.parametrize(
    ("fields", "asked"),
    [
        ({"holder": None}, [("holder",)]),
        ({"holder": AGENCY}, [("owner", "resold"), ("first_delinquent_on",)]),
        ({"holder": BUYER, "first_delinquent_on": TODAY}, [("resold",)]),
        ({"holder": BUYER, "resold": True}, []),
        ({"holder": BUYER, "first_delinquent_on": date(2015, 1, 1)}, []),
        ({"holder": FIRST, "current": True}, []),
    ],
)
def test_what_is_not_known_is_asked_for_where_it_would_move_something(fields, asked):
    debt = make.facts(**{"owner": None} | fields)
    assert [ask.fields for ask in shares(debt, on=TODAY).unknown] == asked


def test_every_figure_says_where_it_is_from():
    for name, rule in figures().items():
        assert rule.citation, name
        assert urlsplit(rule.source).netloc, name
        percents = Percents.of(rule) if name != "charge_off" else Percents.of(figures()["start"])
        assert list(percents) == sorted(percents), name


def test_a_figure_without_its_source_stops_the_reading():
    with pytest.raises(LawError, match=r"bands.toml line 2, start.citation"):
        rules(
            parse(
                "bands.toml", "checked_on = 2026-11-22\n[start]\nopen = 1\naim = 2\nwalk_away = 3"
            ),
            SHAPE,
        )


@given(DEBTS)
def test_the_moves_lead_from_the_start_to_the_figures(debt):
    told = shares(debt, on=TODAY)
    at = Percents.of(told.start)
    for move in told.moves:
        assert move.before == at
        assert [a + b for a, b in zip(at, move.by, strict=True)] == list(move.after)
        at = move.after
    assert at == told.percents
    assert 0 < at.open <= at.aim <= at.walk_away <= 100


@given(DEBTS, st.integers(0, 8000))
def test_an_older_debt_never_raises_a_figure(debt, days):
    assume(debt.first_delinquent_on is not None and debt.first_delinquent_on <= TODAY)
    older = replace(debt, first_delinquent_on=debt.first_delinquent_on - timedelta(days=days))
    pairs = zip(shares(debt, on=TODAY).percents, shares(older, on=TODAY).percents, strict=True)
    assert all(old <= young for young, old in pairs)


@given(DEBTS, st.integers(0, 200))
def test_time_alone_never_raises_a_figure(debt, months):
    assume(debt.charged_off_on is None or debt.charged_off_on <= TODAY)
    later = shares(debt, on=add_months(TODAY, months)).percents
    pairs = zip(shares(debt, on=TODAY).percents, later, strict=True)
    assert all(then <= now for now, then in pairs)


@given(DEBTS)
def test_a_lawsuit_and_then_a_judgment_never_lower_a_figure(debt):
    free = replace(debt, sued=False, judgment=False)
    sued, decided = replace(free, sued=True), replace(free, sued=True, judgment=True)
    steps = [shares(one, on=TODAY).percents for one in (free, sued, decided)]
    assert all(list(column) == sorted(column) for column in zip(*steps, strict=True))


FORGOTTEN = {"owner": None, "resold": None, "first_delinquent_on": None, "charged_off_on": None}


@given(DEBTS, st.sampled_from(sorted(FORGOTTEN)))
def test_a_forgotten_fact_never_lowers_a_figure_but_for_a_debt_known_to_be_early(debt, name):
    forgotten = replace(debt, **{name: FORGOTTEN[name]})
    assume(not is_early(debt, on=TODAY))
    assume(debt.holder not in (None, CreditorKind.GOVERNMENT))
    pairs = zip(shares(debt, on=TODAY).percents, shares(forgotten, on=TODAY).percents, strict=True)
    assert all(known <= unknown for known, unknown in pairs)


@given(DAYS, DAYS)
def test_what_is_not_asked_for_moves_nothing(paid, opened):
    debt = DebtFacts(kind=DebtKind.CREDIT_CARD, holder=AGENCY)
    same = replace(debt, last_paid_on=paid, opened_on=opened)
    assert shares(debt, on=TODAY) == shares(same, on=TODAY)

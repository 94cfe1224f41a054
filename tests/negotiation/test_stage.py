from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.facts import Basis, CaseHistory, CreditorKind
from negotiation.stage import DONE, Stage, opening_offer, stage
from negotiation.strategy import band
from tests import make

FIRST_HAND = CreditorKind.ORIGINAL_CREDITOR
TODAY = date(2026, 3, 2)
D = Decimal
EARLIER, LATER = date(2026, 1, 10), date(2026, 2, 10)
UNKNOWN = {"basis": Basis.OWN_RECORD}
VERIFIED = {"basis": Basis.VERIFIED, "balance_on": EARLIER}
RICH = {"cash": D("5000.00")}
ZERO = {"basis": Basis.VERIFIED, "balance": D("0.00"), "balance_on": LATER}
SUED = {"sued": True, "sued_on": LATER}

WHAT_HAPPENED = [
    # nothing, or nothing that counts yet
    (UNKNOWN, {}, Stage.UNVERIFIED),
    ({"basis": Basis.CLAIMED}, {}, Stage.UNVERIFIED),
    ({"basis": Basis.VERIFIED, "balance": None}, {}, Stage.UNVERIFIED),
    (UNKNOWN, {"statement_issued_on": EARLIER}, Stage.UNVERIFIED),  # a letter not mailed
    # asked
    (UNKNOWN, {"statement_mailed_on": EARLIER}, Stage.STATEMENT_REQUESTED),
    (VERIFIED, {"statement_mailed_on": LATER}, Stage.STATEMENT_REQUESTED),  # asked once more
    (VERIFIED, {"statement_mailed_on": EARLIER}, Stage.VERIFIED),  # their statement came
    (
        UNKNOWN,
        {"statement_mailed_on": EARLIER, "statement_answered_on": LATER},
        Stage.UNVERIFIED,  # an answer without a balance
    ),
    # disputed
    ({"disputed_on": LATER} | UNKNOWN, {}, Stage.DISPUTED),
    ({"disputed_on": LATER} | VERIFIED, {}, Stage.DISPUTED),  # verified before the dispute
    ({"disputed_on": EARLIER} | VERIFIED, {}, Stage.VERIFIED),
    ({"disputed_on": EARLIER} | UNKNOWN, {"statement_mailed_on": LATER}, Stage.STATEMENT_REQUESTED),
    ({"disputed_on": LATER} | UNKNOWN, {"statement_mailed_on": LATER}, Stage.STATEMENT_REQUESTED),
    ({"disputed_on": LATER} | UNKNOWN, {"statement_mailed_on": EARLIER}, Stage.DISPUTED),
    # verified, with and without cash for a first offer: a quarter of 1,200
    (VERIFIED, {}, Stage.VERIFIED),  # nobody said how much cash there is
    (VERIFIED | {"cash": D("299.99")}, {}, Stage.SAVING),
    (VERIFIED | {"cash": D("300.00")}, {}, Stage.VERIFIED),
    # talks
    (VERIFIED | RICH, {"offer_out_on": LATER}, Stage.OFFER_OUT),
    (VERIFIED | RICH, {"counter_offer_on": LATER}, Stage.COUNTER_OFFER),
    (VERIFIED, {"offer_out_on": EARLIER, "counter_offer_on": EARLIER}, Stage.COUNTER_OFFER),
    (VERIFIED, {"offer_out_on": LATER, "counter_offer_on": EARLIER}, Stage.OFFER_OUT),
    (UNKNOWN, {"offer_out_on": EARLIER, "statement_mailed_on": LATER}, Stage.OFFER_OUT),
    # the deal
    (VERIFIED, {"offer_out_on": EARLIER, "agreed_on": LATER}, Stage.AGREED),
    (VERIFIED, {"agreed_on": LATER, "first_paid_on": EARLIER}, Stage.AGREED),  # paid before it
    (VERIFIED, {"agreed_on": EARLIER, "first_paid_on": LATER}, Stage.PAYING),
    (VERIFIED, {"first_paid_on": LATER}, Stage.VERIFIED),  # a payment without a deal
    # the end
    (VERIFIED, {"agreed_on": EARLIER, "settled_on": LATER}, Stage.SETTLED),
    (ZERO, {"settled_on": EARLIER}, Stage.CONFIRMED),
    (ZERO, {"settled_on": TODAY}, Stage.SETTLED),  # that zero was written before
    (VERIFIED, {"settled_on": EARLIER, "confirmed_on": LATER}, Stage.CONFIRMED),
    (VERIFIED, {"paid_in_full_on": LATER}, Stage.PAID_IN_FULL),
    (ZERO, {}, Stage.PAID_IN_FULL),
    (ZERO | SUED | {"judgment": True}, {}, Stage.PAID_IN_FULL),
    (UNKNOWN, {"written_off_on": LATER}, Stage.WRITTEN_OFF),
    (VERIFIED, {"discharged_on": LATER}, Stage.DISCHARGED),
    # a pause hides talks and requests, never a deal or a court
    (UNKNOWN, {"paused_until": TODAY + timedelta(days=1)}, Stage.PAUSED),
    (UNKNOWN, {"paused_until": TODAY}, Stage.UNVERIFIED),  # over on that day
    (VERIFIED, {"paused_until": date(2026, 4, 1), "offer_out_on": LATER}, Stage.PAUSED),
    (VERIFIED, {"paused_until": date(2026, 4, 1), "agreed_on": LATER}, Stage.AGREED),
    (SUED | UNKNOWN, {"paused_until": date(2026, 4, 1)}, Stage.IN_COURT),
    # in court, until a judgment or a deal that came after
    (SUED | VERIFIED, {"offer_out_on": LATER}, Stage.IN_COURT),
    (SUED | VERIFIED | {"judgment": True} | RICH, {}, Stage.VERIFIED),
    (SUED | VERIFIED, {"agreed_on": LATER}, Stage.AGREED),
    (SUED | VERIFIED, {"agreed_on": EARLIER}, Stage.IN_COURT),
    (VERIFIED | {"sued": True}, {"agreed_on": LATER}, Stage.IN_COURT),  # nobody knows: be safe
    (ZERO | SUED, {}, Stage.IN_COURT),
    # people are sued for debts that are over
    (SUED | VERIFIED, {"settled_on": EARLIER}, Stage.IN_COURT),
    (SUED | VERIFIED, {"settled_on": LATER}, Stage.SETTLED),
    (VERIFIED | {"sued": True}, {"settled_on": LATER}, Stage.SETTLED),  # the suit they settled
    (VERIFIED | {"sued": True}, {"written_off_on": LATER}, Stage.IN_COURT),
    (SUED | VERIFIED, {"confirmed_on": EARLIER, "settled_on": EARLIER}, Stage.IN_COURT),
]


@pytest.mark.parametrize(("debt", "happened", "found"), WHAT_HAPPENED)
def test_the_stage_follows_from_what_happened(debt, happened, found):
    assert stage(make.facts(**debt), make.history(**happened), on=TODAY) is found


def test_the_table_knows_every_stage():
    assert {found for _, _, found in WHAT_HAPPENED} == set(Stage)


def test_every_stage_has_a_name():
    assert len({str(one.text) for one in Stage}) == len(Stage)


@pytest.mark.parametrize(
    ("fields", "balance", "opening"),
    [
        ({}, "1000.01", "250.00"),  # bought from the first creditor
        ({"resold": True}, "1000.00", "150.00"),
        ({"holder": FIRST_HAND, "owner": FIRST_HAND}, "1000.00", "350.00"),
        ({"holder": None, "owner": None}, "1000.00", "250.00"),
        ({}, "0.01", "0.01"),  # never less than a cent, never more than is owed
    ],
)
def test_a_first_offer_is_where_our_band_opens(fields, balance, opening):
    debt = make.facts(**VERIFIED | fields | {"balance": D(balance)})
    assert opening_offer(debt, D(balance), on=TODAY) == D(opening)
    assert band(debt, on=TODAY).ours.open.amount == D(opening)


def test_cash_for_a_first_offer_on_a_resold_debt_is_enough():
    assert found(resold=True, cash=D("180.00")) is Stage.VERIFIED
    assert found(resold=True, cash=D("179.99")) is Stage.SAVING


def test_the_users_own_first_offer_says_how_much_cash_is_enough():
    assert found(own_opening=D(10), cash=D("120.00")) is Stage.VERIFIED
    assert found(own_opening=D(40), cash=D("479.99")) is Stage.SAVING


def found(**fields):
    return stage(make.facts(**VERIFIED | fields), make.history(), on=TODAY)


DAYS = st.none() | st.dates(date(2025, 1, 1), TODAY)
HISTORIES = st.builds(
    CaseHistory,
    **{
        name: DAYS
        for name in CaseHistory.__dataclass_fields__
        if name.endswith("_on") or name == "paused_until"
    },
)


@given(HISTORIES, st.booleans(), st.booleans(), DAYS, DAYS, st.sampled_from(Basis))
def test_an_open_lawsuit_is_only_hidden_by_an_end_or_a_deal(
    history, sued, judgment, sued_on, balance_on, basis
):
    debt = make.facts(
        sued=sued, judgment=judgment, sued_on=sued_on, balance_on=balance_on, basis=basis
    )
    found = stage(debt, history, on=TODAY)
    over = (*DONE, Stage.SETTLED, Stage.PAID_IN_FULL, Stage.AGREED, Stage.PAYING)
    if sued and not judgment:
        assert found is Stage.IN_COURT or found in over
    else:
        assert found is not Stage.IN_COURT

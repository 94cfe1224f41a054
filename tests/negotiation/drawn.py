"""Debts as hypothesis draws them: every fact may be there or not."""

from datetime import date

from hypothesis import strategies as st

from ledger.facts import Basis, CreditorKind, DebtFacts, DebtKind, Hardship, Security

DAYS = st.none() | st.dates(date(2010, 1, 1), date(2027, 1, 1))
CHANCES = st.none() | st.booleans()
MONEY = st.none() | st.decimals(0, 20_000, places=2)
STATES = ("", "NY", "OH", "KY", "FL", "IL", "WI", "PR")
FIELDS = {
    "kind": st.sampled_from(DebtKind),
    "holder": st.none() | st.sampled_from(CreditorKind),
    "owner": st.none() | st.sampled_from(CreditorKind),
    "resold": CHANCES,
    "security": st.none() | st.sampled_from(Security),
    "state": st.sampled_from(STATES),
    "balance": MONEY,
    "basis": st.sampled_from(Basis),
    "balance_on": DAYS,
    "apr": st.none() | st.decimals(0, 99, places=2),
    "opened_on": DAYS,
    "first_delinquent_on": DAYS,
    "charged_off_on": DAYS,
    "last_paid_on": DAYS,
    "sued": CHANCES,
    "sued_on": DAYS,
    "judgment": st.booleans(),
    "notice_received_on": DAYS,
    "disputed_on": DAYS,
    "current": CHANCES,
    "cash": MONEY,
    "deficiency": st.booleans(),
    "hardship": st.none() | st.sampled_from(Hardship),
    "facing_bankruptcy": CHANCES,
}
DEBTS = st.builds(DebtFacts, **FIELDS)
VERIFIED = st.builds(
    DebtFacts,
    **FIELDS
    | {
        "kind": st.sampled_from([DebtKind.CREDIT_CARD, DebtKind.MEDICAL, DebtKind.PERSONAL_LOAN]),
        "security": st.just(Security.NONE),
        "basis": st.just(Basis.VERIFIED),
        "balance": st.decimals("0.01", 50_000, places=2),
    },
)

"""How much room the person leaves: cash, hardship, what can be taken, bankruptcy. Pure.

A fact that is not known gives no points; it is named, with the points that hang on it.
"""

from datetime import date

from ledger.facts import DebtFacts, DebtKind, Hardship
from ledger.money import ZERO
from ledger.words import text
from negotiation.factors import Factor, Finding, reason, unknown

# ---- cash -----------------------------------------------------------------------------

HALF = 50  # percent of the balance in cash that earns all points
COVERS = [
    reason(
        Factor.CASH,
        100 * percent // HALF,
        text(
            "Your cash would cover {percent} percent of it. Cash at once counts for more.",
            percent=percent,
        ),
    )
    for percent in range(HALF)
]
COVERS_HALF = reason(
    Factor.CASH,
    100,
    text("Your cash would cover half of it or more. Cash at once counts for more."),
)
ASK_CASH = unknown(Factor.CASH, 100, text("Enter how much cash you have."), "cash")
ASK_BALANCE = unknown(Factor.CASH, 100, text("Find out what they say you owe."), "balance")


def cash(debt: DebtFacts, on: date) -> Finding:
    """Cash on hand, up to half of the balance; more of it never lowers the points."""
    if debt.cash is None:
        return None, ASK_CASH
    if debt.balance is None or debt.balance <= ZERO:
        return None, ASK_BALANCE
    percent = int(debt.cash * 100 // debt.balance)
    return (COVERS[max(percent, 0)] if percent < HALF else COVERS_HALF), None


# ---- hardship -------------------------------------------------------------------------

HARDSHIPS: dict[Hardship | None, Finding] = {
    None: (
        None,
        unknown(
            Factor.HARDSHIP,
            100,
            text("Say if you lost income, fell ill or became disabled. Papers count most."),
            "hardship",
        ),
    ),
    Hardship.NONE: (reason(Factor.HARDSHIP, 0, text("You named no hard time.")), None),
    Hardship.STATED: (
        reason(Factor.HARDSHIP, 50, text("You are in a hard time. Papers would count for more.")),
        None,
    ),
    Hardship.DOCUMENTED: (
        reason(Factor.HARDSHIP, 100, text("You are in a hard time and can show it on paper.")),
        None,
    ),
}


def hardship(debt: DebtFacts, on: date) -> Finding:
    """Income lost, illness, disability: more when papers show it."""
    return HARDSHIPS[debt.hardship]


# ---- what a court could take ----------------------------------------------------------

HARD_TO_COLLECT = [
    reason(Factor.COLLECTABILITY, 0, text("A court could take part of your income or property.")),
    reason(Factor.COLLECTABILITY, 50, text("A part of what you have is safe from a court.")),
    reason(
        Factor.COLLECTABILITY, 100, text("Your income is protected and you own little to take.")
    ),
]
ASK_INCOME = unknown(
    Factor.COLLECTABILITY, 50, text("Say if all your income is protected by law."), "income_exempt"
)
ASK_ASSETS = unknown(
    Factor.COLLECTABILITY,
    50,
    text("Say if you own things a court could take."),
    "attachable_assets",
)
ASK_BOTH = unknown(
    Factor.COLLECTABILITY,
    100,
    text("Say if your income is protected and if you own things a court could take."),
    "income_exempt",
    "attachable_assets",
)


def collectability(debt: DebtFacts, on: date) -> Finding:
    """Half of the points for protected income, half for nothing that could be taken."""
    income, assets = debt.income_exempt, debt.attachable_assets
    if income is None and assets is None:
        return None, ASK_BOTH
    found = HARD_TO_COLLECT[(income is True) + (assets is False)]
    if income is None:
        return found, ASK_INCOME
    return found, ASK_ASSETS if assets is None else None


# ---- bankruptcy -----------------------------------------------------------------------

FACING = reason(
    Factor.BANKRUPTCY,
    100,
    text(
        "You may truly file for bankruptcy, which would mostly end this debt. Say it only if true."
    ),
)
SURVIVES = reason(Factor.BANKRUPTCY, 0, text("A bankruptcy rarely ends a student loan."))
NOT_FACING = reason(Factor.BANKRUPTCY, 0, text("You are not thinking of bankruptcy."))
ASK_BANKRUPTCY = unknown(
    Factor.BANKRUPTCY,
    100,
    text("Say if you have asked a lawyer about bankruptcy. It counts only if it is true."),
    "facing_bankruptcy",
)


def bankruptcy(debt: DebtFacts, on: date) -> Finding:
    """Counts only where it is true and would end this debt (11 USC 523, 727)."""
    if debt.kind is DebtKind.PRIVATE_STUDENT:
        return SURVIVES, None
    if debt.facing_bankruptcy is None:
        return None, ASK_BANKRUPTCY
    return (FACING if debt.facing_bankruptcy else NOT_FACING), None

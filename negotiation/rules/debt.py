"""How much room the debt itself leaves: holder, age, time to sue, papers, security, lawsuit. Pure.

A fact that is not known gives no points; it is named, with the points that hang on it. All findings
are made once, here, so that scoring ten thousand debts only picks among them.
"""

from datetime import date

from ledger.dates import full_months
from ledger.facts import Basis, CreditorKind, DebtFacts, Security
from ledger.law.time_barred import NO_END, OPEN, PROBABLY_BARRED, Status, window
from ledger.words import text
from negotiation.factors import Factor, Finding, Reason, reason, unknown

# looking up a member of an enum takes longer than most rules, so it is done once
BUYER, OFFICE = CreditorKind.DEBT_BUYER, CreditorKind.GOVERNMENT
VERIFIED, NOTHING = Basis.VERIFIED, Security.NONE

# ---- who holds it ---------------------------------------------------------------------

RESOLD = reason(
    Factor.HOLDER,
    100,
    text("A debt buyer got it from another buyer. Buyers often have room to take less."),
)
BOUGHT = reason(
    Factor.HOLDER, 85, text("A debt buyer owns it. Buyers often have room to take less.")
)
PLACED = reason(
    Factor.HOLDER, 65, text("A collector works for the owner. Many take part of the balance.")
)
CHARGED_OFF = reason(
    Factor.HOLDER, 55, text("The first creditor has booked it as a loss and may now take less.")
)
FIRST_HAND = reason(
    Factor.HOLDER, 25, text("The first creditor still has it. Most hold out for a large part.")
)
GOVERNMENT = reason(
    Factor.HOLDER, 0, text("A government office holds it. Offices rarely take less.")
)
ASK_HOLDER = unknown(Factor.HOLDER, 100, text("Say who asks you to pay now."), "holder")
ASK_OWNER = unknown(Factor.HOLDER, 35, text("Find out who owns the debt now."), "owner", "resold")
ASK_RESOLD = unknown(
    Factor.HOLDER, 15, text("Find out if the buyer got it from another buyer."), "resold"
)
ASK_CHARGED_OFF = unknown(
    Factor.HOLDER, 30, text("Find out if it was charged off, and when."), "charged_off_on"
)
FIRST_HANDS = (
    CreditorKind.ORIGINAL_CREDITOR,
    CreditorKind.SERVICER,
    CreditorKind.MEDICAL_PROVIDER,
    CreditorKind.PERSON,
)


def holder(debt: DebtFacts, on: date) -> Finding:
    """A buyer has the most room, the first creditor before a charge-off the least."""
    if debt.holder is None:
        return None, ASK_HOLDER
    if debt.holder is BUYER or debt.owner is BUYER:
        if debt.resold:
            return RESOLD, None
        return BOUGHT, ASK_RESOLD if debt.resold is None else None
    if debt.holder is OFFICE:
        return GOVERNMENT, None
    if debt.holder not in FIRST_HANDS:
        return PLACED, ASK_OWNER if debt.owner is None else None
    if debt.charged_off_on is not None and debt.charged_off_on <= on:
        return CHARGED_OFF, None
    return FIRST_HAND, None if debt.current else ASK_CHARGED_OFF


# ---- how old it is --------------------------------------------------------------------

YOUNG, OLD = 3, 48  # months since the first missed payment: from none of the points to all
ASK_MISSED = unknown(
    Factor.AGE, 100, text("Enter the first payment you missed."), "first_delinquent_on"
)
ON_TIME = reason(
    Factor.AGE, 0, text("It is paid on time. Few holders take less before a payment is missed.")
)
RECENT = reason(
    Factor.AGE, 0, text("The first payment was missed only a short time ago. It is early.")
)
MONTHS_AGO = [
    reason(
        Factor.AGE,
        100 * (months - YOUNG) // (OLD - YOUNG),
        text(
            "The first missed payment was {months} months ago. Older debts often go for less.",
            months=months,
        ),
    )
    for months in range(YOUNG, OLD)
]
LONG_AGO = reason(
    Factor.AGE,
    100,
    text("The first missed payment was four years ago or more. Older debts often go for less."),
)


def age(debt: DebtFacts, on: date) -> Finding:
    """From no points at three months since the first missed payment to all of them at 48."""
    if debt.first_delinquent_on is None:
        return (ON_TIME, None) if debt.current else (None, ASK_MISSED)
    months = full_months(debt.first_delinquent_on, on)
    if months < YOUNG:
        return RECENT, None
    return (MONTHS_AGO[months - YOUNG] if months < OLD else LONG_AGO), None


# ---- the time to sue ------------------------------------------------------------------

SOON, NEAR = 183, 548  # days: half a year, a year and a half
OVER = reason(
    Factor.TIME_TO_SUE,
    100,
    text("The time to sue is probably over. Before you pay or promise, read your state’s rule."),
)
MAY_BE_OVER = reason(
    Factor.TIME_TO_SUE,
    40,
    text("The time to sue may be over. Before you pay or promise, read your state’s rule."),
)
ENDS_SOON = reason(Factor.TIME_TO_SUE, 70, text("The time to sue ends within half a year."))
ENDS_LATER = reason(Factor.TIME_TO_SUE, 40, text("The time to sue ends within a year and a half."))
FAR = reason(Factor.TIME_TO_SUE, 0, text("They have more than a year and a half left to sue."))
NEVER = reason(Factor.TIME_TO_SUE, 0, text("There is no time limit for suing on this debt."))
SUED = reason(Factor.TIME_TO_SUE, 0, text("The lawsuit was probably filed in time."))
DECIDED = reason(
    Factor.TIME_TO_SUE, 0, text("A court has decided. The time to sue no longer counts.")
)
ASK_DAYS = unknown(
    Factor.TIME_TO_SUE,
    100,
    text("Enter the state, your last payment and the first payment you missed."),
    "state",
    "last_paid_on",
    "first_delinquent_on",
)
ASK_LAST_PAID = unknown(
    Factor.TIME_TO_SUE, 100, text("Enter the day of your last payment."), "last_paid_on"
)
ASK_SUED = unknown(
    Factor.TIME_TO_SUE,
    100,
    text("Say if they have sued you. A lawsuit filed in time stops the clock."),
    "sued",
)
ASK_SUED_ON = unknown(
    Factor.TIME_TO_SUE, 100, text("Enter the day the lawsuit was filed."), "sued_on"
)


def time_to_sue(debt: DebtFacts, on: date) -> Finding:
    """Counted to the last day a court might allow; what we do not know of gives nothing."""
    if debt.judgment:
        return DECIDED, None
    status, _, latest, _ = window(debt, on)
    if latest is None:
        return _no_window(debt, status)
    if status is OPEN and debt.sued:
        return SUED, None
    left = (latest - on).days
    if status is OPEN and left > NEAR:
        return FAR, None  # a payment we do not know of could only make it longer
    if debt.last_paid_on is None:
        return None, ASK_LAST_PAID
    if debt.sued is None:
        return None, ASK_SUED
    return _by_days_left(left, status), None


def _no_window(debt: DebtFacts, status: Status) -> Finding:
    if status is NO_END:
        return NEVER, None
    return None, ASK_SUED_ON if debt.sued and debt.sued_on is None else ASK_DAYS


def _by_days_left(left: int, status: Status) -> Reason:
    if status is PROBABLY_BARRED:
        return OVER
    if 0 <= left <= SOON:
        return ENDS_SOON
    return ENDS_LATER if status is OPEN else MAY_BE_OVER


# ---- papers ---------------------------------------------------------------------------

UNPROVEN = reason(
    Factor.PAPERS, 100, text("You disputed it in writing and they have not proved it.")
)
WEAK_PAPERS = {
    0: reason(Factor.PAPERS, 0, text("Their papers look complete.")),
    1: reason(Factor.PAPERS, 50, text("A paper is missing that should back up their claim.")),
    2: reason(Factor.PAPERS, 100, text("They showed neither the sums nor how it came to them.")),
}
ASK_ITEMIZED = unknown(
    Factor.PAPERS, 50, text("Ask them to list principal, interest and fees."), "balance_itemized"
)
ASK_TITLE = unknown(
    Factor.PAPERS, 50, text("Ask them to show how the debt came to them."), "title_shown"
)
ASK_PAPERS = unknown(
    Factor.PAPERS,
    100,
    text("Ask for the sums in detail and for how the debt came to them."),
    "balance_itemized",
    "title_shown",
)


def papers(debt: DebtFacts, on: date) -> Finding:
    """Weak papers help. A first creditor has no chain of sales to show."""
    if debt.disputed_on is not None and debt.basis is not VERIFIED:
        return UNPROVEN, None
    itemized = debt.balance_itemized
    title = True if debt.holder in FIRST_HANDS else debt.title_shown
    if itemized is None and title is None:
        return None, ASK_PAPERS
    found = WEAK_PAPERS[(itemized is False) + (title is False)]
    if None not in (itemized, title):
        return found, None
    known_weak = False in (itemized, title)  # half of the papers seen proves nothing complete
    return found if known_weak else None, ASK_ITEMIZED if itemized is None else ASK_TITLE


# ---- security and lawsuit -------------------------------------------------------------

UNSECURED = reason(
    Factor.SECURITY, 100, text("You pledged nothing, so they have nothing to take back.")
)
SOLD = reason(
    Factor.SECURITY, 100, text("What you pledged has been sold. The rest is an ordinary debt.")
)
SECURED = reason(Factor.SECURITY, 20, text("They can take what you pledged for it."))
ASK_SECURITY = unknown(
    Factor.SECURITY, 100, text("Say if you pledged anything for it, such as a car."), "security"
)
NO_LAWSUIT = reason(Factor.LAWSUIT, 100, text("There is no lawsuit."))
LAWSUIT = reason(Factor.LAWSUIT, 30, text("You have been sued. That makes them harder to move."))
JUDGMENT = reason(
    Factor.LAWSUIT, 0, text("A court decided for them. They can ask for part of your pay.")
)
ASK_LAWSUIT = unknown(Factor.LAWSUIT, 100, text("Say if a lawsuit was filed over it."), "sued")


def security(debt: DebtFacts, on: date) -> Finding:
    """Who can take something back has little reason to take less."""
    if debt.deficiency:
        return SOLD, None
    if debt.security is None:
        return None, ASK_SECURITY
    return (UNSECURED if debt.security is NOTHING else SECURED), None


def lawsuit(debt: DebtFacts, on: date) -> Finding:
    """A judgment fixes the claim and opens the way to pay and accounts."""
    if debt.judgment:
        return JUDGMENT, None
    if debt.sued is None:
        return None, ASK_LAWSUIT
    return (LAWSUIT if debt.sued else NO_LAWSUIT), None

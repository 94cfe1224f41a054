"""How much room there may be to settle a debt: 0 to 100 points, each with its reason. Pure.

    from negotiation.scoring import score
    score(facts, on=day).points

The score ranks debts; it is not a probability, and no public data would let it become one. Facts
that are not known never count for the user. Some debts get no number but a route: what to do
instead.
"""

from datetime import date
from enum import StrEnum
from typing import NamedTuple

from ledger.facts import Basis, DebtFacts, DebtKind, Security
from ledger.words import Text, text
from negotiation.factors import SOURCES, WEIGHTS, Factor, Reason, Rule, Unknown
from negotiation.rules import debt as of_debt
from negotiation.rules import person as of_person

__all__ = [
    "NOT_A_PROBABILITY",
    "SOURCES",
    "VERSION",
    "WEIGHTS",
    "Factor",
    "Reason",
    "Route",
    "Score",
    "Unknown",
    "score",
    "special_route",
]

VERSION = 3  # stored scores of another version are worked out anew

NOT_A_PROBABILITY = text(
    "This score ranks your debts by how much room there may be. It is not a probability."
)


class Route(StrEnum):
    """What to do where no number would be honest."""

    FEDERAL_STUDENT = "federal_student"
    TAX = "tax"
    SUPPORT = "support"
    FINE = "fine"
    DEAL = "deal"
    SECURED = "secured"
    UNVERIFIED = "unverified"

    @property
    def text(self) -> Text:
        return ROUTES[self]


ROUTES = {
    Route.FEDERAL_STUDENT: text(
        "Federal student loans have their own rules and are rarely settled. "
        "Ask your loan servicer about a lower payment or a way out of default."
    ),
    Route.TAX: text(
        "Tax debts have their own offers and payment plans. "
        "Ask the tax office for them; free tax clinics can help."
    ),
    Route.SUPPORT: text(
        "Past-due support cannot be settled like other debts. "
        "If you cannot pay, ask the court soon to change what comes due next."
    ),
    Route.FINE: text(
        "Court fines and restitution are not settled like other debts. "
        "If you cannot pay, ask the court for more time or smaller payments."
    ),
    Route.DEAL: text("You have a deal on this debt. Keep to it; a new offer could undo it."),
    Route.SECURED: text(
        "The holder can take what you pledged. "
        "If you want to keep it, keep paying and ask for more time or a lower rate."
    ),
    Route.UNVERIFIED: text(
        "Nothing is offered on a figure nobody has proved. "
        "Ask for a written statement first; the score comes with it."
    ),
}
ROUTE_OF_KIND = {
    DebtKind.FEDERAL_STUDENT: Route.FEDERAL_STUDENT,
    DebtKind.TAX: Route.TAX,
    DebtKind.SUPPORT: Route.SUPPORT,
    DebtKind.FINE: Route.FINE,
}
VERIFIED = Basis.VERIFIED
NOT_PLEDGED = (Security.NONE, None)  # what nobody has said is no reason to leave the usual way
PLEDGED = (DebtKind.AUTO, DebtKind.MORTGAGE, DebtKind.HOME_EQUITY)

RULES: tuple[Rule, ...] = (
    of_debt.holder,
    of_debt.age,
    of_debt.time_to_sue,
    of_person.cash,
    of_person.hardship,
    of_person.collectability,
    of_debt.papers,
    of_debt.security,
    of_person.bankruptcy,
    of_debt.lawsuit,
)


class Score(NamedTuple):
    """`points` is the sum of the reasons' points, or None where `route` says what to do instead.

    A debt on the route UNVERIFIED has its reasons already; on the other routes there are none.
    """

    points: int | None
    reasons: tuple[Reason, ...] = ()
    unknown: tuple[Unknown, ...] = ()
    route: Route | None = None

    @property
    def open_points(self) -> int:
        """How many points hang on facts that are not known yet."""
        return sum(unknown.points for unknown in self.unknown)


def score(debt: DebtFacts, *, on: date) -> Score:
    """The score of a debt as of `on`, from its facts alone."""
    route = Route.DEAL if debt.in_deal else special_route(debt)
    if route is not None:
        return Score(None, route=route)
    points, reasons, unknowns = 0, [], []
    for rule in RULES:
        reason, unknown = rule(debt, on)
        if reason is not None:
            points += reason.points
            reasons.append(reason)
        if unknown is not None:
            unknowns.append(unknown)
    if debt.basis is not VERIFIED:
        return Score(None, tuple(reasons), tuple(unknowns), Route.UNVERIFIED)
    return Score(points, tuple(reasons), tuple(unknowns), None)


def special_route(debt: DebtFacts) -> Route | None:
    """The route of a debt that does not bargain like others, whatever else is known of it."""
    pledged = debt.security not in NOT_PLEDGED or debt.kind in PLEDGED
    if pledged and not debt.deficiency and debt.kind not in ROUTE_OF_KIND:
        return Route.SECURED
    return ROUTE_OF_KIND.get(debt.kind)

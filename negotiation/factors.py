"""What moves a holder to take less: ten factors with their weights and sources. Pure.

The weights are our own proposal; the sources stand behind the direction alone.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from ledger.facts import DebtFacts
from ledger.words import Text


class Factor(StrEnum):
    HOLDER = "holder"
    AGE = "age"
    TIME_TO_SUE = "time_to_sue"
    CASH = "cash"
    HARDSHIP = "hardship"
    COLLECTABILITY = "collectability"
    PAPERS = "papers"
    SECURITY = "security"
    BANKRUPTCY = "bankruptcy"
    LAWSUIT = "lawsuit"


# points out of 100
WEIGHTS = {
    Factor.HOLDER: 20,
    Factor.AGE: 15,
    Factor.TIME_TO_SUE: 12,
    Factor.CASH: 15,
    Factor.HARDSHIP: 8,
    Factor.COLLECTABILITY: 10,
    Factor.PAPERS: 8,
    Factor.SECURITY: 5,
    Factor.BANKRUPTCY: 4,
    Factor.LAWSUIT: 3,
}

# who says so, and where
SOURCES = {
    Factor.HOLDER: (
        "LegalClarity: typical ranges",
        "https://legalclarity.org/how-much-will-a-debt-collector-settle-for-typical-ranges",
    ),
    Factor.AGE: (
        "All About Lawyer: settlement by age",
        "https://allaboutlawyer.com/"
        "how-much-will-a-debt-collector-settle-for-realistic-percentages-and-negotiation-factors",
    ),
    Factor.TIME_TO_SUE: (
        "12 CFR 1006.26(b)",
        "https://www.ecfr.gov/current/title-12/section-1006.26",
    ),
    Factor.CASH: (
        "SoloSuit: settling with a lump sum",
        "https://solosuit.com/posts/settle-debt-reduced-lump-sum",
    ),
    Factor.HARDSHIP: (
        "SoloSuit: what percentage to offer",
        "https://solosuit.com/posts/what-percentage-offer-settle-debt",
    ),
    Factor.COLLECTABILITY: ("15 USC 1673", "https://www.law.cornell.edu/uscode/text/15/1673"),
    Factor.PAPERS: (
        "Goodwin on the FTC’s 2013 study of debt buyers",
        "https://www.goodwinlaw.com/publications/2013/02/20130205/05_08",
    ),
    Factor.SECURITY: ("UCC 9-609", "https://www.law.cornell.edu/ucc/9/9-609"),
    Factor.BANKRUPTCY: ("11 USC 727", "https://www.law.cornell.edu/uscode/text/11/727"),
    Factor.LAWSUIT: ("15 USC 1673", "https://www.law.cornell.edu/uscode/text/15/1673"),
}


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a debt has so many of a factor's points. `source` is a web address, `cited` its name."""

    factor: Factor
    points: int
    out_of: int
    text: Text
    cited: str
    source: str


@dataclass(frozen=True, slots=True)
class Unknown:
    """What would tell us more: up to `points` hang on these DebtFacts `fields`."""

    factor: Factor
    points: int
    text: Text
    fields: tuple[str, ...]


Finding = tuple[Reason | None, Unknown | None]
Rule = Callable[[DebtFacts, date], Finding]


def reason(factor: Factor, percent: int, why: Text) -> Reason:
    """A reason worth that percentage of the factor's weight, in whole points."""
    return Reason(factor, _part(factor, percent), WEIGHTS[factor], why, *SOURCES[factor])


def unknown(factor: Factor, percent: int, ask: Text, *fields: str) -> Unknown:
    """A question on which that percentage of the factor's weight hangs, in whole points."""
    return Unknown(factor, _part(factor, percent), ask, fields)


def _part(factor: Factor, percent: int) -> int:
    return (WEIGHTS[factor] * percent + 50) // 100

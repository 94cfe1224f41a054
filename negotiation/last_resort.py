"""What bankruptcy would change for the user's own debts: in outline, for its page. No verdict."""

from dataclasses import dataclass

from ledger import finances
from ledger.law.bankruptcy import (
    ASK_A_LAWYER,
    FREE_HELP,
    STAY,
    Chapter,
    Outline,
    law,
    outline,
)
from ledger.law.discharge import Discharge, Outcome, Overview, discharge, overview
from ledger.models import Debt
from ledger.words import text
from negotiation import standing
from negotiation.stage import stage
from negotiation.strategy import OVER

WOULD = {
    Outcome.ENDS: text("Usually ends"),
    Outcome.DEPENDS: text("It depends"),
    Outcome.STAYS: text("Goes on"),
}
NAMES = {
    Chapter.SEVEN: text("Chapter 7: short, and mostly nothing is sold"),
    Chapter.THIRTEEN: text("Chapter 13: you pay by a plan"),
}
MONTHS_IN_A_YEAR = 12
BEFORE = (
    text("Do not run up cards or take cash advances. Such new debt may not end."),
    text("What you pay one creditor shortly before can be taken back from it."),
    text("Tell a creditor of bankruptcy only if it is true."),
)
BEFORE_LAWS = ("stay", "luxuries", "cash_advances", "preference")


@dataclass(frozen=True, slots=True)
class Fate:
    """What would become of one debt."""

    debt: Debt
    found: Discharge

    @property
    def name(self):
        return WOULD[self.found.outcome]


@dataclass(frozen=True, slots=True)
class Way:
    """One chapter with what it would do to these debts."""

    outline: Outline
    overview: Overview
    fates: tuple[Fate, ...]

    @property
    def name(self):
        return NAMES[self.outline.chapter]

    @property
    def years(self):
        """From and to, where it is a matter of years."""
        fewest, most = self.outline.months
        return (fewest // MONTHS_IN_A_YEAR, most // MONTHS_IN_A_YEAR) if most > fewest else None

    @property
    def said(self):
        """What is not said on the page already, for both chapters alike."""
        every = (*self.overview.reasons, *self.outline.reasons)
        return [one for one in every if one not in (STAY, ASK_A_LAWYER)]

    @property
    def laws(self):
        found = [finding.rule for fate in self.fates for finding in fate.found.findings]
        return [*self.outline.rules, *found]


def of(workspace, *, on):
    """Both chapters for the debts that are not over yet, and why a talk may pay."""
    facts = dict(open_debts(workspace, on=on))
    month = finances.of(workspace).month
    left = month.left if month.income else None
    ways = [way(facts, chapter, left) for chapter in Chapter]
    asking = dict.fromkeys(one for each in ways for one in each.overview.worth_asking)
    return {
        "ways": ways,
        "worth_asking": list(asking),
        "before": (STAY, *BEFORE),
        "before_laws": [law()[name] for name in BEFORE_LAWS],
        "free_help": FREE_HELP,
    }


def open_debts(workspace, *, on):
    for debt in standing.with_history(workspace.debts.in_use()):
        facts = standing.facts_of(debt)
        if stage(facts, standing.history(debt), on=on) not in OVER:
            yield debt, facts


def way(facts, chapter, left):
    fates = (
        Fate(debt, discharge(known.kind, chapter=chapter, security=known.security))
        for debt, known in facts.items()
    )
    found = overview(facts.values(), chapter=chapter, monthly_left=left)
    return Way(outline(chapter), found, tuple(fates))

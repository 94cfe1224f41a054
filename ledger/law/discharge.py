"""Which debts bankruptcy ends, and which go on: 11 USC 523(a) and 1328(a). Pure.

Where the law is not clear for a debt, the answer is "depends". What is flagged only ever makes the
answer worse for the user, for nobody should count on an end that may not come.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cache

from ledger.facts import DebtFacts, DebtKind, Security
from ledger.law.bankruptcy import (
    ASK_A_LAWYER,
    FREE_HELP,
    MONTHS_IN_A_YEAR,
    SHAPE,
    Chapter,
    Help,
    law,
)
from ledger.law.figures import Confidence, Entry, read
from ledger.law.rules import WHERE_FROM, Rule
from ledger.money import ZERO, cents
from ledger.words import Text, text


class Outcome(StrEnum):
    """What becomes of a debt, best first."""

    ENDS = "ends"
    DEPENDS = "depends"
    STAYS = "stays"

    @classmethod
    def worst(cls, several: Iterable["Outcome"]) -> "Outcome":
        return max(several, key=list(cls).index)


class Flag(StrEnum):
    """What may keep a debt from ending, by the classes of 11 USC 523(a)."""

    RECENT_TAXES = "recent_taxes"
    FRAUD = "fraud"  # false statements, too
    UNLISTED = "unlisted"  # not named to the court in time
    TRUST_BROKEN = "trust_broken"  # theft, or money held for others
    SUPPORT = "support"
    INJURY = "injury"  # done on purpose
    FINES = "fines"
    STUDENT_LOANS = "student_loans"
    DRUNK_DRIVING = "drunk_driving"
    DENIED_BEFORE = "denied_before"
    RESTITUTION = "restitution"
    LOAN_FOR_TAXES = "loan_for_taxes"
    DIVORCE = "divorce"  # other than support
    ASSOCIATION_FEES = "association_fees"  # homeowners' fees after filing
    RETIREMENT_LOAN = "retirement_loan"  # from one's own savings
    SECURITIES = "securities"


OF_KIND = {
    DebtKind.TAX: Flag.RECENT_TAXES,
    DebtKind.SUPPORT: Flag.SUPPORT,
    DebtKind.FINE: Flag.FINES,
    DebtKind.FEDERAL_STUDENT: Flag.STUDENT_LOANS,
    DebtKind.PRIVATE_STUDENT: Flag.STUDENT_LOANS,
}
SECURED_KINDS = (DebtKind.MORTGAGE, DebtKind.HOME_EQUITY, DebtKind.AUTO)
TELL = {
    Flag.RECENT_TAXES: text("Recent taxes go on. Some old income taxes can end."),
    Flag.FRAUD: text("A debt made by fraud or false statements goes on."),
    Flag.UNLISTED: text("A debt you do not tell the court about in time goes on."),
    Flag.TRUST_BROKEN: text("A debt from theft or broken trust goes on."),
    Flag.SUPPORT: text("Child and spousal support goes on."),
    Flag.INJURY: text("A debt for harm done on purpose goes on. Chapter 13 ends some."),
    Flag.FINES: text("Fines go on. Chapter 13 ends some that are not from a criminal court."),
    Flag.STUDENT_LOANS: text("Student loans go on, unless a court finds undue hardship."),
    Flag.DRUNK_DRIVING: text("A debt for hurting somebody while driving drunk goes on."),
    Flag.DENIED_BEFORE: text("A debt that an earlier case refused to end goes on in chapter 7."),
    Flag.RESTITUTION: text("Money a criminal court made you owe goes on."),
    Flag.LOAN_FOR_TAXES: text("A loan that paid taxes goes on in chapter 7."),
    Flag.DIVORCE: text("Debts from a divorce go on in chapter 7. Chapter 13 can end them."),
    Flag.ASSOCIATION_FEES: text("Fees to a homeowners' group for the time after filing go on."),
    Flag.RETIREMENT_LOAN: text("A loan from your own retirement plan goes on in chapter 7."),
    Flag.SECURITIES: text("A debt for breaking the laws on stocks goes on in chapter 7."),
}
USUALLY_ENDS = text("A debt like this usually ends.")
FOLLOWS = text("A judgment follows the debt behind it. If that can end, so can the judgment.")
LIEN = text("You would no longer owe it yourself. But the holder can still take what secures it.")
PERHAPS_LIEN = text("If you pledged something for it, the holder can still take that.")
LONG_LOAN = text("A home loan that runs longer than the plan goes on.")
COULD_END = text("Of what you list, {amount} could end.")
WOULD_STAY = text("{amount} would most likely go on.")
MAY_DEPEND = text("For {amount}, it depends.")
FIVE_YEARS = text("What you have left would not pay these debts in {years} years.")
BELOW_MEDIAN = text(
    "Your income is below the middle of your state. That makes chapter 7 worth asking about."
)
IN_COURT = text("A holder has sued you. Filing stops most lawsuits.")
MOSTLY_STAYS = text("Most of what you owe would go on, so bankruptcy may help little.")


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that bears on whether a debt ends."""

    outcome: Outcome
    text: Text
    rule: Rule


@dataclass(frozen=True, slots=True)
class Discharge:
    """Whether one debt ends in one chapter, as the worst of what was found."""

    chapter: Chapter
    findings: tuple[Finding, ...]

    @property
    def outcome(self) -> Outcome:
        return Outcome.worst(finding.outcome for finding in self.findings)


@dataclass(frozen=True, slots=True)
class Overview:
    """What a chapter would do to all debts, in dollars. No verdict.

    `unknown` is how many debts have no balance, `worth_asking` why a talk with a lawyer may pay.
    """

    chapter: Chapter
    ends: Decimal
    depends: Decimal
    stays: Decimal
    unknown: int
    worth_asking: tuple[Text, ...]
    reasons: tuple[Text, ...]
    help: tuple[Help, ...] = FREE_HELP


def discharge(
    kind: DebtKind,
    *,
    chapter: Chapter,
    security: Security | None = Security.NONE,
    flags: Collection[Flag] = (),
) -> Discharge:
    """Whether such a debt ends in that chapter, with each reason and its law.

    `security` None: nobody has said whether anything was pledged for it.
    Source: 11 USC 523(a) for chapter 7, the shorter list of 1328(a) for chapter 13.
    """
    found = list(_of_flags({*flags, *([OF_KIND[kind]] if kind in OF_KIND else [])}, chapter))
    if kind is DebtKind.JUDGMENT:
        found.append(Finding(Outcome.DEPENDS, FOLLOWS, law()["discharge"]))
    if kind is DebtKind.MORTGAGE and chapter is Chapter.THIRTEEN:
        found.append(Finding(Outcome.DEPENDS, LONG_LOAN, law()["long_loan"]))
    if kind in SECURED_KINDS or security not in (Security.NONE, None):
        found.append(Finding(Outcome.DEPENDS, LIEN, law()["discharge"]))
    elif security is None:
        found.append(Finding(Outcome.DEPENDS, PERHAPS_LIEN, law()["discharge"]))
    return Discharge(
        chapter, tuple(found) or (Finding(Outcome.ENDS, USUALLY_ENDS, law()["discharge"]),)
    )


def _of_flags(flags: set[Flag], chapter: Chapter) -> Iterator[Finding]:
    for flag in Flag:
        if flag in flags:
            outcomes, rule = classes()[flag]
            yield Finding(outcomes[chapter], TELL[flag], rule)


def overview(
    debts: Iterable[DebtFacts],
    *,
    chapter: Chapter,
    monthly_left: Decimal | None = None,
    below_median: bool | None = None,
) -> Overview:
    """What a chapter would do to these debts, summed in dollars, and why to ask a lawyer.

    `monthly_left` is what is left of a month's income after living costs; `below_median`: household
    income is below the state's median. None: not known. Secured debts count as "depends".
    """
    sums, unknown = dict.fromkeys(Outcome, ZERO), 0
    sued = False
    for debt in debts:
        sued = sued or debt.sued or debt.judgment
        outcome = discharge(debt.kind, chapter=chapter, security=debt.security).outcome
        if debt.balance is None:
            unknown += 1
        else:
            sums[outcome] += cents(debt.balance)
    asking = (
        *_too_little(sums, monthly_left),
        *([BELOW_MEDIAN] if below_median else []),
        *([IN_COURT] if sued else []),
    )
    ends, depends, stays = (sums[outcome] for outcome in Outcome)
    return Overview(chapter, ends, depends, stays, unknown, asking, tuple(_sums(sums)))


def _too_little(sums: Mapping[Outcome, Decimal], monthly_left: Decimal | None) -> Iterator[Text]:
    """Whether five years, the longest plan of chapter 13, would not pay what could end."""
    years = law()["chapter_13"]["years_to"]
    could_end = sums[Outcome.ENDS]
    if monthly_left is not None and could_end > max(ZERO, monthly_left) * years * MONTHS_IN_A_YEAR:
        yield FIVE_YEARS.filled(years=years)


def _sums(sums: Mapping[Outcome, Decimal]) -> Iterator[Text]:
    told = {Outcome.ENDS: COULD_END, Outcome.DEPENDS: MAY_DEPEND, Outcome.STAYS: WOULD_STAY}
    for outcome, sentence in told.items():
        if sums[outcome]:
            yield sentence.filled(amount=sums[outcome])
    if sums[Outcome.STAYS] > sums[Outcome.ENDS] + sums[Outcome.DEPENDS]:
        yield MOSTLY_STAYS
    yield ASK_A_LAWYER


@cache
def classes() -> Mapping[Flag, tuple[Mapping[Chapter, Outcome], Rule]]:
    """What becomes of each class of debt in each chapter, read once from bankruptcy.toml."""
    return classes_from(read("bankruptcy.toml"))


def classes_from(file: Entry) -> Mapping[Flag, tuple[Mapping[Chapter, Outcome], Rule]]:
    """The classes of a file; LawError names the line of what is missing or unknown."""
    file.only("checked_on", *SHAPE, *Flag)
    return {flag: _class(file, file.table(flag)) for flag in Flag}


def _class(file: Entry, entry: Entry) -> tuple[Mapping[Chapter, Outcome], Rule]:
    names = {chapter: f"chapter_{chapter:d}" for chapter in Chapter}
    entry.only(*names.values(), *WHERE_FROM)
    rule = Rule(
        {},
        entry.take("citation", str),
        entry.url("source"),
        entry.may("checked_on", date, file.take("checked_on", date)),
        entry.choice("confidence", Confidence),
    )
    return {chapter: entry.choice(name, Outcome) for chapter, name in names.items()}, rule

"""Bankruptcy in outline: two chapters, their time and cost, and how soon again. Pure.

No verdict: it says what is worth asking a lawyer, and who helps for free. Which debts end stands
in discharge.py, what to mind shortly before filing in before_filing.py.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import IntEnum
from functools import cache

from ledger.dates import ONE_DAY, add_years
from ledger.law.figures import read
from ledger.law.rules import Rule, rule
from ledger.words import Text, text

SHAPE = {
    "luxuries": ("dollars", "days"),
    "cash_advances": ("dollars", "days"),
    "discharge": (),
    "long_loan": (),
    "preference": ("days", "dollars"),
    "insider": ("days",),
    "stay": (),
    "counseling": ("days",),
    "median": (),
    "chapter_7": ("months", "court_fee", "lawyer_from", "lawyer_to"),
    "chapter_13": ("years_from", "years_to", "court_fee", "lawyer_from", "lawyer_to"),
    "chapter_7_fee_waiver": ("percent_of_poverty",),
    "chapter_13_limit": ("unsecured", "secured", "first_year", "last_year"),
    "again_7_after_7": ("years",),
    "again_7_after_13": ("years",),
    "again_13_after_7": ("years",),
    "again_13_after_13": ("years",),
}
MONTHS_IN_A_YEAR = 12
LIMIT_CHANGES = (4, 1)  # month and day, every three years: 11 USC 104

ASK_A_LAWYER = text("Only a lawyer can tell you if bankruptcy fits. It is worth asking one.")
SEVEN = text(
    "A trustee may sell what you own beyond what the law protects. Mostly there is nothing to sell."
)
SEVEN_TIME = text("A simple case takes about {months} months.")
THIRTEEN = text("You keep what you own and pay by a plan. You need a regular income.")
THIRTEEN_TIME = text("The plan runs from {years_from} to {years_to} years.")
COURT_FEE = text("The court asks {amount}. You can ask to pay it in parts.")
LAWYER = text("A lawyer often asks from {low} to {high}.")
NO_FEE = text("With income under {percent} percent of the poverty line, you may pay no court fee.")
STAY = text("Once you file, most holders must stop: calls, lawsuits, taking your pay.")
COUNSELING = text("You must take an approved course in the {days} days before you file.")
TOO_MUCH_OWED = text("You may owe too much for chapter 13. Ask a lawyer.")
AGAIN = text("After your last case, debts can end again in a case filed on {day} or later.")
UNLESS_PAID = text("If that plan paid most of what you owed, you may not have to wait.")

LEGAL_AID = text("Legal aid may help you for free.")
COURT_PAGES = text("The courts explain bankruptcy in plain words.")
COUNSELORS = text("The government lists approved credit counselors. Some are free.")


class Chapter(IntEnum):
    """The two kinds of bankruptcy that people use for their own debts."""

    SEVEN = 7
    THIRTEEN = 13


@dataclass(frozen=True, slots=True)
class Help:
    """Where to get help without paying."""

    text: Text
    address: str


FREE_HELP = (
    Help(LEGAL_AID, "https://www.lsc.gov/about-lsc/what-legal-aid/get-legal-help"),
    Help(COURT_PAGES, "https://www.uscourts.gov/services-forms/bankruptcy"),
    Help(COUNSELORS, "https://www.justice.gov/ust/credit-counseling-debtor-education-information"),
)


@dataclass(frozen=True, slots=True)
class Outline:
    """One chapter in short. `months` and `lawyer` are ranges, lowest first; money in dollars."""

    chapter: Chapter
    months: tuple[int, int]
    court_fee: Decimal
    lawyer: tuple[Decimal, Decimal]
    reasons: tuple[Text, ...]
    rules: tuple[Rule, ...]

    @property
    def cost(self) -> tuple[Decimal, Decimal]:
        """Court and lawyer together, from lowest to highest."""
        return self.court_fee + self.lawyer[0], self.court_fee + self.lawyer[1]


@dataclass(frozen=True, slots=True)
class Again:
    """When debts can end once more: in a case filed on `earliest_on` or later."""

    years: int
    earliest_on: date
    reasons: tuple[Text, ...]
    rule: Rule


def outline(chapter: Chapter) -> Outline:
    """What a chapter is, how long it takes and what it costs, as ranges with their sources."""
    main = law()[f"chapter_{chapter:d}"]
    seven = chapter is Chapter.SEVEN
    months = (
        (main["months"], main["months"])
        if seven
        else (main["years_from"] * MONTHS_IN_A_YEAR, main["years_to"] * MONTHS_IN_A_YEAR)
    )
    fee, lawyer = Decimal(main["court_fee"]), _lawyer(main)
    costs = (COURT_FEE.filled(amount=fee), LAWYER.filled(low=lawyer[0], high=lawyer[1]))
    common = (
        STAY,
        COUNSELING.filled(days=law()["counseling"].days),
        ASK_A_LAWYER,
    )
    about = _about_seven(main) if seven else _about_thirteen(main)
    others = ("stay", "counseling", *(("chapter_7_fee_waiver",) if seven else ()))
    laws = (main, *(law()[name] for name in others))
    return Outline(chapter, months, fee, lawyer, (*about, *costs, *common), laws)


def _lawyer(main: Rule) -> tuple[Decimal, Decimal]:
    return Decimal(main["lawyer_from"]), Decimal(main["lawyer_to"])


def _about_seven(main: Rule) -> tuple[Text, ...]:
    percent = law()["chapter_7_fee_waiver"]["percent_of_poverty"]
    return SEVEN, SEVEN_TIME.filled(months=main["months"]), NO_FEE.filled(percent=percent)


def _about_thirteen(main: Rule) -> tuple[Text, ...]:
    years = {name: main[name] for name in ("years_from", "years_to")}
    return THIRTEEN, THIRTEEN_TIME.filled(**years)


def over_chapter_13_limit(unsecured: Decimal, secured: Decimal, *, on: date) -> bool | None:
    """Whether somebody owes too much for chapter 13, in dollars; None: no figures for that day.

    Only sums that are certain and due count, so True is a question for a lawyer. 11 USC 109(e).
    """
    limit = law()["chapter_13_limit"]
    if (
        not date(limit["first_year"], *LIMIT_CHANGES)
        <= on
        < date(limit["last_year"], *LIMIT_CHANGES)
    ):
        return None
    return unsecured >= limit["unsecured"] or secured >= limit["secured"]


def again(previous: Chapter, *, filed_on: date, chapter: Chapter) -> Again:
    """How soon after a case that ended debts they can end again, counted from filing to filing.

    A case that was dismissed does not count; leave it out. Source: 11 USC 727(a)(8), (9), 1328(f).
    """
    main = law()[f"again_{chapter:d}_after_{previous:d}"]
    day = _anniversary(filed_on, main["years"])
    paid = previous is Chapter.THIRTEEN and chapter is Chapter.SEVEN
    reasons = (AGAIN.filled(day=day), *([UNLESS_PAID] if paid else []), ASK_A_LAWYER)
    return Again(main["years"], day, reasons, main)


def _anniversary(start: date, years: int) -> date:
    """That many years later; of 29 February, 1 March in a common year, so that all have passed."""
    day = add_years(start, years)
    return day if day.day == start.day else day + ONE_DAY


@cache
def law() -> Mapping[str, Rule]:
    """The rules of bankruptcy.toml but those of discharge.py, read once."""
    file = read("bankruptcy.toml")
    return {name: rule(file, name, *units) for name, units in SHAPE.items()}

"""What an agreement must say before anything is paid: the checklist. Pure.

from negotiation.terms import Deal, missing, required
missing(Deal(sued=True), {"names", "amount"})
"""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from ledger.words import Text, text


class Term(StrEnum):
    NAMES = "names"
    LAST_FOUR = "last_four"
    PARTIES = "parties"
    AMOUNT = "amount"
    DUE_DATES = "due_dates"
    PAYEE = "payee"
    METHOD = "method"
    FULL_SATISFACTION = "full_satisfaction"
    NO_RESALE = "no_resale"
    REPORTING = "reporting"
    IF_LATE = "if_late"
    DISMISSAL = "dismissal"
    COSIGNER = "cosigner"
    LIEN = "lien"
    SIGNED = "signed"

    @property
    def text(self) -> Text:
        """What their letter must say, as a line to tick."""
        return TERMS[self][0]

    @property
    def why(self) -> Text:
        """Why it matters, in one short sentence."""
        return TERMS[self][1]


TERMS = {
    Term.NAMES: (
        text("Your name, and that it is about your account"),
        text("A letter about no one in particular protects no one."),
    ),
    Term.LAST_FOUR: (
        text("The last four of the account number, or their reference"),
        text("So nobody can say it was about another account."),
    ),
    Term.PARTIES: (
        text("The original creditor and who owns the debt now"),
        text("Only the owner, or who acts for it, can end the debt."),
    ),
    Term.AMOUNT: (
        text("The amount in dollars"),
        text("It must be the amount you agreed on, to the cent."),
    ),
    Term.DUE_DATES: (
        text("The day or days it is due"),
        text("A payment that comes late can undo the deal."),
    ),
    Term.PAYEE: (
        text("Whom to pay, and at what address"),
        text("So your money gets where it must go."),
    ),
    Term.METHOD: (
        text("How to pay"),
        text("Best is a way that you can prove and that opens no bank account."),
    ),
    Term.FULL_SATISFACTION: (
        text("That this settles the whole account in full"),
        text("Without it they may ask for the rest."),
    ),
    Term.NO_RESALE: (
        text("That the rest is not sold or collected"),
        text("Settled debts have been sold and collected again."),
    ),
    Term.REPORTING: (
        text("What they will tell the credit bureaus"),
        text("It should read settled or paid, with a zero balance."),
    ),
    Term.IF_LATE: (
        text("What happens if a payment is late"),
        text("Ask for a few days of grace, and a notice before the deal ends."),
    ),
    Term.DISMISSAL: (
        text("That they end the court case for good"),
        text("“With prejudice” means that they cannot file it again."),
    ),
    Term.COSIGNER: (
        text("That the other person on the debt is released, too"),
        text("Else they may ask that person for the rest."),
    ),
    Term.LIEN: (
        text("That any lien or judgment is released"),
        text("A lien stays on record until they release it."),
    ),
    Term.SIGNED: (
        text("Who signs it, and that they may"),
        text("An agreement by somebody who may not settle is worth little."),
    ),
}
ALWAYS = (
    Term.NAMES, Term.LAST_FOUR, Term.PARTIES, Term.AMOUNT, Term.DUE_DATES, Term.PAYEE, Term.METHOD,
    Term.FULL_SATISFACTION, Term.NO_RESALE, Term.REPORTING,
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Deal:
    """What a deal is about, as far as its terms depend on it. None: not known, no term for it."""

    payments: int = 1
    sued: bool | None = False
    judgment: bool = False
    joint: bool = False
    secured: bool | None = False


def required(deal: Deal) -> tuple[Term, ...]:
    """The terms this deal needs in writing, in the order of the checklist."""
    extra = {
        Term.IF_LATE: deal.payments > 1,
        Term.DISMISSAL: bool(deal.sued) and not deal.judgment,
        Term.COSIGNER: deal.joint,
        Term.LIEN: deal.judgment or bool(deal.secured),
    }
    wanted = {*ALWAYS, Term.SIGNED, *(term for term, needed in extra.items() if needed)}
    return tuple(term for term in Term if term in wanted)


def missing(deal: Deal, said: Collection[str]) -> tuple[Term, ...]:
    """The required terms that their letter does not say."""
    return tuple(term for term in required(deal) if term not in said)

"""What forgiven debt does to taxes, and what a settlement costs in truth: 26 USC 108, 6050P. Pure.

    from ledger.law.cancelled_debt import cancelled_debt, true_cost
    from ledger.law.insolvency import totals
    cancelled_debt(Decimal(5000), insolvency=totals(Decimal(7000), Decimal(10000))).taxable  # 2000

An estimate of federal income tax to plan with, no tax advice: the rate is the user's own.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from ledger.facts import CreditorKind, DebtKind
from ledger.law.insolvency import Insolvency, law
from ledger.law.rules import Rule
from ledger.money import ZERO, cents, share
from ledger.words import Text, text

ALL_OF_IT = 100  # percent
# they give time to their own customers, or are no organization at all
NO_LENDERS = (CreditorKind.MEDICAL_PROVIDER, CreditorKind.PERSON)
HOME_LOANS = (DebtKind.MORTGAGE, DebtKind.HOME_EQUITY)
STUDENT_LOANS = (DebtKind.FEDERAL_STUDENT, DebtKind.PRIVATE_STUDENT)

FORGIVEN = text("{amount} is forgiven. The tax office may see that as income.")
NOTHING_FORGIVEN = text("Nothing is forgiven, so there is nothing to tax.")
IN_BANKRUPTCY = text("Debt that ends in bankruptcy is no income.")
EXCLUDED = text(
    "Your debts were {short} more than what you own. So {amount} is left out of your income."
)
SOLVENT = text("What you own covers your debts, so all of it may be taxed.")
NOT_ASKED = text("List what you own and owe. If you owe more, less of it is taxed.")
NO_INCOME = text("{amount} of it was no income to begin with.")
HOME_LOAN = text("Forgiven home loans had a rule of their own. It ended for most as {year} began.")
STUDENT_LOAN = text("Some student loans may be forgiven without tax. Ask a tax clinic.")
FORM_LIKELY = text("A form 1099-C is likely.")
FORM_BY = text("A form 1099-C is likely. It should come by {day}.")
FORM_NOT_LIKELY = text("Under {least}, a form 1099-C is not required. It may still be income.")
FORM_NO_LENDER = text("Only lenders must send a form 1099-C. It may still be income.")
CHECK_FORM = text("Check the form's amount. It may leave out interest and fees.")
FORM_982 = text(
    "To leave it out, send form 982 with your tax return: box {box}, and {amount} on line 2."
)
LATER = text("Leaving it out can lower other tax benefits later.")
DISPUTED = text("If you truly disputed the amount, ask a tax clinic. Less may count as forgiven.")
FREE_HELP = text("A low income taxpayer clinic can help you for free or little.")
TRUE_COST = text("You pay {paid}. With tax of about {tax}, it costs {cost}.")
HELP_ADDRESS = "https://www.taxpayeradvocate.irs.gov/litc"


class Box(StrEnum):
    """The box of Form 982, line 1, that says why the debt is left out."""

    BANKRUPTCY = "1a"
    INSOLVENCY = "1b"


@dataclass(frozen=True, slots=True, kw_only=True)
class CancelledDebt:
    """What becomes of a forgiven amount, in dollars: amount = no_income + excluded + taxable.

    `excluded` goes on line 2 of Form 982, with `box` checked; both are zero and None where nothing
    is excluded. `form_likely`: whether a Form 1099-C will probably come, `form_by` when.
    """

    amount: Decimal
    no_income: Decimal
    in_bankruptcy: bool
    insolvency: Insolvency | None
    holder: CreditorKind | None
    kind: DebtKind | None
    settled_on: date | None

    @property
    def excluded(self) -> Decimal:
        income = self.amount - self.no_income
        if self.in_bankruptcy:
            return income
        return min(income, self.insolvency.insolvent_by) if self.insolvency else ZERO

    @property
    def box(self) -> Box | None:
        """Bankruptcy comes before insolvency: 26 USC 108(a)(2)(A)."""
        if not self.excluded:
            return None
        return Box.BANKRUPTCY if self.in_bankruptcy else Box.INSOLVENCY

    @property
    def taxable(self) -> Decimal:
        return self.amount - self.no_income - self.excluded

    @property
    def form_likely(self) -> bool:
        """From $600 on, where the holder lends or buys loans, or nobody knows: 26 USC 6050P."""
        return self.amount >= law()["form_1099c"]["dollars"] and self.holder not in NO_LENDERS

    @property
    def form_by(self) -> date | None:
        return form_1099c_by(self.settled_on) if self.form_likely and self.settled_on else None

    @property
    def form_982_line_2(self) -> Decimal:
        return self.excluded

    @property
    def reasons(self) -> tuple[Text, ...]:
        return tuple(_reasons(self))

    @property
    def rules(self) -> tuple[Rule, ...]:
        """The laws it rests on, the one that decides first."""
        names = {Box.BANKRUPTCY: "bankruptcy", Box.INSOLVENCY: "insolvency", None: "income"}
        names_of_form = ("form_982",) if self.box else ()
        aside = ("no_income",) if self.no_income else ()
        lender = ("no_lender",) if self.holder in NO_LENDERS else ("form_1099c",)
        every = (names[self.box], *aside, "income", *names_of_form, *lender)
        return tuple(law()[name] for name in dict.fromkeys(every))


@dataclass(frozen=True, slots=True, kw_only=True)
class TrueCost:
    """A settlement with the tax on what it forgives, in dollars. `rate` is percent (22).

    `tax_before` is the tax if nothing were excluded, `tax` what is left of it.
    """

    paid: Decimal
    balance: Decimal
    rate: Decimal
    cancelled: CancelledDebt
    tax_before: Decimal
    tax: Decimal

    @property
    def cost(self) -> Decimal:
        return self.paid + self.tax

    @property
    def reasons(self) -> tuple[Text, ...]:
        told = TRUE_COST.filled(paid=self.paid, tax=self.tax, cost=self.cost)
        return (told, *self.cancelled.reasons)

    @property
    def saved(self) -> Decimal:
        """What is left of the forgiven amount after tax."""
        return self.cancelled.amount - self.tax

    @property
    def percent(self) -> Decimal:
        """The true cost in percent of the balance; 0 where nothing was owed."""
        return cents(self.cost * ALL_OF_IT / self.balance) if self.balance else ZERO


def cancelled_debt(
    amount: Decimal,
    *,
    insolvency: Insolvency | None = None,
    in_bankruptcy: bool = False,
    no_income: Decimal = ZERO,
    holder: CreditorKind | None = None,
    kind: DebtKind | None = None,
    settled_on: date | None = None,
) -> CancelledDebt:
    """How much of a forgiven amount is left out of income, and how much may be taxed. In dollars.

    `insolvency` is the worksheet of the day before; None: nobody made one, so nothing is left
    out. `no_income` is the part that would have been deductible if paid, or a seller's own price
    cut: 26 USC 108(e)(2), (5). ValueError for an amount below zero. Source: 26 USC 108.
    """
    if min(amount, no_income) < 0:
        raise ValueError("A forgiven amount cannot be less than zero.")
    return CancelledDebt(
        amount=cents(amount),
        no_income=cents(min(amount, no_income)),
        in_bankruptcy=in_bankruptcy,
        insolvency=insolvency,
        holder=holder,
        kind=kind,
        settled_on=settled_on,
    )


def form_1099c_by(settled_on: date) -> date:
    """The day by which a Form 1099-C for a debt forgiven that day must come: 26 USC 6050P(d)."""
    due = law()["form_1099c"]
    return date(settled_on.year + 1, due["month"], due["day"])


def true_cost(
    *, paid: Decimal, rate: Decimal, balance: Decimal, cancelled: CancelledDebt | None = None
) -> TrueCost:
    """What a settlement costs with tax: paid + taxable x rate, in dollars.

    `rate` is the user's own marginal rate in percent, state tax included if they wish. `balance` is
    the balance settled; `cancelled` what becomes of the rest of it, or None where nothing is known
    that would leave any of it out of income. ValueError for an amount below zero, more paid than
    owed, or a rate outside 0-100. Source: 26 USC 61(a)(11) and 108.
    """
    if not 0 <= paid <= balance or not 0 <= rate <= ALL_OF_IT:
        raise ValueError("Pay no less than zero and no more than is owed; a rate lies in 0 to 100.")
    found = cancelled_debt(balance - paid) if cancelled is None else cancelled
    return TrueCost(
        paid=cents(paid),
        balance=cents(balance),
        rate=rate,
        cancelled=found,
        tax_before=share(found.amount - found.no_income, rate),
        tax=share(found.taxable, rate),
    )


def _reasons(found: CancelledDebt) -> Iterator[Text]:
    if not found.amount:
        yield NOTHING_FORGIVEN
        return
    yield FORGIVEN.filled(amount=found.amount)
    if found.no_income:
        yield NO_INCOME.filled(amount=found.no_income)
    yield from _about_exclusion(found)
    yield from _about_form(found)
    if found.taxable:
        yield DISPUTED
    if found.kind in HOME_LOANS:
        yield HOME_LOAN.filled(year=law()["home_loan"]["ended_year"])
    if found.kind in STUDENT_LOANS:
        yield STUDENT_LOAN
    yield FREE_HELP


def _about_exclusion(found: CancelledDebt) -> Iterator[Text]:
    worksheet = found.insolvency
    if found.box is Box.BANKRUPTCY:
        yield IN_BANKRUPTCY
    elif found.box and worksheet:
        yield EXCLUDED.filled(short=worksheet.insolvent_by, amount=found.excluded)
    elif found.taxable:
        yield SOLVENT if worksheet else NOT_ASKED
    if found.box:
        yield FORM_982.filled(box=found.box, amount=found.excluded)
        yield LATER


def _about_form(found: CancelledDebt) -> Iterator[Text]:
    if found.form_likely:
        yield FORM_BY.filled(day=found.form_by) if found.form_by else FORM_LIKELY
        yield CHECK_FORM
    elif found.holder in NO_LENDERS:
        yield FORM_NO_LENDER
    else:
        yield FORM_NOT_LIKELY.filled(least=Decimal(law()["form_1099c"]["dollars"]))

"""Does a validation notice say all it must, and do its figures add up? 12 CFR 1006.34(c). Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cache

from ledger.law.figures import Entry, read
from ledger.law.rules import Rule, rule
from ledger.money import cents
from ledger.words import Text, text


class Item(StrEnum):
    """What a notice must hold, in the order of the rule."""

    COLLECTOR_DISCLOSURE = "collector_disclosure"
    COLLECTOR_ADDRESS = "collector_address"
    YOUR_ADDRESS = "your_address"
    CREDITOR_THEN = "creditor_then"
    ACCOUNT_NUMBER = "account_number"
    CREDITOR_NOW = "creditor_now"
    ITEMIZATION_DATE = "itemization_date"
    AMOUNT_THEN = "amount_then"
    ITEMIZATION = "itemization"
    AMOUNT_NOW = "amount_now"
    DISPUTE_STATEMENT = "dispute_statement"
    ORIGINAL_CREDITOR_STATEMENT = "original_creditor_statement"
    SILENCE_STATEMENT = "silence_statement"
    CFPB_WEBSITE = "cfpb_website"
    ELECTRONIC_REPLY = "electronic_reply"
    DISPUTE_BOXES = "dispute_boxes"
    ORIGINAL_CREDITOR_BOX = "original_creditor_box"
    REPLY_ADDRESSES = "reply_addresses"


class Only(StrEnum):
    """Notices for which alone an item is asked."""

    FINANCE = "finance"  # a loan, a card or another financial product
    ACCOUNT = "account"  # the debt had an account number
    ELECTRONIC = "electronic"  # it came by e-mail or on a website
    NO_STATEMENT = "no_statement"  # no mortgage statement came with it


QUESTIONS = {
    Item.COLLECTOR_DISCLOSURE: text("Does it say that a debt collector wants to collect a debt?"),
    Item.COLLECTOR_ADDRESS: text("Is there the collector's name and a mail address for disputes?"),
    Item.YOUR_ADDRESS: text("Are your full name and your address on it?"),
    Item.CREDITOR_THEN: text("Does it name the creditor on the itemization date?"),
    Item.ACCOUNT_NUMBER: text("Is there an account number, or a part of it?"),
    Item.CREDITOR_NOW: text("Does it name the creditor you are said to owe now?"),
    Item.ITEMIZATION_DATE: text("Is there an itemization date, from which they count?"),
    Item.AMOUNT_THEN: text("Is there the amount on that date?"),
    Item.ITEMIZATION: text("Does it list interest, fees, payments and credits since then?"),
    Item.AMOUNT_NOW: text("Is there the total amount of the debt now?"),
    Item.DISPUTE_STATEMENT: text("Does it say by which day a dispute in writing stops them?"),
    Item.ORIGINAL_CREDITOR_STATEMENT: text(
        "Does it say by which day you can ask for the original creditor's name?"
    ),
    Item.SILENCE_STATEMENT: text("Does it say from which day they will take the debt as right?"),
    Item.CFPB_WEBSITE: text("Does it point to the website cfpb.gov/debt-collection?"),
    Item.ELECTRONIC_REPLY: text("Does it say how to dispute by e-mail or on a website?"),
    Item.DISPUTE_BOXES: text("Are there boxes such as “This is not my debt”?"),
    Item.ORIGINAL_CREDITOR_BOX: text("Is there a box to ask for the original creditor?"),
    Item.REPLY_ADDRESSES: text("Are both addresses on the part you can send back?"),
}


class Answer(StrEnum):
    THERE = "there"
    BLANK = "blank"  # the field is there, but nothing is in it
    MISSING = "missing"
    NOT_LOOKED = "not_looked"
    NOT_ASKED = "not_asked"  # this notice need not hold it


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the checklist."""

    item: Item
    answer: Answer
    question: Text
    citation: str

    @property
    def lacking(self) -> bool:
        return self.answer in (Answer.BLANK, Answer.MISSING)


@dataclass(frozen=True, slots=True)
class Sums:
    """The amounts a notice prints, in dollars, all above zero as printed; None: left blank."""

    amount_then: Decimal | None
    interest: Decimal | None
    fees: Decimal | None
    payments: Decimal | None
    credits: Decimal | None
    amount_now: Decimal | None


class ReferenceDate(StrEnum):
    """The days a collector may take as itemization date: 12 CFR 1006.34(b)(3)."""

    LAST_STATEMENT = "last_statement"  # of a creditor, not of a collector
    CHARGE_OFF = "charge_off"
    LAST_PAYMENT = "last_payment"
    TRANSACTION = "transaction"
    JUDGMENT = "judgment"


def reference_dates(
    printed_on: date, known: Mapping[ReferenceDate, date]
) -> tuple[ReferenceDate, ...]:
    """Which of the days the user knows the printed itemization date can be."""
    return tuple(name for name, day in known.items() if day == printed_on)


def changed_itemization_date(printed: Iterable[tuple[str, date]]) -> frozenset[str]:
    """The collectors whose notices for one debt name different itemization dates.

    One collector must keep to the date it used first, the next may take another: comments
    34(b)(3)-1 and -2. Each notice is (collector, itemization date).
    """
    used: dict[str, set[date]] = {}
    for collector, day in printed:
        used.setdefault(collector, set()).add(day)
    return frozenset(collector for collector, days in used.items() if len(days) > 1)


@dataclass(frozen=True, slots=True)
class Arithmetic:
    """What the printed figures make together. `difference` is what is claimed above that.

    Below zero: less is claimed. `expected` and `difference` are None where a total is missing.
    """

    expected: Decimal | None
    difference: Decimal | None
    blank: tuple[str, ...]
    text: Text
    rule: Rule

    @property
    def adds_up(self) -> bool | None:
        return None if self.difference is None else self.difference == 0


def checklist(answers: Mapping[Item, Answer], *, asked: Mapping[Only, bool]) -> tuple[Line, ...]:
    """Every item with its answer; `asked` says what kind of notice it is, unsaid counts as yes.

    An item without an answer was not looked for, which is no fault of the notice.
    """
    return tuple(
        Line(item, _answer(item, only, answers, asked), QUESTIONS[item], citation)
        for item, (citation, only) in items().items()
    )


def _answer(
    item: Item, only: Only | None, answers: Mapping[Item, Answer], asked: Mapping[Only, bool]
) -> Answer:
    if only and not asked.get(only, True):
        return Answer.NOT_ASKED
    return answers.get(item, Answer.NOT_LOOKED)


def lacking(lines: tuple[Line, ...]) -> tuple[Item, ...]:
    """What the notice should hold and does not."""
    return tuple(line.item for line in lines if line.lacking)


def together(several: Iterable[Sums]) -> Sums:
    """Several debts on one notice, as one sum of each amount: comment 34(c)(2)(viii)-4.

    An amount that is blank for one debt is blank for all. ValueError where there is no debt.
    """
    rows = list(several)
    if not rows:
        raise ValueError("A notice is about one debt at least.")
    return Sums(*(_total(getattr(row, field.name) for row in rows) for field in fields(Sums)))


def _total(amounts: Iterable[Decimal | None]) -> Decimal | None:
    total = Decimal(0)
    for amount in amounts:
        if amount is None:
            return None
        total += amount
    return total


def arithmetic(sums: Sums) -> Arithmetic:
    """Amount then + interest + fees - payments - credits, against the amount claimed now.

    A blank part counts as nothing, and is named: the notice must say 0 or "none" there.
    """
    parts = {
        "interest": sums.interest,
        "fees": sums.fees,
        "payments": sums.payments,
        "credits": sums.credits,
    }
    blank = tuple(name for name, amount in parts.items() if amount is None)
    if sums.amount_then is None or sums.amount_now is None:
        return Arithmetic(None, None, blank, CANNOT_TELL, contents_rule("itemization"))
    added = (sums.interest or 0) + (sums.fees or 0)
    taken = (sums.payments or 0) + (sums.credits or 0)
    expected = cents(sums.amount_then + added - taken)
    difference = cents(sums.amount_now) - expected
    words = _about_difference(expected, difference)
    return Arithmetic(expected, difference, blank, words, contents_rule("itemization"))


CANNOT_TELL = text("Two totals are needed: the amount on the itemization date and the amount now.")
ADDS_UP = text("The figures add up to {expected}.")
TOO_MUCH = text("The figures add up to {expected}. The notice claims {difference} more.")
TOO_LITTLE = text("The figures add up to {expected}. The notice claims {difference} less.")


def _about_difference(expected: Decimal, difference: Decimal) -> Text:
    if difference == 0:
        return ADDS_UP.filled(expected=expected)
    words = TOO_MUCH if difference > 0 else TOO_LITTLE
    return words.filled(expected=expected, difference=abs(difference))


@cache
def items() -> Mapping[Item, tuple[str, Only | None]]:
    """Each item with its citation and, if so, the notices for which alone it is asked."""
    return items_from(read("validation_notice.toml"))


def items_from(file: Entry) -> Mapping[Item, tuple[str, Only | None]]:
    """The items of a file; LawError names the line of what is missing, mistyped or there twice."""
    file.only("checked_on", "contents", "itemization", "items")
    found: dict[Item, tuple[str, Only | None]] = {}
    for entry in file.tables("items"):
        entry.only("name", "citation", "only_for")
        name = entry.choice("name", Item)
        if name in found:
            raise entry.wrong("name", f"{name} is there twice")
        only = entry.choice("only_for", Only) if "only_for" in entry.values else None
        found[name] = entry.take("citation", str), only
    missing = [item for item in Item if item not in found]
    if missing:
        raise file.wrong("items", f"{', '.join(missing)} must be there")
    return found


@cache
def contents_rule(name: str) -> Rule:
    """`contents`: what a notice must hold; `itemization`: how its figures are shown."""
    return rule(read("validation_notice.toml"), name)

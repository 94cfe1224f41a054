"""What a kind of letter is made of. Pure.

A kind is read from a file of `kinds/`, which holds its words in every language. Titles, labels and
help are shown in the reader's language; what is printed speaks the language of the letter.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

LANGUAGES = ("en", "es")
# what a paragraph may depend on, besides the answers: true or not of the debt and its recipient
FLAGS = frozenset(
    "sued judgment joint collector to_bureau to_bank in_period period_unknown period_over disputed"
    " charged_off resold secured medical time_bar_risk bankruptcy_attested verified".split()
)
# what a text may name, besides the answers
NAMES = frozenset({"recipient", "sender", "creditor", "owner", "account", "date"})


class Recipient(StrEnum):
    """Whom a letter can go to: any party to a debt, a credit bureau, or the writer's bank."""

    ORIGINAL_CREDITOR = "original_creditor"
    SERVICER = "servicer"
    COLLECTION_AGENCY = "collection_agency"
    DEBT_BUYER = "debt_buyer"
    LAW_FIRM = "law_firm"
    MEDICAL_PROVIDER = "medical_provider"
    GOVERNMENT = "government"
    PERSON = "person"
    CREDIT_BUREAU = "credit_bureau"
    BANK = "bank"


COLLECTORS = frozenset({Recipient.COLLECTION_AGENCY, Recipient.DEBT_BUYER, Recipient.LAW_FIRM})
OUTSIDERS = frozenset({Recipient.CREDIT_BUREAU, Recipient.BANK})  # no party to any debt


class UnknownChoice(ValueError):
    """The letter has no such answer, item or enclosure; `args` names them."""


@dataclass(frozen=True, slots=True)
class Wording:
    """One sentence in every language a letter can be written in."""

    en: str
    es: str

    def say(self, language: str) -> str:
        return self.es if language == "es" else self.en


@dataclass(frozen=True, slots=True)
class Condition:
    """A flag or an answer that must hold, or with `negated` must not: "sued", "!how=lump"."""

    name: str
    choice: str = ""
    negated: bool = False


MOST = 120  # of anything a letter counts: ten years of monthly payments


class AskType(StrEnum):
    MONEY = "money"  # dollars
    DAY = "day"
    LINE = "line"
    TEXT = "text"
    COUNT = "count"
    CHOICE = "choice"  # one of several
    CHOICES = "choices"  # any of several
    YES = "yes"
    ROWS = "rows"  # a small table


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several answers: chosen on the form by its label, printed in the letter."""

    key: str
    label: Wording
    printed: Wording
    to: frozenset[Recipient] = frozenset(Recipient)
    usual: bool = True


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a small table; its label is the form's and the printed head."""

    key: str
    type: AskType
    label: Wording


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """One question of the form. `prefill` names the fact of the debt it begins with.

    `least` and `most` bound a count, `within_days` how long ago a day may be. The last four name
    questions of the same letter that an answer must fit: a day comes after them, not before
    them or not after them, and a count goes up to theirs.
    """

    key: str
    type: AskType
    label: Wording
    help: Wording | None = None
    required: bool = False
    prefill: str = ""
    past: bool = False  # a day that cannot lie ahead
    future: bool = False  # a day that cannot lie behind
    when: tuple[Condition, ...] = ()
    choices: tuple[Choice, ...] = ()
    columns: tuple[Column, ...] = ()
    rows_max: int = 6
    least: int = 1
    most: int = MOST
    within_days: int = 0
    after: tuple[str, ...] = ()
    since: tuple[str, ...] = ()
    until: tuple[str, ...] = ()
    up_to: tuple[str, ...] = ()

    def choices_for(self, recipient: Recipient) -> tuple[Choice, ...]:
        """What makes sense to this party, in the order it is printed."""
        return tuple(choice for choice in self.choices if recipient in choice.to)


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A paragraph, printed when all its conditions hold.

    `required` marks an element the letter cannot do without. `list` names the ask whose choices
    stand numbered below it, `table` the ask whose rows do, or the computed "schedule".
    """

    key: str
    text: Wording
    lead: Wording | None = None
    editable: bool = False
    required: bool = False
    when: tuple[Condition, ...] = ()
    list: str = ""
    table: str = ""


@dataclass(frozen=True, slots=True)
class Basis:
    """A law the letter stands on, and where to read it."""

    citation: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterKind:
    """One kind of letter. `version` goes up whenever its wording changes.

    `follow_up_days` count from the day it was delivered, or else mailed.
    """

    id: str
    slug: str
    version: int
    to: frozenset[Recipient]
    title: Wording
    why: Wording
    subject: Wording
    advice: Wording
    warn: Wording | None = None
    debts: frozenset[str] = frozenset()
    fits: frozenset[str] = frozenset()
    gates: frozenset[str] = frozenset()
    requires: frozenset[str] = frozenset()
    money: bool = False
    follow_up_days: tuple[int, ...] = ()
    asked_as: str = ""  # "statement" or "validation": it opens a request that waits for an answer
    basis: tuple[Basis, ...] = ()
    asks: tuple[Ask, ...] = ()
    paragraphs: tuple[Paragraph, ...] = ()
    closing: tuple[Paragraph, ...] = ()
    enclosures: tuple[Choice, ...] = ()

    @property
    def pauses_collection(self) -> bool:
        """Whether it is a dispute that can stop the collecting until it is answered."""
        return self.asked_as == "validation"

    def enclosures_for(self, recipient: Recipient) -> tuple[Choice, ...]:
        """The papers that are this party's business: no collector gets a copy of an ID."""
        return tuple(paper for paper in self.enclosures if recipient in paper.to)

    def ask(self, key: str) -> Ask:
        """The question of that key; UnknownChoice if the letter asks no such thing."""
        for ask in self.asks:
            if ask.key == key:
                return ask
        raise UnknownChoice(key)


def chosen(choices: Iterable[Choice], keys: Iterable[str]) -> tuple[Choice, ...]:
    """The choices of these keys in the file's order; a key of no choice is an error."""
    known = tuple(choices)
    wanted = set(keys)
    if unknown := wanted - {choice.key for choice in known}:
        raise UnknownChoice(*sorted(unknown))
    return tuple(choice for choice in known if choice.key in wanted)


def printed(choices: Iterable[Choice], keys: Iterable[str], language: str) -> tuple[str, ...]:
    """The sentences of the chosen keys, in the file's order."""
    return tuple(choice.printed.say(language) for choice in chosen(choices, keys))

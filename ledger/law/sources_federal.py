"""The federal figures of every law file, as rows for the page of sources. Pure."""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from ledger.law import bankruptcy, insolvency, pay, rule_words
from ledger.law.bankruptcy import Chapter
from ledger.law.billing_error import billing_rules
from ledger.law.contact import contact_rules
from ledger.law.credit_report import report_rules
from ledger.law.discharge import TELL, Outcome, classes
from ledger.law.furnishing import furnishing_rule
from ledger.law.recording import federal_rule
from ledger.law.rule_words import Words
from ledger.law.rules import Rule
from ledger.law.sourced import Figure, Line, Question
from ledger.law.validation import clocks
from ledger.law.validation_notice import QUESTIONS, contents_rule, items
from ledger.words import Text, text

CENTS = ("cents",)
NOON = 12
DOLLARS = (
    "dollars", "credit_dollars", "job_dollars", "court_fee", "lawyer_from", "lawyer_to",
    "unsecured", "secured",
)  # fmt: skip
OUTCOMES = {
    Chapter.SEVEN: {
        Outcome.ENDS: text("It ends in chapter 7."),
        Outcome.DEPENDS: text("In chapter 7 it depends."),
        Outcome.STAYS: text("It stays in chapter 7."),
    },
    Chapter.THIRTEEN: {
        Outcome.ENDS: text("It ends in chapter 13."),
        Outcome.DEPENDS: text("In chapter 13 it depends."),
        Outcome.STAYS: text("It stays in chapter 13."),
    },
}


def federal() -> Iterator[Figure]:
    """Every federal figure, file by file."""
    wages = {"minimum_wage": pay.figures().wage, **pay.figures().rules}
    contents = {name: contents_rule(name) for name in rule_words.NOTICE}
    yield from _rules(Question.VALIDATION, rule_words.VALIDATION, clocks())
    yield from _rules(Question.NOTICE, rule_words.NOTICE, contents)
    yield from _items()
    yield from _rules(Question.CONTACT, rule_words.CONTACT, contact_rules())
    yield from _rules(Question.RECORDING, rule_words.RECORDING, {"federal": federal_rule()})
    yield from _rules(Question.FURNISHING, rule_words.FURNISHING, {"wait": furnishing_rule()})
    yield from _rules(Question.CREDIT_REPORT, rule_words.CREDIT_REPORT, report_rules())
    yield from _rules(Question.BILLING_ERROR, rule_words.BILLING_ERROR, billing_rules())
    yield from _rules(Question.GARNISHMENT, rule_words.GARNISHMENT, wages)
    yield from _rules(Question.CANCELLED_DEBT, rule_words.CANCELLED_DEBT, insolvency.law())
    yield from _rules(Question.BANKRUPTCY, rule_words.BANKRUPTCY, bankruptcy.law())
    yield from _classes()


def of_rule(
    question: Question,
    about: Text,
    lines: tuple[Line, ...],
    rule: Rule,
    place: tuple[str, ...],
    *,
    file: str = "",
    state: str = "",
) -> Figure:
    """A row from a rule; its file is named as its question unless `file` says otherwise."""
    return Figure(
        question=question,
        about=about,
        lines=lines,
        citation=rule.citation,
        sources=(rule.source,),
        checked_on=rule.checked_on,
        confidence=rule.confidence,
        file=file or f"{question}.toml",
        place=place,
        state=state,
    )


def _rules(question: Question, words: Words, found: Mapping[str, Rule]) -> Iterator[Figure]:
    file = "validation_notice.toml" if question is Question.NOTICE else ""
    for name, rule in found.items():
        value, about = words[name]
        numbers = {unit: _shown(unit, number) for unit, number in rule.figures.items()}
        lines = ((value.filled(**numbers),),) if value.original else ()
        yield of_rule(question, about.filled(**numbers), lines, rule, (name,), file=file)


def _shown(unit: str, number: int) -> int | Decimal:
    """As people read it: amounts of money with their sign, the evening by twelve hours."""
    if unit == "to_hour":
        return number - NOON
    if unit in CENTS:
        return Decimal(number) / 100
    return Decimal(number) if unit in DOLLARS else number


def _items() -> Iterator[Figure]:
    """What a validation notice must hold; all of it rests on one text."""
    contents = contents_rule("contents")
    for item, (citation, _) in items().items():
        yield Figure(
            question=Question.NOTICE,
            about=QUESTIONS[item],
            lines=(),
            citation=citation,
            sources=(contents.source,),
            checked_on=contents.checked_on,
            confidence=contents.confidence,
            file="validation_notice.toml",
            place=("items",),
        )


def _classes() -> Iterator[Figure]:
    for flag, (outcomes, rule) in classes().items():
        lines = tuple((OUTCOMES[chapter][outcome],) for chapter, outcome in outcomes.items())
        yield of_rule(Question.BANKRUPTCY, TELL[flag], lines, rule, (flag,))

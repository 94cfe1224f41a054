"""Where a rule finds fault with one sentence. Pure."""

import re
from collections.abc import Callable, Iterator

from negotiation.letters.checks import law, money, polarity, private
from negotiation.letters.checks.facts import CheckFacts
from negotiation.letters.checks.rules import Patterns, Rule

Place = tuple[int, int]


def by_code(rule: Rule, sentence: str, facts: CheckFacts) -> Iterator[Place]:
    """Numbers, amounts and laws: a fault whoever wrote them, the writer or we."""
    if rule.id in BY_CODE:
        yield from BY_CODE[rule.id](sentence, facts)


def by_words(rule: Rule, sentence: str) -> Iterator[Place]:
    """Words of the rule that the sentence neither denies nor reports, and nothing excuses."""
    for patterns in rule.patterns:
        yield from _said(patterns, sentence)


def _said(patterns: Patterns, sentence: str) -> Iterator[Place]:
    excused: list[Place] | None = None
    for found, firm in _matches(patterns, sentence):
        if excused is None:  # most sentences hold no fault, so it is looked for only now
            excused = [each.span() for each in patterns.unless.finditer(sentence)]
        start, end = found.span()
        if any(first <= start and end <= last for first, last in excused):
            continue
        if not firm and polarity.denied(sentence, start, end):
            continue
        if not polarity.reported(sentence, start, end):
            yield start, end


def _matches(patterns: Patterns, sentence: str) -> Iterator[tuple[re.Match[str], bool]]:
    yield from ((found, False) for found in patterns.says.finditer(sentence))
    yield from ((found, True) for found in patterns.firm.finditer(sentence))


def _amounts(sentence: str, facts: CheckFacts) -> Iterator[Place]:
    if facts.amounts:
        for amount, start, end in (*money.amounts(sentence), *money.bare_amounts(sentence)):
            if amount not in facts.amounts:
                yield start, end


def _laws(rule: str) -> Callable[[str, CheckFacts], Iterator[Place]]:
    def found(sentence: str, facts: CheckFacts) -> Iterator[Place]:
        for fault, start, end in law.unfit(sentence, facts.recipient, facts.citations):
            if fault == rule:
                yield start, end

    return found


BY_CODE: dict[str, Callable[[str, CheckFacts], Iterator[Place]]] = {
    "account_number": lambda sentence, facts: private.account_numbers(sentence),
    "bank_number": lambda sentence, facts: private.bank_numbers(sentence),
    "social_security": lambda sentence, facts: private.social_security_numbers(sentence),
    "phone": lambda sentence, facts: private.phones(sentence),
    "email": lambda sentence, facts: private.emails(sentence),
    "own_secret": lambda sentence, facts: private.secrets(sentence, facts.secrets),
    "amount": _amounts,
    "wrong_statute": _laws("wrong_statute"),
    "other_statute": _laws("other_statute"),
}

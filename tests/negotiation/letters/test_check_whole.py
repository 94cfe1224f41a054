"""Whole letters pass the check as we print them, and a hand in our words is noticed."""

from dataclasses import replace

import pytest

from negotiation.letters.body import body
from negotiation.letters.check import CheckFacts, blocking, check
from negotiation.letters.kinds import KINDS
from negotiation.letters.parts import COLLECTORS, LANGUAGES, AskType, Recipient
from tests.negotiation.letters.sample import letter
from tests.table import for_each

WHOLE = [
    (kind.id, to, language)
    for kind in KINDS.values()
    for to in sorted(kind.to)
    for language in LANGUAGES
]
TO = {Recipient.CREDIT_BUREAU: {"to_bureau"}, Recipient.BANK: {"to_bank"}}
PERIODS = [{"in_period"}, {"period_unknown"}, {"period_over"}]


def flag_sets(to):
    own = TO.get(to, set())
    if to not in COLLECTORS:
        return [own, own | {"verified", "joint", "charged_off"}]
    return [period | {"collector"} for period in PERIODS]


def findings(content, **known):
    return check(body(content), CheckFacts.of(content, **known))


@for_each(("kind", "to", "language"), WHOLE)
def test_a_usual_letter_has_no_fault(kind, to, language):
    for flags in flag_sets(to):
        content = letter(kind, language, recipient_kind=to, flags=frozenset(flags))
        assert [(each.rule, each.sentence) for each in findings(content)] == []


# what the time bar keeps from being written at all (see choosing.py) need not pass here
MAY_GO_OUT = [case for case in WHOLE if "time_bar" not in KINDS[case[0]].gates]


@for_each(("kind", "to", "language"), MAY_GO_OUT)
def test_what_may_be_sent_about_an_old_debt_has_no_fault(kind, to, language):
    for flags in flag_sets(to):
        flags = frozenset(flags | {"time_bar_risk"})
        content = letter(kind, language, recipient_kind=to, flags=flags)
        assert [(each.rule, each.sentence) for each in findings(content)] == []


@for_each(("kind", "to", "language"), WHOLE)
def test_what_is_typed_beside_our_words_is_weighed(kind, to, language):
    typed = {"en": "I gave them my PIN 4821.", "es": "Mi PIN es 4821."}[language]
    flags = frozenset(flag_sets(to)[0])
    content = letter(kind, language, recipient_kind=to, flags=flags, free_text=typed)
    assert [each.rule for each in blocking(findings(content))] == ["secret"]


EDITABLE = [
    (kind.id, part.key) for kind in KINDS.values() for part in kind.paragraphs if part.editable
]


@pytest.mark.parametrize(("kind", "key"), EDITABLE)
def test_what_stands_in_the_place_of_our_words_is_weighed(kind, key):
    content = letter(kind)
    if any(block.key == key for block in body(content)):
        edited = replace(content, edited={key: "My online password is bluebird."})
        assert "secret" in [each.rule for each in findings(edited)]


@for_each("language", LANGUAGES)
@for_each("kind", KINDS)
def test_every_answer_one_can_choose_passes_even_on_an_old_debt(kind, language):
    to = min(KINDS[kind].to)
    flags = frozenset(flag_sets(to)[0] | {"time_bar_risk"})
    for ask in KINDS[kind].asks:
        for choice in ask.choices_for(to):
            key = (choice.key,) if ask.type is AskType.CHOICES else choice.key
            content = letter(kind, language, recipient_kind=to, said={ask.key: key}, flags=flags)
            assert [(each.rule, each.sentence) for each in findings(content)] == []

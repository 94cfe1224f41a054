"""What the letter check says of a fault, whose words it weighs, and what a letter may not lack."""

import re
import tomllib
from decimal import Decimal
from itertools import chain
from time import process_time

import pytest

from negotiation.letters.body import Block
from negotiation.letters.check import Level, blocking, check
from negotiation.letters.checks import own
from negotiation.letters.checks.money import amounts
from negotiation.letters.checks.prose import fold, sentences
from negotiation.letters.checks.rules import FILE, rules
from negotiation.letters.kinds import KINDS
from tests.negotiation.letters.test_check import facts, rules_in
from tests.table import for_each

HOSTILE = [
    "i " * 2500,
    "a" * 5000,
    "1" * 5000,
    "$1," * 1600,
    "no " * 1600,
    "i will " * 700,
    "after " * 800,
    "i will pay after " * 290,
    "sorry " * 800,
    "my own old unpaid " * 270,
    '"' * 5000,
    '" you said ' * 450,
    "15 u.s.c. 1692 (" * 300,
    "one hundred " * 400,
    "a@a." * 1250,
    "account number " * 330,
    "debo que " * 550,
    "your letter of may says, " * 200,
    "I. " * 1600,
    "\u00a0\n" * 2500,
    "i have not " * 450,
    "violated of the " * 310,
]


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: text[:12])
def test_no_text_takes_long(text):
    """A page of ordinary words takes a few milliseconds; a second would be a runaway pattern."""
    rules_in("I owe this.", facts())  # the rules are read once
    start = process_time()
    check([Block("free_text", text)], facts(amounts=frozenset({Decimal(1)})))
    assert process_time() - start < 1


def test_every_rule_says_why_and_knows_its_kinds():
    for rule in rules().values():
        assert rule.why.en
        assert rule.why.es
        assert bool(rule.safe.en) == bool(rule.safe.es)
        assert rule.only_in | rule.not_in <= set(KINDS)


def test_no_safe_sentence_is_a_fault_itself():
    for rule in rules().values():
        for language in ("en", "es"):
            for kind in KINDS:
                assert rules_in(rule.safe.say(language), facts(kind=kind)) == [], rule.id


def test_no_pattern_holds_an_unbounded_gap():
    held = tomllib.loads(FILE.read_text(encoding="utf-8"))
    for rule in held["rule"]:
        for pattern in chain(*(chain(*rule.get(each, {}).values()) for each in ("en", "es"))):
            assert not re.search(r"(?:\.|\\S|\\s|\])[*+]", pattern), pattern


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("See 15 U.S.C. 1692g. Please answer.", ["See 15 U.S.C. 1692g.", "Please answer."]),
        ("Acme Inc. called. I did not.", ["Acme Inc. called.", "I did not."]),
        ("I wrote to Acme Inc. I owe them.", ["I wrote to Acme Inc.", "I owe them."]),
        ("Loan No. 5 is not mine.", ["Loan No. 5 is not mine."]),
        ("I say no. It is so!", ["I say no.", "It is so!"]),
        ("It costs $1.50 a day", ["It costs $1.50 a day"]),
        ("One line\nand its rest\n\nThen more", ["One line\nand its rest", "Then more"]),
        ("¿Por qué? El Sr. Paz llamó.", ["¿Por qué?", "El Sr. Paz llamó."]),
        ("", []),
    ],
)
def test_sentences_end_where_a_reader_would_end_them(text, said):
    folded = fold(text)
    places = [folded.back(each.start, each.end) for each in sentences(folded)]
    assert [text[start:end] for start, end in places] == said


@pytest.mark.parametrize(
    "typed",
    [
        "I\u00a0OWE this.",
        "I o\u200bwe this.",
        "I o\u00adwe this.",
        "“I\n owe” this.",
        "ｉ ｏｗｅ this.",
    ],
)
def test_no_way_of_writing_hides_the_words(typed):
    assert rules_in(typed, facts()) == ["admission"]


def test_a_finding_names_the_sentence_where_it_stands():
    text = "Thank you. I  still OWE “this” debt. Please answer."
    [finding] = check([Block("free_text", text)], facts())
    assert finding.sentence == "I  still OWE “this” debt."
    assert text[finding.start : finding.end] == finding.sentence
    assert finding.words == "I  still OWE"
    assert (finding.rule, finding.key, finding.part) == ("admission", "free_text", "text")
    assert finding.safe.en == "I am writing about the amount you claim."


def test_lists_and_tables_are_read_too():
    block = Block("items", "Ask:", items=("A copy.", "I owe it."), rows=(("1", "I owe it."),))
    found = check([block], facts())
    assert [finding.part for finding in found] == ["items.1", "rows.0.1"]


@pytest.mark.parametrize(("risk", "level"), [(True, Level.BLOCK), (False, Level.WARN)])
def test_an_admission_blocks_where_the_time_to_sue_is_over(risk, level):
    [finding] = check([Block("free_text", "I owe it.")], facts(time_bar_risk=risk))
    assert finding.level is level
    assert bool(blocking([finding])) is risk


@pytest.mark.parametrize("text", ["I am facing bankruptcy.", "Estoy en bancarrota."])
def test_bankruptcy_is_named_only_by_who_attested_it(text):
    assert rules_in(text, facts()) == ["bankruptcy"]
    assert rules_in(text, facts(bankruptcy_attested=True)) == []


def test_a_lawyer_is_asked_about_until_a_letter_named_one():
    [finding] = check([Block("free_text", "My lawyer will write.")], facts())
    assert (finding.rule, finding.level) == ("lawyer", Level.WARN)
    assert rules_in("My lawyer will write.", facts(attorney_on_file=True)) == []


@pytest.mark.parametrize("text", ["Ask at Acme Foods.", "Ask at (585) 555 0142, please."])
def test_what_the_notes_hold_as_private_stays_there(text):
    assert "own_secret" in rules_in(text, facts(secrets=frozenset({"Acme Foods", "585-555-0142"})))
    assert "own_secret" not in rules_in(text, facts())


def test_our_own_words_are_not_weighed():
    closing = next(part for part in KINDS["L4"].closing if part.key == "no_admission")
    assert own.typed(closing.text.en, "L4", "en") == ()
    assert own.typed("It is not ours.", "L4", "en") == ((0, 15),)


TYPED = [
    (kind.id, language, part.text.say(language))
    for kind in KINDS.values()
    for language in ("en", "es")
    for part in kind.paragraphs
    for ask in kind.asks
    if ask.type in own.TYPED and f"{{{ask.key}}}" in part.text.en
]


@for_each(("kind", "language", "said"), TYPED)
def test_what_is_typed_into_our_words_is_weighed(kind, language, said):
    names = [ask.key for ask in KINDS[kind].asks if ask.type in own.TYPED]
    written = re.sub(r"\{(\w+)\}", lambda m: "QQQ" if m[1] in names else "7", said)
    places = own.typed(written, kind, language)
    assert {written[start:end] for start, end in places} == {"QQQ"}


def test_a_part_the_letter_cannot_do_without_is_missed():
    needs = facts(required={"ask": "Please send it."})
    assert [f.rule for f in check([], needs)] == ["missing"]
    assert [f.rule for f in check([Block("ask", " … ")], needs)] == ["missing"]
    assert check([Block("ask", "Please send it.")], needs) == ()


@pytest.mark.parametrize(
    ("edited", "lost"),
    [
        ("I can pay $1,500 by May 1, 2026.", ""),
        ("By May 1, 2026 I can pay $1,500.00.", ""),
        ("I can pay by May 1, 2026.", "1500"),
        ("I can pay $1,500.", "1, 2026"),
    ],
)
def test_an_edited_part_still_names_its_amounts_and_days(edited, lost):
    needs = facts(kind="L5", required={"offer": "I can pay $1,500.00 by May 1, 2026."})
    found = check([Block("offer", edited, edited=True)], needs)
    assert [finding.words for finding in found] == ([lost] if lost else [])


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("$1,234.56", "1234.56"),
        ("us$ 900", "900"),
        ("two thousand five hundred dollars", "2500"),
        ("forty-five dollars", "45"),
        ("mil quinientos dolares", "1500"),
        ("treinta y cinco dolares", "35"),
        ("2 mil dolares", "2000"),
        ("$3k", "3000"),
        ("a hundred dollars", "100"),
    ],
)
def test_amounts_are_read_in_digits_and_in_words(text, value):
    assert [amount for amount, _, _ in amounts(text)] == [Decimal(value)]

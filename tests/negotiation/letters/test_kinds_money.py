"""The letters of the money path: what each must say, may not say, and may stand on.

The cases stand in money_letters.toml; together they print every paragraph there is.
"""

import re
import tomllib
from collections import defaultdict
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
import textstat
from textstat.backend.counts import _count_syllables

from negotiation.letters.body import BLANK, body, instalments
from negotiation.letters.compose import to_html
from negotiation.letters.kinds import KINDS
from negotiation.letters.parts import COLLECTORS, LANGUAGES, AskType, Recipient
from negotiation.letters.pdf import to_pdf
from tests.negotiation.letters.sample import letter
from tests.table import for_each

MINE = ("L3", "L4", "L5", "L6", "L7", "L8", "L9", "L20", "L26")
CASES = tomllib.loads(Path(__file__).with_name("money_letters.toml").read_text())["case"]
CITATION = re.compile(r"\b\d+ (?:U\.S\.C\.|CFR) [\w.-]*\w(?:\(\w+\))*")
DOLLARS = re.compile(r"\$([\d,]+\.\d\d)")
COLLECTION_RULES = re.compile(r"U\.S\.C\. 1692|CFR 1006\.")
SETTLES = ("L5", "L6", "L20")
# never in any of them, whatever the answers; the no-admission sentence is left out of the search
NEVER = [
    r"\bI owe\b", r"\bmy (debt|loan|bill|bank|employer|lawyer|attorney|health)\b", r"\bsorry\b",
    r"\bI can(not|’t)? pay\b", r"\bthe most I\b", r"\bI promise\b", r"\bpercent\b", r"%",
    r"\billegal", r"\bviolat", r"\bpost-?dated\b", r"social security", r"\brouting\b",
    r"\bdebo\b", r"\bmi (deuda|préstamo|banco|empleo|abogad[oa]|salud)\b", r"\blo siento\b",
    r"\bpuedo pagar\b", r"\blo máximo\b", r"\bprometo\b", r"por ciento", r"\bilegal", r"\bviola",
    r"seguro social", r"\bposfechad",
]  # fmt: skip


def answered(case):
    """A case's answers as the letter holds them: TOML knows no Decimal and no None."""
    kind = KINDS[case["kind"]]
    for key, value in case.get("said", {}).items():
        money = value and kind.ask(key).type is AskType.MONEY
        yield key, Decimal(value) if money else None if value == "" else value


def written(case, language):
    fields = {"flags": frozenset(case["flags"])} if "flags" in case else {}
    to, said = Recipient(case["to"]), dict(answered(case))
    return letter(case["kind"], language, said=said, recipient_kind=to, **fields)


def text(content):
    """All words of the letter's text, closings too, one block a line."""
    return "\n".join(
        "\n".join([f"{block.lead} {block.text}".strip(), *block.items, *map(" ".join, block.rows)])
        for block in body(content)
    )


def own_text(content):
    """The text without the sentence that denies an admission, which names what it denies."""
    return "\n".join(
        "\n".join([block.lead, block.text, *block.items])
        for block in body(content)
        if block.key != "no_admission"
    )


every_case = for_each("case", CASES)
each_language = for_each("language", LANGUAGES)


@each_language
@every_case
def test_a_letter_says_what_it_must(case, language):
    said = text(written(case, language))
    assert [needed for needed in case[language] if needed not in said] == []


@each_language
@every_case
def test_a_letter_does_not_say_what_it_must_not(case, language):
    said = own_text(written(case, language))
    never = [*map(re.escape, case.get("not", ())), *NEVER]
    assert [found for found in never if re.search(found, said, re.IGNORECASE)] == []


@each_language
@every_case
def test_a_letter_cites_only_what_it_stands_on_and_what_binds_its_reader(case, language):
    content = written(case, language)
    cited = set(CITATION.findall(text(content)))
    assert cited == set(case.get("cites", ()))
    assert cited <= {basis.citation for basis in content.of.basis}
    if content.recipient_kind not in COLLECTORS:
        assert not [rule for rule in cited if COLLECTION_RULES.search(rule)]


@each_language
@every_case
def test_the_dollars_on_paper_are_the_dollars_answered(case, language):
    content = written(case, language)
    amounts = {Decimal(found.replace(",", "")) for found in DOLLARS.findall(text(content))}
    asked = [ask.key for ask in content.asks() if ask.type is AskType.MONEY]
    typed = {Decimal(amount.removeprefix("$")) for amount in case.get("typed", ())}
    parts = instalments(content) if content.said.get("how", "parts") == "parts" else ()
    expected = {content.said[key] for key in asked} | typed | {part.amount for part in parts}
    assert amounts == expected
    assert not parts or sum(part.amount for part in parts) == content.said["amount"]


@each_language
@every_case
def test_no_question_is_left_open_and_no_gap_unfilled(case, language):
    content = written(case, language)
    assert content.missing() == ()
    assert not re.search(rf"{BLANK}|[{{}}]|\bNone\b|\s[,.;:]|\(\)|\.\.", text(content))


@pytest.mark.parametrize("kind", MINE)
def test_every_party_it_may_go_to_gets_a_whole_letter(kind):
    for to in KINDS[kind].to:
        for language in LANGUAGES:
            content = letter(kind, language, recipient_kind=to)
            assert content.missing() == ()
            assert BLANK not in text(content)


@pytest.mark.parametrize("kind", MINE)
def test_the_cases_print_every_paragraph_there_is(kind):
    printed = defaultdict(set)
    for case in CASES:
        printed[case["kind"]] |= {block.key for block in body(written(case, "en"))}
    assert {part.key for part in KINDS[kind].paragraphs} - printed[kind] == set()


@pytest.mark.parametrize("kind", SETTLES)
def test_bankruptcy_is_named_only_when_attested_and_wanted(kind):
    def names_it(*flags, **said):
        return "bankruptcy" in text(letter(kind, flags=frozenset(flags), said=said))

    assert names_it("bankruptcy_attested", say_bankruptcy=True)
    assert not names_it(say_bankruptcy=True)
    assert not names_it("bankruptcy_attested", say_bankruptcy=None)
    assert not KINDS[kind].ask("say_bankruptcy").required


@pytest.mark.parametrize("kind", MINE)
def test_a_letter_of_money_waits_at_the_gate_of_time(kind):
    assert ("time_bar" in KINDS[kind].gates) == (kind not in ("L4", "L26"))


@each_language
@pytest.mark.parametrize("kind", SETTLES)
def test_an_offer_is_no_admission_and_ends_on_a_day(kind, language):
    keys = [block.key for block in body(letter(kind, language))]
    assert {"ends", "terms", "no_admission"} <= set(keys)


@each_language
@pytest.mark.parametrize("kind", MINE)
def test_a_usual_letter_fills_no_more_than_two_pages(kind, language):
    with pikepdf.open(BytesIO(to_pdf(to_html(letter(kind, language))))) as pdf:
        assert len(pdf.pages) <= 2


@for_each("measure", ["flesch_kincaid_grade", "coleman_liau_index", "gunning_fog"])
@every_case
def test_the_english_is_no_harder_than_ninth_grade(case, measure, monkeypatch):
    # without its own pronouncing dictionary, which it would download, it counts by hyphenation
    monkeypatch.setattr(_count_syllables, "get_cmudict", lambda language: None)
    assert 2 < getattr(textstat, measure)(text(written(case, "en"))) <= 9

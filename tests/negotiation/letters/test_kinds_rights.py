"""Each letter that uses a right says all it must, cites its own law, and leaves nothing open."""

import io
import re

import pypdfium2
import pytest
import textstat
from textstat.backend.counts import _count_syllables

from negotiation.forms.letters import LetterForm
from negotiation.letters.body import BLANK, body
from negotiation.letters.check import CheckFacts, check
from negotiation.letters.compose import to_html
from negotiation.letters.kinds import KINDS
from negotiation.letters.parts import LANGUAGES
from negotiation.letters.pdf import to_pdf
from tests.negotiation.letters import rights, rights_elsewhere
from tests.negotiation.letters.test_wording import words
from tests.table import for_each

CASES = rights.CASES + rights_elsewhere.CASES
OWN = {case.kind for case in CASES}
CITED = re.compile(r"\d+ (?:U\.S\.C\.|CFR) [\w.\-]*\w(?:\(\w{1,4}\))*", re.ASCII)
NEVER = {
    "en": [
        r"(?<!admission that )\bI owe\b", r"\bmy (debt|balance|loan|bill)\b", r"\bI will pay\b",
        r"\bI can(not|'t)? pay", r"\bI promise\b", r"\bsorry\b", r"\bapolog", r"\bafford\b",
        r"bankrupt", r"\bI (can )?offer\b", r"\billegal", r"\bviolat", r"\bfraud", r"\bpolice me\b",
        r"\bbroke the law\b", r"\d{5,}-?\d",
    ],
    "es": [
        r"(?<!admisión de que )\bdebo\b", r"\bmi (deuda|saldo|préstamo|factura)\b", r"\bpagaré\b",
        r"\bvoy a pagar", r"\bpuedo pagar", r"\bprometo\b", r"\blo siento\b", r"\bdisculp",
        r"quiebra|bancarrota", r"\bofrezco\b", r"\bilegal", r"\bviol[aó]", r"\bfraude",
        r"\d{5,}-?\d",
    ],
}  # fmt: skip
every_case = for_each("case", CASES)
both_languages = for_each("language", LANGUAGES)


def text(content):
    """The sentences of the letter, without addresses, tables and signature."""
    return "\n".join(
        line for block in body(content) for line in (f"{block.lead} {block.text}", *block.items)
    )


@every_case
@both_languages
def test_it_says_all_it_must(case, language):
    content = case.letter(language)
    said = words(content)
    assert content.missing() == ()
    assert [each for each in getattr(case, language) if each not in said] == []
    assert [each for each in case.absent if each in said] == []


@every_case
@both_languages
def test_it_cites_the_law_of_this_recipient_alone(case, language):
    cited = set(CITED.findall(text(case.letter(language))))
    assert cited == set(case.cites)
    assert cited <= {basis.citation for basis in KINDS[case.kind].basis}


@every_case
@both_languages
def test_it_admits_promises_and_threatens_nothing(case, language):
    said = text(case.letter(language))
    assert [never for never in NEVER[language] if re.search(never, said, re.IGNORECASE)] == []


@every_case
@both_languages
def test_the_letter_check_finds_no_fault(case, language):
    content = case.letter(language)
    # an attorney is what the letter about an attorney is for
    facts = CheckFacts.of(content, attorney_on_file=True)
    assert [(each.rule, each.sentence) for each in check(body(content), facts)] == []


@every_case
@both_languages
def test_nothing_is_left_open(case, language):
    said = text(case.letter(language))
    assert BLANK not in said
    assert not re.search(r"\bNone,|\(\)|\s[,.;:]|[{}\[\]]|\.\.|,,", said)


@every_case
@for_each("measure", ["flesch_kincaid_grade", "coleman_liau_index"])
def test_its_english_is_no_harder_than_ninth_grade(case, measure, monkeypatch):
    # without its own pronouncing dictionary, which it would download, it counts by hyphenation
    monkeypatch.setattr(_count_syllables, "get_cmudict", lambda language: None)
    assert getattr(textstat, measure)(text(case.letter("en"))) <= 9


@every_case
def test_it_fits_on_one_page(case):
    pages = pypdfium2.PdfDocument(io.BytesIO(to_pdf(to_html(case.letter("en")))))
    assert len(pages) == 1


@pytest.mark.parametrize("kind", sorted(OWN))
def test_every_paragraph_and_law_of_the_kind_is_used_somewhere(kind):
    letters = [case.letter("en") for case in CASES if case.kind == kind]
    printed = {block.key for content in letters for block in body(content)}
    cited = {cite for case in CASES if case.kind == kind for cite in case.cites}
    assert {part.key for part in KINDS[kind].paragraphs} - printed == set()
    assert {basis.citation for basis in KINDS[kind].basis} == cited


@pytest.mark.parametrize("kind", sorted(OWN))
def test_to_every_recipient_there_is_a_whole_letter(kind):
    for to in KINDS[kind].to:
        content = rights.Case(kind, to, (), ()).letter("en")
        assert content.missing() == ()
        assert BLANK not in text(content)
        assert set(CITED.findall(text(content))) <= {b.citation for b in KINDS[kind].basis}


@pytest.mark.parametrize("kind", ["L12", "L13", "L14", "L15"])
def test_what_leans_on_the_collection_rules_goes_to_collectors_alone(kind):
    assert KINDS[kind].to == rights.COLLECTORS


@for_each("kind", KINDS.values())
def test_no_question_takes_the_name_of_a_field_every_letter_has(kind):
    assert not {ask.key for ask in kind.asks} & set(LetterForm.base_fields)


def test_a_copy_of_an_id_goes_to_no_collector():
    for to in rights.COLLECTORS & KINDS["L16"].to:
        assert "identity" not in {paper.key for paper in KINDS["L16"].enclosures_for(to)}
    assert "identity" in {p.key for p in KINDS["L16"].enclosures_for(rights.BUREAU)}


@both_languages
def test_no_collection_rule_is_cited_to_anybody_else(language):
    for case in CASES:
        if case.to not in rights.COLLECTORS:
            assert not re.search(r"1692|1006\.", text(case.letter(language))), case.kind

"""What every letter must say, and what none may: sentence by sentence, in both languages."""

import html
import re
from datetime import date

import pytest
import textstat
from textstat.backend.counts import _count_syllables

from negotiation.letters.compose import to_html, to_sheet
from tests.negotiation.letters.sample import EVERY, letter

UNKNOWN = {"flags": frozenset({"collector", "period_unknown"})}
OVER = {"flags": frozenset({"collector", "period_over"})}
VARIANTS = [
    (kind, language, fields)
    for kind, language in EVERY
    if kind in ("L1", "L2")
    for fields in (
        [{}]
        if kind == "L1"
        else [
            {},
            UNKNOWN | {"said": {"notice_on": None, "no_notice": None}},
            OVER,
            UNKNOWN | {"said": {"notice_on": None, "grounds": "amount"}},
            {"said": {"grounds": "charges"}},
        ]
    )
]
NO_ADMISSION = {
    "en": "This letter is not an admission that I owe any amount, and is not a promise to pay or "
    "a new agreement. I keep every defense, including the limitation period.",
    "es": "Esta carta no es una admisión de que debo cantidad alguna, ni una promesa de pago, ni "
    "un acuerdo nuevo. Conservo todas mis defensas, incluido el plazo de prescripción.",
}
NEVER = {
    "en": [
        r"\bI owe\b", r"\bmy (debt|account|balance|loan|bill)\b", r"\bI will pay\b",
        r"\bI can(not|'t|’t)? pay", r"\bI promise\b", r"\bsorry\b", r"\bapolog", r"\bafford\b",
        r"\bmy (job|employer|income|bank|lawyer|attorney|wife|husband|health)\b", r"bankrupt",
        r"\bI (can )?offer\b", r"\billegal", r"\bviolat", r"\bsue\b", r"\blawsuit", r"\bfraud",
        r"social security", r"\bwithin \d+ days\b",
    ],
    "es": [
        r"\bdebo\b", r"\bmi (deuda|cuenta|saldo|préstamo|factura)\b", r"\bpagaré\b",
        r"\bvoy a pagar", r"\bpuedo pagar", r"\bprometo\b", r"\blo siento\b", r"\bdisculp",
        r"\bmi (empleo|trabajo|banco|sueldo|abogad[oa]|espos[oa]|salud)\b", r"quiebra|bancarrota",
        r"\bofrezco\b", r"\bilegal", r"\bviola", r"\bdemandar", r"\bfraude", r"seguro social",
        r"\bdentro de \d+ días\b",
    ],
}  # fmt: skip
MUST_SAY = {
    "en": [
        "I dispute the debt as a whole",
        "Please send me verification of the debt",
        "name and address of the original creditor",
        "please report it as disputed",
        "the account you are contacting me about",
        "I received your notice about it on February 20, 2026.",
    ],
    "es": [
        "Disputo la deuda en su totalidad",
        "me envíe la verificación de la deuda",
        "el nombre y la dirección del acreedor original",
        "indique que está en disputa",
        "por la cual usted se ha comunicado conmigo",
        "Recibí su aviso sobre ella el 20 de febrero de 2026.",
    ],
}


def words(content):
    """The letter as it is read: no tags, single spaces."""
    bare = re.sub(r"<(/?(p|li|h1|tr|br|div)\b)", r" <\1", to_sheet(content))
    return " ".join(html.unescape(re.sub(r"<[^>]+>", "", bare)).split())


def prose(content):
    """The sentences that are ours: no addresses, table or signature."""
    text = to_sheet(content).split('class="letter-text">')[1].split('<div class="letter-close"')[0]
    ended = re.sub(r"\s*</(p|li)>", "\n", text)
    return html.unescape(re.sub(r"<[^>]+>", "", ended))


every_variant = pytest.mark.parametrize(("kind", "language", "fields"), VARIANTS)


@every_variant
def test_every_letter_has_what_every_letter_needs(kind, language, fields):
    said = words(letter(kind, language, **fields))
    expected = [
        "Alice Marlowe 12 Orchard Street, Apt 4 Rochester, NY 14604",
        "Midtown Recovery Dispute Department P.O. Box 4410 Columbus, OH 43201",
        {"en": "March 5, 2026", "es": "5 de marzo de 2026"}[language],
        {"en": "Account ending in 4821", "es": "Cuenta terminada en 4821"}[language],
        {"en": "Your reference MR-20771", "es": "Su referencia MR-20771"}[language],
        {"en": "answer by mail to the address above", "es": "responda por correo"}[language],
        {"en": "Enclosures (", "es": "Documentos adjuntos ("}[language],
        {"en": "Sincerely,", "es": "Atentamente,"}[language],
        NO_ADMISSION[language],
    ]
    assert [words for words in expected if words not in said] == []


@every_variant
def test_no_letter_admits_promises_threatens_or_tells_too_much(kind, language, fields):
    said = words(letter(kind, language, **fields)).replace(NO_ADMISSION[language], "")
    assert [never for never in NEVER[language] if re.search(never, said, re.IGNORECASE)] == []


@pytest.mark.parametrize(
    ("language", "sentence"),
    [("en", "I am sorry, I owe this."), ("es", "Lo siento, pagaré mi deuda.")],
)
def test_the_words_no_letter_may_say_would_be_found(language, sentence):
    said = words(letter("L1", language, free_text=sentence))
    assert [never for never in NEVER[language] if re.search(never, said, re.IGNORECASE)]


@every_variant
def test_no_letter_shows_a_long_number_or_our_name(kind, language, fields):
    page = to_html(letter(kind, language, **fields))
    assert not re.search(
        r"\d{5,}", page.replace("14604", "").replace("43201", "").replace("20771", "")
    )
    assert "debtsite" not in page.lower()


@pytest.mark.parametrize("language", ["en", "es"])
def test_a_validation_request_disputes_and_asks_for_each_thing_apart(language):
    said = words(letter("L2", language))
    assert [words for words in MUST_SAY[language] if words not in said] == []


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize(
    ("fields", "cited", "not_cited"),
    [
        (
            {},
            ["15 U.S.C. 1692g(b)", "12 CFR 1006.38(d)", "12 CFR 1006.38(c)", "15 U.S.C. 1692e(8)"],
            ["1006.34"],
        ),
        (UNKNOWN, ["15 U.S.C. 1692g(b)", "12 CFR 1006.38(d)"], ["1006.34"]),
        (OVER, ["15 U.S.C. 1692e(8)"], ["1692g", "1006.38"]),
        (UNKNOWN | {"said": {"notice_on": None}}, ["12 CFR 1006.34"], []),
    ],
)
def test_a_right_is_cited_only_while_it_holds(language, fields, cited, not_cited):
    said = words(letter("L2", language, **fields))
    assert [statute for statute in cited if statute not in said] == []
    assert [statute for statute in not_cited if statute in said] == []


@pytest.mark.parametrize("language", ["en", "es"])
def test_a_letter_to_an_original_creditor_cites_no_statute_and_offers_nothing(language):
    said = words(letter("L1", language, references=()))
    assert not re.search(r"U\.S\.C|CFR|\$", said)


@pytest.mark.parametrize("language", ["en", "es"])
def test_disputing_a_part_agrees_to_nothing_else(language):
    part = {"en": "does not mean that I agree", "es": "no significa que lo acepte"}[language]
    assert part in words(letter("L2", language, said={"grounds": "amount"}))
    assert part not in words(letter("L2", language, said={"grounds": "whole"}))


def test_an_unknown_notice_is_not_mentioned():
    said = words(letter("L2", "en", **UNKNOWN, said={"notice_on": None, "no_notice": None}))
    assert "your notice about it" not in said
    assert "validation notice" not in said


@pytest.mark.parametrize("measure", ["flesch_kincaid_grade", "coleman_liau_index", "gunning_fog"])
@pytest.mark.parametrize("kind", ["L1", "L2"])
def test_the_english_is_no_harder_than_ninth_grade(kind, measure, monkeypatch):
    # without its own pronouncing dictionary, which it would download, it counts by hyphenation
    monkeypatch.setattr(_count_syllables, "get_cmudict", lambda language: None)
    assert 3 < getattr(textstat, measure)(prose(letter(kind, "en"))) <= 9


@every_variant
def test_no_gap_is_left_unfilled(kind, language, fields):
    said = words(letter(kind, language, **fields))
    assert not re.search(r"None|\(\)|\s[,.;:]|\bnull\b|\{|\}|\[", said)


def test_the_notice_is_dated_in_the_letters_language():
    dated = letter("L2", "es", said={"notice_on": date(2026, 1, 1)})
    assert "el 1 de enero de 2026" in words(dated)

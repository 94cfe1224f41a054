import re
from datetime import date

import pytest

from ledger.facts import CreditorKind
from ledger.law.figures import LawError, parse
from negotiation.letters import kinds
from negotiation.letters.kinds import KINDS, in_language, kind_for
from negotiation.letters.parts import COLLECTORS, Recipient, UnknownChoice, Wording, printed
from negotiation.letters.written import day, listed
from tests.table import for_each

EVERY = list(KINDS.values())
CHOICES = [
    choice
    for kind in EVERY
    for choice in (*(c for ask in kind.asks for c in ask.choices), *kind.enclosures)
]
every_kind = for_each("kind", EVERY)


@pytest.mark.parametrize(
    ("holder", "kind"),
    [
        (CreditorKind.ORIGINAL_CREDITOR, "L1"),
        (CreditorKind.SERVICER, "L1"),
        (CreditorKind.MEDICAL_PROVIDER, "L1"),
        (CreditorKind.GOVERNMENT, "L1"),
        (CreditorKind.PERSON, "L1"),
        (CreditorKind.COLLECTION_AGENCY, "L2"),
        (CreditorKind.DEBT_BUYER, "L2"),
        (CreditorKind.LAW_FIRM, "L2"),
    ],
)
def test_only_a_collector_is_asked_for_validation(holder, kind):
    assert kind_for(holder).id == kind


def test_a_letter_can_go_to_every_party_a_debt_has():
    assert {str(kind) for kind in CreditorKind} < {str(to) for to in Recipient}
    assert {str(kind) for kind in CreditorKind if kind.collects_for_others} == set(COLLECTORS)


def test_the_clocks_are_those_of_the_letters():
    assert KINDS["L1"].follow_up_days == (30, 90)
    assert KINDS["L2"].follow_up_days == (30, 60)


def test_only_the_dispute_that_asks_for_verification_is_a_validation_request():
    assert [kind.id for kind in EVERY if kind.pauses_collection] == ["L2"]


@every_kind
def test_every_text_is_there_in_both_languages(kind):
    texts = [kind.title, kind.why, kind.subject, kind.advice, *filter(None, [kind.warn])]
    texts += [text for ask in kind.asks for text in (ask.label, ask.help) if text]
    texts += [part.text for part in kind.paragraphs] + [c.label for c in CHOICES]
    assert [text for text in texts if not (text.en and text.es)] == []
    own = [part.text for part in kind.paragraphs if not re.fullmatch(r"\{\w+\}", part.text.en)]
    assert [text.en for text in own if text.en == text.es] == []


@every_kind
def test_both_languages_name_the_same_answers_and_laws(kind):
    def named(text):
        return sorted(set(re.findall(r"\{\w+\}|\d+ (?:U\.S\.C\.|CFR) [\w.()]+\w\)?", text)))

    assert [
        part.key for part in kind.paragraphs if named(part.text.en) != named(part.text.es)
    ] == []


@for_each("choice", CHOICES)
def test_every_choice_is_printed_in_both_languages(choice):
    assert choice.printed.en
    assert choice.printed.es


def test_a_person_is_asked_for_payments_but_not_for_programs():
    asked = {item.key for item in KINDS["L1"].ask("items").choices_for(Recipient.PERSON)}
    assert "payments" in asked
    assert not asked & {"programs", "history", "charge_off", "insurance"}


def test_a_medical_provider_is_asked_for_an_itemized_bill():
    asked = {item.key for item in KINDS["L1"].ask("items").choices_for(Recipient.MEDICAL_PROVIDER)}
    assert {"itemized_bill", "insurance", "programs"} <= asked


def test_items_are_printed_in_the_files_order():
    items = KINDS["L2"].ask("items").choices
    assert printed(items, ["license", "itemization"], "en") == (
        items[0].printed.en,
        items[-1].printed.en,
    )


def test_a_key_of_no_choice_is_refused_by_name():
    with pytest.raises(UnknownChoice) as refused:
        printed(KINDS["L2"].ask("items").choices, ["itemization", "blood_type"], "en")
    assert refused.value.args == ("blood_type",)


@pytest.mark.parametrize(
    ("title", "language", "called"),
    [
        ("Request for a written statement", "es", "Solicitud de un estado de cuenta"),
        ("Solicitud de un estado de cuenta", "en", "Request for a written statement"),
        ("Disputa y solicitud de verificación", "es", "Disputa y solicitud de verificación"),
        ("My own words", "es", "My own words"),
    ],
)
def test_a_letter_is_called_in_the_readers_language(title, language, called):
    assert in_language(title, language) == called


GOOD = """
checked_on = 2026-01-01
id = "L99"
slug = "a-letter"
version = 1
to = ["bank"]
title = {en = "A", es = "B"}
why = {en = "A", es = "B"}
subject = {en = "A", es = "B"}
advice = {en = "A", es = "B"}
[[ask]]
key = "amount"
type = "money"
required = true
label = {en = "A", es = "B"}
[[paragraph]]
key = "offer"
when = ["sued"]
text = {en = "I offer {amount}.", es = "Ofrezco {amount}."}
"""


def made_of(text):
    entry = parse("L99.toml", text)
    entry.values.pop("checked_on")
    return kinds.kind(entry)


def test_a_good_file_is_read():
    made = made_of(GOOD)
    assert made.paragraphs[0].text == Wording("I offer {amount}.", "Ofrezco {amount}.")
    assert made.to == {Recipient.BANK}


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("{amount}.", "{sum}.", "nobody can fill {sum}"),
        ('["sued"]', '["glad"]', "nobody knows glad"),
        ("required = true", "", "may have no answer"),
        ('"money"', '"choice"', "has choices"),
        ('["bank"]', '["milkman"]', "must be one of"),
        (', es = "Ofrezco {amount}."', "", "must be a str"),
        ("version = 1", 'version = 1\ncolor = "red"', "is not one of"),
        ("version = 1", "version = 1\nmoney = true\n#", None),
        ('key = "offer"', 'key = "offer"\nlist = "amount"', "no choices called amount"),
        ('key = "offer"', 'key = "offer"\ntable = "schedule"', "a schedule needs"),
        ("version = 1", 'version = 1\nclosing = ["kiss"]', "knows no kiss"),
    ],
)
def test_a_file_that_could_not_be_printed_is_refused_in_words(before, after, said):
    text = GOOD.replace(before, after, 1)
    if said is None:
        assert made_of(text).money
        return
    with pytest.raises(LawError, match=re.escape(said)):
        made_of(text)


@pytest.mark.parametrize(
    ("several", "language", "said"),
    [
        (["one"], "en", "one"),
        (["one", "two"], "en", "one and two"),
        (["one", "two", "three"], "en", "one, two, and three"),
        (["uno", "dos", "tres"], "es", "uno, dos y tres"),
        (["cargos", "intereses"], "es", "cargos e intereses"),
        ([], "en", ""),
    ],
)
def test_several_things_are_listed_as_each_language_does(several, language, said):
    assert listed(several, language) == said


def test_days_are_written_out():
    assert day(date(2026, 3, 5), "en") == "March 5, 2026"
    assert day(date(2026, 3, 5), "es") == "5 de marzo de 2026"

import pytest

from ledger.facts import CreditorKind
from ledger.words import Text
from negotiation.letters.catalogue import KINDS, UnknownChoice, in_language, kind_for, printed

CHOICES = [
    choice for kind in KINDS.values() for choice in (*kind.items, *kind.grounds, *kind.enclosures)
]


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
    assert [k.id for k in KINDS.values() if holder in k.to] == [kind]


def test_the_clocks_are_those_of_the_letters():
    assert KINDS["L1"].follow_up_days == (30, 90)
    assert KINDS["L2"].follow_up_days == (30, 60)
    assert KINDS["L2"].legal_clock == "validation_end"
    assert not KINDS["L1"].legal_clock


def test_only_the_dispute_stops_the_collecting():
    assert [kind.id for kind in KINDS.values() if kind.pauses_collection] == ["L2"]
    assert [kind.id for kind in KINDS.values() if kind.grounds] == ["L2"]


@pytest.mark.parametrize("choice", CHOICES, ids=lambda choice: choice.key)
def test_every_choice_is_said_in_both_languages(choice):
    assert isinstance(choice.label, Text)
    assert choice.printed.say("en")
    assert choice.printed.say("es")
    assert choice.printed.en != choice.printed.es


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.id)
@pytest.mark.parametrize("part", ["items", "grounds", "enclosures"])
def test_keys_are_unique(kind, part):
    keys = [choice.key for choice in getattr(kind, part)]
    assert len(keys) == len(set(keys))


def test_a_person_is_asked_for_payments_but_not_for_programs():
    asked = {item.key for item in KINDS["L1"].items_for(CreditorKind.PERSON)}
    assert "payments" in asked
    assert not asked & {"programs", "history", "charge_off", "insurance"}


def test_a_medical_provider_is_asked_for_an_itemized_bill():
    asked = {item.key for item in KINDS["L1"].items_for(CreditorKind.MEDICAL_PROVIDER)}
    assert {"itemized_bill", "insurance", "programs"} <= asked


def test_items_are_printed_in_the_catalogues_order():
    items = KINDS["L2"].items
    assert printed(items, ["license", "itemization"], "en") == (
        items[0].printed.en,
        items[-1].printed.en,
    )


def test_a_key_of_no_choice_is_refused_by_name():
    with pytest.raises(UnknownChoice) as refused:
        printed(KINDS["L2"].items, ["itemization", "blood_type"], "en")
    assert refused.value.args == ("blood_type",)


def test_by_default_the_whole_debt_is_disputed_and_everything_asked():
    kind = KINDS["L2"]
    assert [ground.key for ground in kind.grounds if ground.usual] == ["whole"]
    assert all(item.usual for kind in KINDS.values() for item in kind.items)


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

"""The letter check against a corpus of sentences, half of them innocent."""

import tomllib
from decimal import Decimal
from pathlib import Path

from negotiation.letters.body import Block
from negotiation.letters.check import CheckFacts, check
from negotiation.letters.parts import Recipient
from tests.table import for_each

CORPUS = tomllib.loads(Path(__file__).with_name("corpus.toml").read_text(encoding="utf-8"))


def facts(**fields):
    """A request to a collection agency about a debt too old to sue on."""
    fields = {
        "kind": "L4",
        "language": "en",
        "recipient": Recipient.COLLECTION_AGENCY,
        "time_bar_risk": True,
        "citations": frozenset({"15 U.S.C. 1692g(a)"}),
    } | fields
    return CheckFacts(**fields)


def of_group(group):
    said = {
        "kind": group.get("kind", "L4"),
        "language": group["language"],
        "recipient": Recipient(group.get("recipient", "collection_agency")),
        "time_bar_risk": group.get("risk", True),
        "amounts": frozenset(map(Decimal, group.get("amounts", []))),
    }
    if "citations" in group:
        said["citations"] = frozenset(group["citations"])
    return facts(**said)


FAULTS = [(rule, text, of_group(g)) for g in CORPUS["group"] for rule, text in g["faults"]]
INNOCENT = [(text, of_group(g)) for g in CORPUS["group"] for text in g["innocent"]]


def found(text, facts):
    return check([Block("free_text", text)], facts)


def rules_in(text, facts):
    return [finding.rule for finding in found(text, facts)]


@for_each(("rule", "text", "facts"), FAULTS)
def test_every_fault_is_caught(rule, text, facts):
    assert rule in rules_in(text, facts)


@for_each(("text", "facts"), INNOCENT)
def test_no_innocent_sentence_is_accused(text, facts):
    assert rules_in(text, facts) == []

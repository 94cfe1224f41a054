"""Who must agree before a call is recorded."""

from itertools import product

import pytest

from ledger.law import recording as module
from ledger.law.figures import Confidence, LawError, parse
from ledger.law.limitation import figures
from ledger.law.recording import Agreement, recording, states, states_from

STRICT = "CA CT DE FL IL MA MD MI MT NH NV PA WA".split()


@pytest.mark.parametrize(
    ("yours", "theirs", "ask_first"),
    [
        ("NY", "TX", False),
        ("NY", "NY", False),
        ("NY", "CA", True),  # the stricter state counts
        ("CA", "NY", True),
        ("FL", "WA", True),
        ("OR", "NY", True),
        ("NY", "VT", True),
        ("NY", "", True),  # nobody knows where they are
        ("", "NY", True),
        ("", "", True),
        ("NY", "PR", True),  # no rule found
    ],
)
def test_the_stricter_of_both_states_counts(yours, theirs, ask_first):
    found = recording(yours, theirs)
    assert found.ask_first == ask_first
    assert (module.ASK_FIRST in found.reasons) == ask_first
    assert (module.SAY_IT_ANYWAY in found.reasons) != ask_first
    assert module.THEIR_NOTICE in found.reasons
    assert found.federal.citation == "18 USC 2511(2)(d)"


def test_all_fifty_states_and_dc_are_there():
    assert set(states()) == set(figures().states)
    assert (
        sorted(code for code, one in states().items() if one.agreement is Agreement.EVERYONE)
        == STRICT
    )
    assert {code for code, one in states().items() if one.agreement is Agreement.ASK_ANYWAY} == {
        "OR",
        "VT",
    }


def test_it_does_not_matter_who_is_where_and_unknown_is_never_laxer():
    for yours, theirs in product(["NY", "CA", "OR", "VT", "TX", ""], repeat=2):
        assert recording(yours, theirs).ask_first == recording(theirs, yours).ask_first
        assert recording(yours, theirs).ask_first <= recording(yours, "").ask_first


def test_each_rule_says_how_sure_it_is_and_where_it_is_from():
    for one in states().values():
        assert one.citation
        assert one.source.startswith("https://")
        strict = one.agreement is Agreement.EVERYONE
        assert (one.confidence is Confidence.HIGH) == (strict and one.lists >= 6)


def test_a_state_is_called_by_its_name():
    assert "In California, everyone on the call must agree." in map(
        str, recording("NY", "CA").reasons
    )


def test_what_is_special_in_a_state_is_said():
    assert module.NOTES["OR"] in recording("OR", "NY").reasons
    assert module.NOTES["MT"] in recording("NY", "MT").reasons
    assert set(module.NOTES) <= set(states())


GOOD = """checked_on = 2026-04-01
[lists]
citation = "Lists"
sources = ["https://example.org"]
[states]
NY = { consent = "one", lists = 0, confidence = "medium" }
"""


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ('"one"', '"two"', "must be one of one"),
        ("lists = 0", "lists = 3", "makes the rule stricter"),
        ("lists = 0, ", "", "states.NY.lists"),
        ('sources = ["https://example.org"]', "sources = []", "at least one source"),
    ],
)
def test_a_wrong_rule_is_refused(old, new, complaint):
    with pytest.raises(LawError, match=complaint):
        states_from(parse("recording.toml", GOOD.replace(old, new)))

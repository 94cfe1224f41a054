from urllib.parse import urlsplit

import pytest

from ledger.law.figures import LawError, parse
from ledger.law.limitation import figures
from ledger.law.revival import (
    FIRM,
    HARMLESS,
    Act,
    Effect,
    Ground,
    revival,
    rules,
    rules_from,
)
from tests.table import for_each


def test_every_state_with_a_period_has_a_rule_with_its_source():
    assert rules().keys() == figures().states.keys()
    for rule in rules().values():
        assert rule.citation
        assert urlsplit(rule.source).netloc


@for_each("act", Act)
@for_each("expired", [False, True, None])
@for_each("state", sorted(rules()))
def test_whatever_is_not_sure_is_dangerous(state, act, expired):
    found = revival(state, act, expired=expired)
    assert found.dangerous or (found.effect in HARMLESS and found.ground in FIRM)


@pytest.mark.parametrize(
    ("state", "act", "expired", "effect", "dangerous"),
    [
        ("NY", Act.PAYMENT, True, Effect.DOES_NOT_REVIVE, False),
        ("NY", Act.PAYMENT, False, Effect.UNKNOWN, True),
        ("NY", Act.SPOKEN, True, Effect.DOES_NOT_REVIVE, False),
        ("NY", Act.PAYMENT, None, Effect.UNKNOWN, True),  # the worse of the two
        ("CA", Act.PAYMENT, True, Effect.DOES_NOT_REVIVE, False),
        ("CA", Act.SIGNED, True, Effect.REVIVES, True),
        ("IA", Act.PAYMENT, False, Effect.NEEDS_SIGNED_WRITING, False),
        ("NM", Act.PAYMENT, True, Effect.REVIVES, True),
        ("PA", Act.SPOKEN, True, Effect.REVIVES, True),
        ("RI", Act.PAYMENT, True, Effect.UNKNOWN, True),
        ("TX", Act.SPOKEN, False, Effect.UNKNOWN, True),
        ("PR", Act.PAYMENT, True, Effect.UNKNOWN, True),  # no figures at all
    ],
)
def test_what_an_act_does(state, act, expired, effect, dangerous):
    found = revival(state, act, expired=expired)
    assert (found.effect, found.dangerous) == (effect, dangerous)


def test_each_answer_says_so_in_words():
    assert "does not start" in str(revival("NY", Act.PAYMENT, expired=True).text)
    assert "can start" in str(revival("NM", Act.PAYMENT, expired=True).text)
    assert "not sure" in str(revival("RI", Act.SIGNED, expired=True).text)


@pytest.mark.parametrize("ground", [ground for ground in Ground if ground not in FIRM])
def test_what_we_only_remember_never_takes_a_warning_away(ground, monkeypatch):
    file = f"""
checked_on = 2026-11-22
[ZZ]
payment = ["does_not_revive", "does_not_revive"]
signed = ["does_not_revive", "does_not_revive"]
spoken = ["does_not_revive", "does_not_revive"]
basis = "{ground}"
citation = "none"
source = "https://a.test"
"""
    monkeypatch.setattr("ledger.law.revival.rules", lambda: rules_from(parse("r.toml", file)))
    found = revival("ZZ", Act.PAYMENT, expired=True)
    assert found.dangerous
    assert "not sure" in str(found.text)


def test_both_times_must_be_said():
    file = """
checked_on = 2026-11-22
[ZZ]
payment = ["restarts"]
signed = ["restarts", "revives"]
spoken = ["restarts", "revives"]
basis = "statute_read"
citation = "none"
source = "https://a.test"
"""
    with pytest.raises(LawError, match=r"r.toml line 4, ZZ.payment: must say what it does"):
        rules_from(parse("r.toml", file))

"""What the check and the choice of letters say on screen is plain, and said in both languages."""

import re
from pathlib import Path

import pytest
import textstat
from textstat.backend.counts import _count_syllables

from negotiation.letters.checks.rules import rules
from tests.negotiation.test_reading_level import HARDEST, LONG, MEASURES, sentences

LETTERS = Path(__file__).parents[3] / "negotiation" / "letters"
PROSE = {
    "choosing": [*sentences(LETTERS / "choosing.py"), *sentences(LETTERS / "obstacles.py")],
    "check": [said for rule in rules().values() for said in (rule.why.en, rule.safe.en) if said],
}
BLAME = re.compile(r"you failed|your fault|you must not|illegal|wrong of you|you should have")


@pytest.mark.parametrize("name", PROSE)
def test_it_is_written_for_the_eighth_grade(name, monkeypatch):
    monkeypatch.setattr(_count_syllables, "get_cmudict", lambda language: None)
    prose = " ".join(PROSE[name])
    assert max(getattr(textstat, measure)(prose) for measure in MEASURES) <= 8
    long = [one for one in re.split(r"(?<=[.?]) ", prose) if len(one.split()) >= LONG]
    assert [one for one in long if textstat.flesch_kincaid_grade(one) > HARDEST] == []


@pytest.mark.parametrize("name", PROSE)
def test_it_never_blames(name):
    assert [said for said in PROSE[name] if BLAME.search(said.lower())] == []


def test_spanish_says_you_with_respect():
    said = " ".join(f"{rule.why.es} {rule.safe.es}" for rule in rules().values())
    assert not re.search(r"\b(?:tú|tu|tus|te|ti|contigo|puedes|debes|tienes)\b", said)

"""The engine's English can be read at the eighth grade or below, module by module."""

import ast
import re
from pathlib import Path

import pytest
import textstat
from textstat.backend.counts import _count_syllables

ROOT = Path(__file__).parents[2]
FOLDERS = ("ledger/law", "negotiation", "negotiation/rules")
MEASURES = ("flesch_kincaid_grade", "coleman_liau_index", "gunning_fog")
LEAST = 4  # fewer sentences say little of how a page reads
LONG, HARDEST = 10, 10  # of one sentence: its words, and the grade it may reach


def sentences(path):
    """What a module marks as text and is a sentence, its values put in as a short word."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "text":
            told = getattr(node.args[0], "value", "")
            if str(told).endswith((".", "?")):
                yield re.sub(r"\{\w+\}", "ten", told)


def engine():
    for folder in FOLDERS:
        for path in sorted((ROOT / folder).glob("*.py")):
            if len(told := list(sentences(path))) >= LEAST:
                yield pytest.param(" ".join(told), id=path.stem)


@pytest.mark.parametrize("prose", list(engine()))
def test_the_engine_writes_for_the_eighth_grade(prose, monkeypatch):
    # without its own pronouncing dictionary, which it would download, it counts by hyphenation
    monkeypatch.setattr(_count_syllables, "get_cmudict", lambda language: None)
    grades = [getattr(textstat, measure)(prose) for measure in MEASURES]
    assert max(grades) <= 8
    hard = [one for one in re.split(r"(?<=[.?]) ", prose) if len(one.split()) >= LONG]
    assert [one for one in hard if textstat.flesch_kincaid_grade(one) > HARDEST] == []

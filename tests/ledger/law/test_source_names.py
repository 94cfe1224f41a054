"""The names of laws and sources that have words in them can be read in Spanish too."""

import re
import tomllib
from pathlib import Path

import pytest

from ledger.law.source_names import NAMES as OF_LAWS
from negotiation.factors import SOURCES
from negotiation.source_names import NAMES as OF_BARGAINING

ROOT = Path(__file__).parents[3]
FILES = [*ROOT.glob("ledger/law/*.toml"), *ROOT.glob("negotiation/*.toml")]
# parts of a citation that are no words: numerals, and titles as lawyers shorten them
NO_WORDS = {"ii", "iii", "iv", "vi", "vii", "viii", "ix", "tit", "art", "arts", "ch", "subd"}


def citations(value):
    if isinstance(value, dict):
        yield from ([value["citation"]] if isinstance(value.get("citation"), str) else [])
        value = list(value.values())
    if isinstance(value, list):
        for one in value:
            yield from citations(one)


def words(name):
    return set(re.findall(r"(?<![\w.])[a-z]{2,}\b", name)) - NO_WORDS


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_name_with_words_in_it_can_be_translated(path):
    known = {str(name) for name in (*OF_LAWS, *OF_BARGAINING)}
    found = set(citations(tomllib.loads(path.read_text("utf-8"))))
    assert {name for name in found if words(name)} <= known


def test_so_can_the_sources_of_the_score():
    known = {str(name) for name in OF_BARGAINING}
    assert {name for name, _url in SOURCES.values() if words(name)} <= known


def test_none_is_kept_that_nothing_cites():
    every = {one for path in FILES for one in citations(tomllib.loads(path.read_text("utf-8")))}
    every |= {name for name, _url in SOURCES.values()}
    assert {str(name) for name in (*OF_LAWS, *OF_BARGAINING)} <= every

"""Every pattern of ours takes time in proportion to what it reads, whatever that is."""

import ast
import importlib
import re
import signal
from contextlib import contextmanager
from dataclasses import fields, is_dataclass
from itertools import pairwise
from pathlib import Path
from time import process_time

import pytest

from negotiation.letters.checks import rules

FOLDERS = ("debtsite", "ledger", "negotiation")
LENGTHS = (40, 2_500, 10_000)  # few of ours ever read more than 5,000 signs
FLOOR = 0.04  # seconds: less than this for the longest is never too slow
STEEPEST = 8  # times as long for a text four times as long; in proportion is 4
PATIENCE = 20  # seconds, for all that is tried with one pattern
MOTIFS = (
    "a", "A", "1", "1,", " ", "a ", "a. ", "1.", "-", ".", "\n", "$1", "é", "ab", "a1", "0,000",
    "\t ", "@a.", "(", "the ", "not ", "I owe ", "%", '"', "_", "/",
)  # fmt: skip
ASK = {
    "search": lambda pattern, text: pattern.search(text),
    "match": lambda pattern, text: pattern.match(text),
    "fullmatch": lambda pattern, text: pattern.fullmatch(text),
    "sub": lambda pattern, text: pattern.sub("", text),
    "split": lambda pattern, text: pattern.split(text),
    "findall": lambda pattern, text: pattern.findall(text),
    "finditer": lambda pattern, text: [*pattern.finditer(text)],
}
WAYS = ("search", "finditer", "fullmatch")
ENDS = ("\x00", "a\x00", "!", "")


def sources():
    for folder in FOLDERS:
        for path in sorted(Path(folder).rglob("*.py")):
            if "migrations" not in path.parts and "__main__" not in path.name:
                yield path


def found():
    """Every pattern of ours: {what it says: (pattern, its file, how it is asked)}."""
    patterns, asked = {}, ways()
    for path in sources():
        module = importlib.import_module(module_of(path))
        for name, value in vars(module).items():
            for pattern in patterns_in(value, {}):
                add(patterns, pattern, path, asked.get(name, WAYS))
        for pattern, way in spelled_in(path):
            add(patterns, pattern, path, [way])
    for pattern in patterns_in([*rules.rules().values(), *rules.acts()], {}):
        add(patterns, pattern, Path(rules.FILE), WAYS)
    return patterns


def add(patterns, pattern, path, asked):
    if isinstance(pattern.pattern, str):
        known = patterns.setdefault((pattern.pattern, pattern.flags), (pattern, path.name, set()))
        known[2].update(asked)


def module_of(path):
    return ".".join(path.with_suffix("").parts).removesuffix(".__init__")


def ways():
    """By the name a pattern is kept under: the methods it is asked by, anywhere."""
    asked = {}
    for path in sources():
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Attribute) and node.attr in ASK:
                asked.setdefault(ast.unparse(node.value).split(".")[-1], set()).add(node.attr)
    return asked


def patterns_in(thing, seen, depth=6):
    if id(thing) in seen or not depth:
        return
    seen[id(thing)] = thing  # held, or its number would be another's
    if isinstance(thing, re.Pattern):
        yield thing
    elif isinstance(thing, dict):
        yield from patterns_in([*thing.keys(), *thing.values()], seen, depth)
    elif isinstance(thing, list | tuple | set | frozenset):
        for each in thing:
            yield from patterns_in(each, seen, depth - 1)
    elif is_dataclass(thing) and not isinstance(thing, type):
        values = [getattr(thing, field.name, None) for field in fields(thing)]
        yield from patterns_in(values, seen, depth)


def spelled_in(path):
    """What is asked at once, without a name: re.sub(r"…", …)."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Call) and ast.unparse(node.func).startswith("re."):
            first, way = node.args[0] if node.args else None, node.func.attr
            if way in ASK and isinstance(first, ast.Constant) and isinstance(first.value, str):
                yield re.compile(first.value), way


def motifs(pattern):
    """What to repeat: what is common, and what this very pattern speaks of."""
    words = re.findall(r"[a-z]{2,12}", pattern.pattern)[:6]
    signs = sorted(set(re.findall(r"[^\w\s\\()\[\]?*+|^{}]", pattern.pattern)))[:12]
    pairs = map("".join, pairwise(signs))
    return dict.fromkeys([*MOTIFS, *(f"{word} " for word in words), *signs, *pairs, "=("])


@contextmanager
def at_most(seconds, what):
    def too_long(*_):
        pytest.fail(f"never ends: {what}")

    signal.signal(signal.SIGPROF, too_long)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


def seconds(pattern, text, asked):
    best = float("inf")
    for _ in range(2):
        start = process_time()
        for way in asked:
            ASK[way](pattern, text)
        best = min(best, process_time() - start)
        if best < FLOOR / 4:
            break
    return best


def steep(pattern, asked=WAYS):
    """What makes this pattern slower than in proportion: (motif, seconds for each length)."""
    for motif in motifs(pattern):
        for end in ENDS[:1] if len(motif) > 2 else ENDS:
            took = []
            for length in LENGTHS:
                text = motif * (length // len(motif)) + end
                took.append(seconds(pattern, text, asked))
            if took[-1] > FLOOR and took[-1] > STEEPEST * took[-2]:
                return motif, [round(each, 4) for each in took]
    return None


def test_no_pattern_is_slow_for_a_text_that_is_made_to_be():
    slow = {}
    patterns = found()
    assert len(patterns) > 150
    for (said, _flags), (pattern, file, asked) in patterns.items():
        with at_most(PATIENCE, said):
            if why := steep(pattern, asked):
                slow[said[:200]] = (file, *why)
    assert slow == {}


@pytest.mark.parametrize("bad", [r"(a+)+$", r"\d+,x", r"\s*a\s*$", r"(\w+\s?)*!"])
def test_the_check_finds_a_slow_pattern(bad):
    with pytest.raises((AssertionError, pytest.fail.Exception)), at_most(3, bad):
        assert steep(re.compile(bad)) is None

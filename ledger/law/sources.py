"""Every legal figure we use, with its value in words, its citation, source and age. Pure.

    from ledger.law.sources import old
    [figure.citation for figure in old(on=day)]      # those checked more than a year before

Each law module lists its own rules; here they come together for the page that shows them all.
"""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from functools import cache

from ledger.law.limitation import figures as limitation_figures
from ledger.law.sourced import Figure, Question
from ledger.law.sources_federal import federal
from ledger.law.sources_states import states

EVERYWHERE = ""  # the "state" of federal law


@cache
def figures() -> tuple[Figure, ...]:
    """Every figure of every law file."""
    return (*federal(), *states())


def old(*, on: date) -> tuple[Figure, ...]:
    """The figures that were checked more than a year ago, the oldest first."""
    found = (figure for figure in figures() if figure.is_old(on=on))
    return tuple(sorted(found, key=lambda figure: figure.checked_on))


@cache
def state_names() -> Mapping[str, str]:
    """The states we have figures for, by name."""
    names = {code: law.name for code, law in limitation_figures().states.items()}
    return dict(sorted(names.items(), key=lambda pair: pair[1]))


@cache
def answers(question: Question) -> Mapping[str, tuple[Figure, ...]]:
    """The figures of a question by state; federal law, which holds EVERYWHERE, comes first."""
    found: dict[str, list[Figure]] = defaultdict(list)
    for figure in figures():
        if figure.question is question:
            found[figure.state].append(figure)
    order = [EVERYWHERE, *state_names()]
    return {state: tuple(found[state]) for state in order if state in found}

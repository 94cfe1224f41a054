"""Every figure of every law file must come up on the page of sources, with its source."""

import tomllib
from collections import Counter
from datetime import date, timedelta
from pathlib import Path
from urllib.parse import urlsplit

import pytest

import ledger.law
from ledger.dates import add_years
from ledger.law import garnishment_words, limitation, sources
from ledger.law.figures import Confidence
from ledger.law.garnishment_law import states as garnishment_states
from ledger.law.revival import Ground
from ledger.law.revival import rules as revival_rules
from ledger.law.sourced import HOW_SURE, Question, age
from tests.table import for_each

FILES = sorted(Path(ledger.law.__path__[0]).glob("*.toml"))
TODAY = date(2026, 11, 23)
EVERY = sources.figures()
each_figure = for_each("figure", EVERY)


def entries(table, place=()):
    """The way to each entry of a law file that cites something."""
    if "citation" in table:
        yield place
    for name, value in table.items():
        for inner in value if isinstance(value, list) else [value]:
            if isinstance(inner, dict):
                yield from entries(inner, (*place, name))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_entry_of_every_law_file_is_shown(path):
    in_file = Counter(entries(tomllib.loads(path.read_text())))
    shown = Counter(figure.place for figure in EVERY if figure.file == path.name)
    in_file.pop(("lists",), None)  # stands behind the states that cite no statute
    assert in_file
    assert in_file - shown == Counter()


def test_nothing_is_shown_that_is_in_no_file():
    assert {figure.file for figure in EVERY} == {path.name for path in FILES}


@each_figure
def test_no_figure_lacks_its_citation_source_date_or_confidence(figure):
    assert figure.citation.strip()
    assert figure.sources
    assert all(urlsplit(source).netloc for source in figure.sources)
    assert date(2010, 1, 1) <= figure.checked_on <= TODAY
    assert figure.confidence in Confidence
    assert str(figure.about)
    assert all(str(part) for line in figure.lines for part in line)


@each_figure
def test_every_value_is_filled_in(figure):
    said = [figure.about, *(part for line in figure.lines for part in line)]
    assert not [str(part) for part in said if "{" in str(part)]


def test_every_question_has_a_title_and_figures():
    for question in Question:
        assert str(question.text)
        assert sources.answers(question)


def test_the_figures_of_a_state_are_its_own():
    for question in Question:
        for state, figures in sources.answers(question).items():
            assert {figure.state for figure in figures} == {state}


def test_all_answers_together_are_all_figures():
    rows = [figures for question in Question for figures in sources.answers(question).values()]
    assert sum(map(len, rows)) == len(EVERY)


def test_federal_law_comes_first_and_then_the_states_by_name():
    states = list(sources.answers(Question.LIMITATION))
    assert states[0] == sources.EVERYWHERE
    assert states[1:] == list(sources.state_names())
    names = list(sources.state_names().values())
    assert len(names) == 51
    assert names == sorted(names)


@pytest.mark.parametrize(
    ("state", "question", "said"),
    [
        ("NY", Question.LIMITATION, "3 years"),
        ("NY", Question.LIMITATION, "up to 6 years"),
        ("KY", Question.LIMITATION, "5 to 10 years"),
        ("OH", Question.LIMITATION, "The time starts 30 days after the last charge or payment."),
        ("OH", Question.LIMITATION, "Even then the time ends on June 16, 2027."),
        ("FL", Question.LIMITATION, "This time may start later than the missed payment."),
        ("TX", Question.GARNISHMENT, "No pay may be taken."),
        ("CA", Question.GARNISHMENT, "40 percent of pay above 48 hours"),
        ("HI", Question.GARNISHMENT, "10 percent of the next part, up to $200.00."),
        ("PA", Question.GARNISHMENT, "Not for rent"),
        ("NJ", Question.GARNISHMENT, "income under 600 percent of the poverty line"),
        ("IA", Question.GARNISHMENT, "At most $250.00 a year for one holder"),
        ("CA", Question.RECORDING, "Everyone on the call must agree."),
        ("CA", Question.REVIVAL, "A payment alone does not start the time to sue again here."),
        ("", Question.VALIDATION, "30 days"),
        ("", Question.CONTACT, "7 calls in 7 days"),
        ("", Question.CONTACT, "8 a.m. to 9 p.m."),
        ("", Question.GARNISHMENT, "$7.25 an hour"),
        ("", Question.CANCELLED_DEBT, "$600.00"),
        ("", Question.BANKRUPTCY, "It ends in chapter 13."),
    ],
)
def test_a_value_is_told_in_plain_words(state, question, said):
    lines = [
        " ".join(map(str, line))
        for figure in sources.answers(question)[state]
        for line in figure.lines
    ]
    assert any(said in line for line in lines), lines


def test_what_we_only_remember_is_never_told_as_a_fact():
    """A weak ground may add to a warning, but takes none away."""
    rules = revival_rules().items()
    weak = [code for code, rule in rules if rule.ground in (Ground.MEMORY, Ground.UNKNOWN)]
    for code in (*weak, "AR"):
        [figure] = sources.answers(Question.REVIVAL)[code]
        assert figure.confidence is Confidence.LOW
        assert not [part for line in figure.lines for part in line if "does not start" in str(part)]


def test_sums_the_law_has_raised_since_are_not_shown():
    shown = {
        figure.place[0]: " ".join(str(part) for line in figure.lines for part in line)
        for figure in sources.answers(Question.BANKRUPTCY)[sources.EVERYWHERE]
    }
    assert (shown["luxuries"], shown["cash_advances"]) == ("90 days", "70 days")


def test_each_set_of_debts_that_a_limit_names_has_words_of_its_own():
    for law in garnishment_states().values():
        for limit in law.limits:
            assert not limit.kinds or limit.kinds in garnishment_words.ONLY_FOR
            assert not limit.not_kinds or limit.not_kinds in garnishment_words.NOT_FOR
    every = [law.shorter for law in limitation.figures().states.values()]
    for shorter in (one for several in every for one in several):
        assert shorter.kinds in garnishment_words.ONLY_FOR


@pytest.mark.parametrize(
    ("days", "said", "old"),
    [
        (0, "less than a month ago", False),
        (-30, "less than a month ago", False),  # a clock that is set wrong
        (31, "a month ago", False),
        (330, "10 months ago", False),
        (365, "12 months ago", False),  # the anniversary itself
        (366, "more than a year ago", True),
        (4000, "more than a year ago", True),
    ],
)
def test_age_is_told_in_months_and_marked_after_a_year(days, said, old):
    figure = EVERY[0]
    on = figure.checked_on + timedelta(days=days)
    assert str(age(figure.checked_on, on=on)) == said
    assert figure.is_old(on=on) is old


def test_the_old_figures_come_oldest_first():
    found = sources.old(on=TODAY)
    assert [figure.checked_on for figure in found] == sorted(one.checked_on for one in found)
    assert all(add_years(figure.checked_on, 1) < TODAY for figure in found)
    assert len(sources.old(on=date(2040, 1, 1))) == len(EVERY)
    assert sources.old(on=date(2010, 1, 1)) == ()


def test_how_sure_we_are_is_told_for_each_grade():
    assert set(HOW_SURE) == set(Confidence)
    assert str(EVERY[0].how_sure)

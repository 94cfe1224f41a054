from datetime import date
from urllib.parse import urlsplit

import pytest

from ledger.labels import STATES
from ledger.law.figures import Confidence, LawError, parse, read
from ledger.law.limitation import Contract, figures, figures_from, limitation
from tests.table import for_each

TODAY = date(2026, 11, 23)
PERIODS = [
    limitation(state, contract, on=TODAY) for state in figures().states for contract in Contract
]
each_period = for_each("period", PERIODS)


def test_there_are_fifty_states_and_the_district_of_columbia():
    assert len(figures().states) == 51
    assert {code: law.name for code, law in figures().states.items()}.items() <= STATES.items()


@each_period
def test_every_period_is_cited_sourced_and_dated(period):
    assert period.citation
    assert urlsplit(period.source).netloc
    assert date(2025, 1, 1) <= period.checked_on <= TODAY


@each_period
def test_no_range_contradicts_itself(period):
    assert 2 <= period.shortest <= period.longest <= 20
    assert period.older_law is None


def test_every_exception_and_older_law_is_cited_and_sourced():
    for law in figures().states.values():
        for rule in (*law.older_laws, *law.shorter):
            assert rule.citation
            assert urlsplit(rule.source).netloc


@pytest.mark.parametrize(
    ("state", "contract", "years"),
    [
        ("NY", Contract.OPEN, (3, 3)),
        ("CA", Contract.WRITTEN, (4, 4)),
        ("CA", Contract.ORAL, (2, 2)),
        ("IL", Contract.OPEN, (5, 10)),
        ("TX", Contract.OPEN, (4, 4)),
        ("DE", Contract.OPEN, (3, 4)),
        ("ME", Contract.NOTE, (6, 20)),
        ("RI", Contract.OPEN, (10, 10)),
        ("WY", Contract.OPEN, (8, 10)),
        ("LA", Contract.WRITTEN, (3, 10)),  # money lent: 3
        ("OH", Contract.ORAL, (4, 6)),  # 6 for consumers
    ],
)
def test_some_well_known_periods(state, contract, years):
    period = limitation(state, contract, on=TODAY)
    assert (period.shortest, period.longest) == years


@pytest.mark.parametrize(
    ("state", "dates", "longest"),
    [
        ("NY", {"arose_on": date(2022, 4, 6)}, 6),
        ("NY", {"arose_on": date(2022, 4, 7)}, 3),
        ("OH", {"arose_on": date(2021, 6, 15)}, 8),
        ("OH", {"arose_on": date(2021, 6, 16)}, 6),
        ("KY", {"signed_on": date(2014, 7, 15)}, 15),
        ("KY", {"signed_on": date(2014, 7, 16)}, 10),
    ],
)
def test_an_older_law_holds_until_the_day_it_changed(state, dates, longest):
    period = limitation(state, Contract.OPEN, on=TODAY, **dates)
    assert period.longest == longest
    assert (period.older_law is not None) == (
        longest != limitation(state, Contract.OPEN, on=TODAY).longest
    )


def test_without_other_days_the_law_of_that_day_is_asked():
    assert limitation("NY", Contract.OPEN, on=date(2022, 4, 6)).longest == 6
    assert limitation("NY", Contract.OPEN, on=date(2022, 4, 7)).longest == 3


def test_a_state_we_have_no_figures_for_has_no_period():
    assert limitation("PR", Contract.OPEN, on=TODAY) is None
    assert limitation("", Contract.OPEN, on=TODAY) is None


ENTRY = """
checked_on = 2026-11-22
no_limit = { kinds = ["federal_student"], citation = "20 USC 1091a", source = "https://a.test", \
confidence = "high" }

[NY]
name = "New York"
written = { years = [3, 6], confidence = "high", citation = "CPLR 213" }
oral = { years = [3, 6], confidence = "high", citation = "CPLR 213" }
note = { years = [3, 6], confidence = "high", citation = "CPLR 213" }
open = { years = [3, 3], confidence = "high", citation = "CPLR 214-i" }
changed = [{ contracts = ["open"], by = "arose", before = 2022-04-07, longest = 6, \
citation = "CPLR 213", source = "https://a.test", confidence = "high" }]
sources = ["https://a.test/law"]
"""


def test_a_sound_file_is_read():
    law = figures_from(parse("limitation.toml", ENTRY)).states["NY"]
    assert law.periods[Contract.OPEN].confidence is Confidence.HIGH
    assert law.periods[Contract.OPEN].source == "https://a.test/law"


@pytest.mark.parametrize(
    ("good", "bad", "says"),
    [
        ("years = [3, 3]", "years = [4, 3]", "line 10, NY.open.years: must be [shortest, longest]"),
        ("years = [3, 3]", "years = [3]", "line 10, NY.open.years"),
        ("years = [3, 3]", "years = [0, 3]", "line 10, NY.open.years"),
        ("years = [3, 3]", "years = [3, 3.5]", "line 10, NY.open.years"),
        ('citation = "CPLR 214-i"', 'citation = ""', "line 10, NY.open.citation: must be a str"),
        (', citation = "CPLR 214-i"', "", "line 10, NY.open.citation: must be a str, not None"),
        ('"high", citation = "CPLR 214-i"', '"sure", citation = "x"', "must be one of high"),
        ('"CPLR 214-i" }', '"CPLR 214-i", yers = 3 }', "line 10, NY.open.yers: is not one of"),
        ('["https://a.test/law"]', "[]", "line 12, NY.sources: must name at least one source"),
        ('["https://a.test/law"]', '["a book"]', "line 12, NY.sources: must be a web address"),
        ("longest = 6", "longest = 3", "line 11, NY.changed: an older law is kept only"),
        ('by = "arose"', 'by = "sold"', "line 11, NY.changed.by: must be one of signed, arose"),
        ("before = 2022-04-07", 'before = "2022"', "line 11, NY.changed.before: must be a date"),
        ('["federal_student"]', '["student"]', "no_limit.kinds: must be one of credit_card"),
        ("checked_on = 2026-11-22", "", "checked_on: must be a date, not None"),
    ],
)
def test_a_missing_or_contradictory_value_names_its_line(good, bad, says):
    assert good in ENTRY
    with pytest.raises(LawError) as error:
        figures_from(parse("limitation.toml", ENTRY.replace(good, bad)))
    assert "limitation.toml" in str(error.value)
    assert says in str(error.value)


@pytest.mark.parametrize("name", ["limitation.toml", "revival.toml"])
def test_the_files_say_when_they_were_checked(name):
    assert read(name).take("checked_on", date) == date(2026, 11, 22)

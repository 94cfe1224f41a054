from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.facts import DebtKind
from ledger.law.figures import Confidence
from ledger.law.limitation import figures
from ledger.law.time_barred import CONTRACTS, Status, bands, time_bar
from tests import make
from tests.table import for_each

ONE_DAY = timedelta(days=1)
# missed the payment that was due a month after the last one
LAPSED = {"last_paid_on": date(2022, 5, 5), "first_delinquent_on": date(2022, 6, 5)}
EVERY_BAND = sorted(bands())


def seen(on, **fields):
    return time_bar(make.facts(**{"state": "TX"} | LAPSED | fields), on=on)


@pytest.mark.parametrize(
    ("on", "status"),
    [
        (date(2026, 5, 5), Status.OPEN),  # four years from the last payment: still in time
        (date(2026, 5, 6), Status.MAY_BE_BARRED),
        (date(2026, 6, 5), Status.MAY_BE_BARRED),  # four years from the missed one
        (date(2026, 6, 6), Status.PROBABLY_BARRED),
    ],
)
def test_the_time_is_over_from_the_day_after_its_last_day(on, status):
    assert seen(on).status is status


def test_the_range_runs_from_the_shortest_to_the_longest_time():
    bar = seen(date(2026, 3, 2), state="IL")
    assert (bar.earliest, bar.latest) == (date(2027, 5, 5), date(2032, 6, 5))
    assert bar.trigger_on == date(2022, 6, 5)
    assert (
        str(bar.reasons[0]) == "In Illinois, a court could give a holder from 5 to 10 years to sue."
    )
    assert bar.citation.startswith("735 ILCS")
    assert bar.source.startswith("https://ilga.gov")
    assert bar.confidence is Confidence.HIGH


@pytest.mark.parametrize(
    ("fields", "trigger"),
    [
        ({}, date(2022, 6, 5)),
        ({"last_paid_on": date(2023, 1, 9)}, date(2023, 1, 9)),  # paid again later
        ({"charged_off_on": date(2022, 12, 5)}, date(2022, 6, 5)),  # only a booking
        ({"first_delinquent_on": None}, date(2022, 6, 5)),  # the next was due within a month
        ({"last_paid_on": None}, date(2022, 6, 5)),
        (
            {
                "last_paid_on": None,
                "first_delinquent_on": None,
                "charged_off_on": date(2022, 12, 5),
            },
            date(2022, 12, 5),
        ),
    ],
)
def test_the_longest_time_is_counted_from_the_latest_day_a_court_might_use(fields, trigger):
    assert seen(date(2026, 3, 2), **fields).trigger_on == trigger


def test_a_last_payment_we_do_not_know_may_have_started_the_time_again():
    bar = seen(date(2040, 1, 1), last_paid_on=None)
    assert bar.status is Status.MAY_BE_BARRED
    assert "do not know your last payment" in " ".join(map(str, bar.reasons))


@pytest.mark.parametrize(
    "fields",
    [
        {"state": ""},
        {"state": "PR"},
        {"judgment": True, "sued": True},
        {"sued": True},  # on which day?
        {"kind": DebtKind.TAX},
        {"kind": DebtKind.SUPPORT},
        {"kind": DebtKind.MORTGAGE},
        {"first_delinquent_on": None, "last_paid_on": None},
    ],
)
def test_what_we_cannot_tell_is_unknown_and_says_why(fields):
    bar = seen(date(2040, 1, 1), **fields)
    assert bar.status is Status.UNKNOWN
    assert (bar.earliest, bar.latest) == (None, None)
    assert len(bar.reasons) == 1


def test_federal_student_loans_have_no_limit():
    bar = seen(date(2060, 1, 1), kind=DebtKind.FEDERAL_STUDENT)
    assert bar.status is Status.NO_LIMIT
    assert bar.citation == "20 USC 1091a"
    assert not bar.risky_to_admit


def test_a_lawsuit_is_measured_on_the_day_it_was_filed():
    on_time = seen(date(2030, 1, 1), sued=True, sued_on=date(2026, 5, 5))
    too_late = seen(date(2030, 1, 1), sued=True, sued_on=date(2026, 6, 6))
    assert (on_time.status, too_late.status) == (Status.OPEN, Status.PROBABLY_BARRED)
    assert "in your answer" in " ".join(map(str, too_late.reasons))


@pytest.mark.parametrize(
    ("fields", "earliest", "latest"),
    [
        # New York: three years since 7 April 2022; older claims may keep six
        ({"state": "NY"}, date(2025, 5, 5), date(2025, 6, 5)),
        (
            {
                "state": "NY",
                "last_paid_on": date(2022, 3, 1),
                "first_delinquent_on": date(2022, 4, 1),
            },
            date(2025, 3, 1),
            date(2028, 4, 1),
        ),
        # Ohio: claims from before 16 June 2021 keep eight years, at most until 16 June 2027;
        # and the time starts thirty days after the last payment
        (
            {
                "state": "OH",
                "last_paid_on": date(2018, 1, 1),
                "first_delinquent_on": date(2018, 2, 1),
            },
            date(2024, 1, 1),
            date(2026, 3, 3),
        ),
        (
            {
                "state": "OH",
                "last_paid_on": date(2020, 1, 1),
                "first_delinquent_on": date(2020, 2, 1),
            },
            date(2026, 1, 1),
            date(2027, 6, 16),
        ),
        ({"state": "OH"}, date(2028, 5, 5), date(2028, 7, 5)),
        # paid again after the change: the newer law gives the longer time
        (
            {"state": "OH", "first_delinquent_on": date(2021, 1, 1)},
            date(2027, 1, 1),
            date(2028, 6, 4),
        ),
        # Kentucky: fifteen years if signed by 15 July 2014 or on a day we do not know
        ({"state": "KY"}, date(2027, 5, 5), date(2037, 6, 5)),
        ({"state": "KY", "opened_on": date(2014, 7, 15)}, date(2027, 5, 5), date(2037, 6, 5)),
        ({"state": "KY", "opened_on": date(2014, 7, 16)}, date(2027, 5, 5), date(2032, 6, 5)),
        # medical bills: Arkansas two years, Florida three from a day we do not know
        ({"state": "AR", "kind": DebtKind.MEDICAL}, date(2024, 5, 5), date(2027, 6, 5)),
        ({"state": "FL", "kind": DebtKind.MEDICAL}, date(2025, 5, 5), date(2027, 6, 5)),
        # what is left after a car was sold may be four years, as the sale of goods
        ({"state": "IL", "kind": DebtKind.AUTO}, date(2026, 5, 5), date(2032, 6, 5)),
    ],
)
def test_laws_that_changed_and_kinds_of_debt_with_their_own_time(fields, earliest, latest):
    bar = seen(date(2026, 3, 2), **fields)
    assert (bar.earliest, bar.latest) == (earliest, latest)


def test_florida_medical_bills_are_never_probably_barred():
    assert seen(date(2040, 1, 1), state="FL", kind=DebtKind.MEDICAL).status is Status.MAY_BE_BARRED
    assert seen(date(2040, 1, 1), state="FL").status is Status.PROBABLY_BARRED


@pytest.mark.parametrize(
    ("on", "risky"),
    [(date(2025, 11, 6), False), (date(2025, 11, 7), True), (date(2040, 1, 1), True)],
)
def test_admitting_is_risky_from_half_a_year_before_the_earliest_end(on, risky):
    assert seen(on).risky_to_admit is risky


def test_admitting_is_risky_where_nobody_knows_but_not_after_a_judgment():
    assert seen(date(2026, 3, 2), state="").risky_to_admit
    assert not seen(date(2026, 3, 2), sued=True, judgment=True).risky_to_admit


@for_each(("state", "kind"), EVERY_BAND)
def test_no_state_is_called_barred_before_its_longest_time(state, kind):
    """Above all those where the sources disagree."""
    law, facts = figures().states[state], make.facts(state=state, kind=kind, **LAPSED)
    longest = max(law.periods[contract].longest for contract in CONTRACTS[kind])
    last_day = date(2022 + longest, 6, 5)
    assert time_bar(facts, on=last_day).status is not Status.PROBABLY_BARRED
    bar = time_bar(facts, on=last_day + timedelta(days=366 * 5))
    assert bar.earliest <= bar.latest
    assert bar.latest >= last_day
    assert bar.status is (
        Status.MAY_BE_BARRED if (state, kind) == ("FL", "medical") else Status.PROBABLY_BARRED
    )


DAYS = st.dates(date(2005, 1, 1), date(2026, 12, 31))
MAYBE = st.none() | DAYS


@given(st.sampled_from(EVERY_BAND), MAYBE, MAYBE, MAYBE, MAYBE, DAYS)
def test_what_is_not_known_never_shortens_the_time(band, missed, paid, charged, opened, on):
    state, kind = band
    known = make.facts(
        state=state,
        kind=kind,
        first_delinquent_on=missed,
        last_paid_on=paid,
        charged_off_on=charged,
        opened_on=opened,
    )
    unknown = make.facts(
        state=state,
        kind=kind,
        first_delinquent_on=missed,
        charged_off_on=charged,
        opened_on=None,
    )
    bar, less = time_bar(known, on=on), time_bar(unknown, on=on)
    assert less.status is not Status.PROBABLY_BARRED
    assert bar.latest is None or less.latest is None or bar.earliest <= bar.latest


@given(st.sampled_from(EVERY_BAND), DAYS, DAYS, st.integers(0, 3000), st.integers(0, 3000))
def test_time_only_ever_runs_out(band, missed, paid, sooner, later):
    facts = make.facts(state=band[0], kind=band[1], first_delinquent_on=missed, last_paid_on=paid)
    order = [Status.OPEN, Status.MAY_BE_BARRED, Status.PROBABLY_BARRED]
    first, second = sorted([sooner, later])
    start = max(missed, paid)
    assert order.index(time_bar(facts, on=start + timedelta(days=first)).status) <= order.index(
        time_bar(facts, on=start + timedelta(days=second)).status
    )


@pytest.mark.parametrize(
    ("on", "status"),
    [(date(2028, 2, 29), Status.OPEN), (date(2028, 3, 1), Status.PROBABLY_BARRED)],
)
def test_a_leap_day_to_a_leap_day(on, status):
    leap = date(2024, 2, 29)
    assert seen(on, first_delinquent_on=leap, last_paid_on=leap).status is status

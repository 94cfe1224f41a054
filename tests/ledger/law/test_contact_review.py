"""All rules of contact together, and what holds whatever the log says."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ledger.facts import CreditorKind
from ledger.law.contact import (
    Contact,
    ContactRule,
    Ending,
    Medium,
    Place,
    Presumption,
    Purpose,
    Side,
    Whom,
    contact_rules,
)
from ledger.law.contact_calls import call_findings
from ledger.law.contact_review import review
from ledger.law.contact_told import (
    Cease,
    Consent,
    Disputed,
    EmployerForbids,
    Lawyer,
    MediumBan,
    NamedPlace,
    NamedTime,
    Wishes,
)
from tests.ledger.law.contacts import EASTERN, PACIFIC, call, message, moment, talk, violations

ZONES = [ZoneInfo(name) for name in ("America/New_York", "Pacific/Honolulu", "Asia/Kolkata")]
TOLD = datetime(2026, 3, 8, 12, tzinfo=UTC)
MOMENTS = st.datetimes(
    datetime(2026, 3, 1),  # noqa: DTZ001
    datetime(2026, 3, 20),  # noqa: DTZ001
    timezones=st.sampled_from(ZONES),
)
ABOUT = st.sampled_from([frozenset({"card"}), frozenset({"card", "medical"}), frozenset()])


@st.composite
def contacts(draw):
    medium = draw(st.sampled_from([Medium.CALL, Medium.CALL, Medium.CALL, *Medium]))
    return Contact(
        at=draw(MOMENTS),
        medium=medium,
        ending=draw(st.sampled_from(Ending)) if medium is Medium.CALL else None,
        by=draw(st.sampled_from([Side.THEM, Side.THEM, Side.YOU])),
        whom=draw(st.sampled_from([Whom.YOU, Whom.YOU, Whom.OTHER_PERSON, Whom.CREDITOR])),
        raised=draw(ABOUT),
        discussed=draw(ABOUT),
        place=draw(st.sampled_from([None, *Place])),
        purpose=draw(st.sampled_from(Purpose)),
        opt_out=draw(st.sampled_from([None, True, False])),
        ref=draw(st.integers(0, 1_000_000)),
    )


LOGS = st.lists(contacts(), max_size=14, unique_by=lambda contact: contact.ref)
WISHES = Wishes(
    times=(NamedTime(since=TOLD, weekdays=frozenset({1, 4})),),
    places=(NamedPlace(since=TOLD, place=Place.HOME),),
    employer=(EmployerForbids(since=date(2026, 3, 8)),),
    media=(MediumBan(since=TOLD, medium=Medium.EMAIL),),
    ceases=(Cease(since=date(2026, 3, 15), debts=frozenset({"medical"})),),
    lawyers=(Lawyer(since=date(2026, 3, 17)),),
    disputes=(Disputed(since=date(2026, 3, 10), until=date(2026, 3, 14)),),
    consents=(Consent(given_at=TOLD),),
)


@given(LOGS, st.randoms())
@settings(max_examples=150)
def test_the_order_of_the_log_never_matters(log, random):
    found = review(log, WISHES, zones=ZONES, state="DC")
    random.shuffle(log)
    assert Counter(review(log, WISHES, zones=ZONES, state="DC")) == Counter(found)
    assert [one.at for one in found] == sorted(one.at for one in found)


@given(LOGS)
def test_every_finding_explains_itself(log):
    for one in review(log, WISHES, zones=ZONES, state="DC"):
        assert one.contacts
        assert one.rule.citation
        assert one.rule.source.startswith("https://")
        assert "{" not in str(one.text)
        assert all("{" not in str(words) for words in one.but)
        assert one.contacts[-1].at == max(contact.at for contact in one.contacts)


CALLS = st.lists(
    st.builds(
        lambda at, ending, ref: Contact(at=at, medium=Medium.CALL, ending=ending, ref=ref),
        MOMENTS,
        st.sampled_from([Ending.NO_ANSWER, Ending.VOICEMAIL, Ending.TALKED, Ending.DROPPED]),
        st.integers(0, 10**9),
    ),
    max_size=25,
    unique_by=lambda contact: (contact.at, contact.ref),
)


@given(CALLS, MOMENTS)
def test_one_more_call_never_takes_a_finding_away(log, at):
    more = Contact(at=at, medium=Medium.CALL, ending=Ending.NO_ANSWER, ref="more")
    before = set(violations(call_findings(log, zones=[EASTERN])))
    assert before <= set(violations(call_findings([*log, more], zones=[EASTERN])))


@given(CALLS)
def test_one_more_zone_never_makes_a_presumption_of_violation(log):
    one = Counter(violations(call_findings(log, zones=[EASTERN])))
    assert Counter(violations(call_findings(log, zones=[EASTERN, PACIFIC]))) <= one


@given(CALLS)
def test_a_debt_is_presumed_within_the_limits_or_beyond_them_never_both(log):
    found = {
        one.presumption
        for one in call_findings(log, zones=[EASTERN, PACIFIC])
        if one.kind is not ContactRule.CALL_PATTERN
    }
    assert len(found & {Presumption.COMPLIANCE, Presumption.VIOLATION}) <= 1


def eight_calls(**fields):
    return [call("04-07", f"{hour}:00", **fields) for hour in range(9, 17)]


@pytest.mark.parametrize(
    ("holder", "state", "rules"),
    [
        (CreditorKind.COLLECTION_AGENCY, "NY", {"call_count", "call_pattern"}),
        (CreditorKind.DEBT_BUYER, "NY", {"call_count", "call_pattern"}),
        (CreditorKind.LAW_FIRM, "NY", {"call_count", "call_pattern"}),
        (None, "", {"call_count", "call_pattern"}),
        (CreditorKind.ORIGINAL_CREDITOR, "NY", set()),
        (CreditorKind.ORIGINAL_CREDITOR, "DC", {"dc_call_count"}),
        (CreditorKind.COLLECTION_AGENCY, "DC", {"call_count", "call_pattern", "dc_call_count"}),
    ],
)
def test_the_federal_rules_bind_collectors_and_those_of_dc_everybody(holder, state, rules):
    found = review(eight_calls(), zones=[EASTERN], state=state, holder=holder)
    assert {one.kind for one in found} == rules


def test_a_whole_log_at_once():
    wishes = Wishes(
        media=(MediumBan(since=moment("04-05"), medium=Medium.TEXT),),
        ceases=(Cease(since=date(2020, 4, 20)),),
    )
    log = [
        talk("04-01"),
        call("04-03", "7:30"),
        message("04-06", medium=Medium.TEXT, opt_out=False),
        message("04-21", opt_out=True),
    ]
    found = review(log, wishes, zones=[EASTERN])
    assert [one.kind for one in found if one.presumption is Presumption.VIOLATION] == [
        ContactRule.CALL_AFTER_TALK,
        ContactRule.HOURS,
        ContactRule.MEDIUM,
        ContactRule.OPT_OUT,
        ContactRule.CEASE,
    ]


def test_nothing_noted_finds_nothing():
    assert review([], WISHES, zones=[EASTERN], state="DC") == ()


def test_a_moment_needs_a_zone_and_a_call_an_ending():
    with pytest.raises(ValueError, match="time zone"):
        Contact(at=datetime(2026, 3, 2, 12), medium=Medium.EMAIL)  # noqa: DTZ001
    with pytest.raises(ValueError, match="how a call ended"):
        Contact(at=TOLD, medium=Medium.CALL)
    with pytest.raises(ValueError, match="how a call ended"):
        Contact(at=TOLD, medium=Medium.EMAIL, ending=Ending.TALKED)


def test_every_rule_has_its_figures():
    found = contact_rules()
    assert set(found) == set(ContactRule)
    assert (found["call_count"]["calls"], found["call_count"].days) == (7, 7)
    assert found["dc_call_count"]["calls"] < found["call_count"]["calls"]


@pytest.mark.parametrize("path", sorted(Path("ledger/law").glob("contact*.py")), ids=str)
def test_nobody_is_called_a_lawbreaker(path):
    words = path.read_text().lower()
    assert not any(word in words for word in ("illegal", "unlawful", "crime", "guilty"))


def test_a_long_log_is_read_in_one_go():
    """Five debts, nobody said which: the search gives up before the reader does."""
    log = [
        call(f"{date(2026, 1, 1) + timedelta(number // 4)}", f"{9 + number % 4}:00", about=None)
        for number in range(200)
    ]
    debts = [call("04-01", about=name) for name in ("a", "b", "c", "d")]
    found = call_findings([*log, *debts], zones=[EASTERN])
    assert violations(found) == []

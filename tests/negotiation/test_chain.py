"""A chain shows which link is not the one that was made."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from uuid import UUID

import pytest

from negotiation import chain


def made(*contents):
    links, previous = [], chain.FIRST
    for number, content in enumerate(contents, 1):
        previous = chain.joined(previous, content)
        links.append(chain.Link(number, content, previous))
    return links


@pytest.fixture
def links():
    return made(*({"letter": number} for number in range(1, 5)))


def numbers(found):
    return [link.number for link in found]


def test_a_whole_chain_has_nothing_wrong(links):
    assert numbers(chain.broken(links)) == []
    assert list(chain.missing(links)) == []
    assert list(chain.missing([])) == list(chain.broken([])) == []


def test_a_changed_link_is_named_alone(links):
    links[1] = replace(links[1], content={"letter": 9})
    assert numbers(chain.broken(links)) == [2]


def test_a_link_that_was_worked_out_anew_breaks_the_next(links):
    changed = {"letter": 9}
    links[1] = chain.Link(2, changed, chain.joined(links[0].sha256, changed))
    assert numbers(chain.broken(links)) == [3]


@pytest.mark.parametrize(("place", "after"), [(0, [2]), (1, [3]), (2, [4])])
def test_a_removed_link_leaves_a_gap_and_breaks_the_next(links, place, after):
    del links[place]
    assert list(chain.missing(links)) == [place + 1]
    assert numbers(chain.broken(links)) == after


def test_swapped_links_are_both_named(links):
    first, second = links[1], links[2]
    links[1:3] = replace(second, number=2), replace(first, number=3)
    assert numbers(chain.broken(links)) == [2, 3, 4]


def test_the_order_of_keys_says_nothing_and_every_value_counts():
    assert chain.fingerprint({"a": 1, "b": [2]}) == chain.fingerprint({"b": [2], "a": 1})
    assert chain.fingerprint({"a": "1"}) != chain.fingerprint({"a": 1})
    assert chain.fingerprint({"a": "ñ"}) != chain.fingerprint({"a": "n"})


@pytest.mark.parametrize(
    ("value", "read"),
    [
        (None, None),
        ("certified", "certified"),
        (date(2026, 3, 2), "2026-03-02"),
        (datetime(2026, 3, 2, 12, tzinfo=UTC), "2026-03-02T12:00:00+00:00"),
        # the same moment, told in another zone
        (
            datetime(2026, 3, 2, 7, tzinfo=timezone(timedelta(hours=-5))),
            "2026-03-02T12:00:00+00:00",
        ),
        (UUID(int=1), "00000000-0000-0000-0000-000000000001"),
    ],
)
def test_a_value_reads_the_same_whatever_kept_it(value, read):
    assert chain.plain(value) == read

"""Counts and used codes on PostgreSQL: written at once, whatever becomes of the request."""

from threading import Event, Thread

import pytest
from django.core.cache import cache
from django.db import connection, connections, transaction

from debtsite import rates
from debtsite.limits import take
from debtsite.outside import ALIAS, Outside
from ledger.models import Allowance, Debt

POSTGRES = connection.vendor == "postgresql"
pytestmark = [
    pytest.mark.postgres,
    pytest.mark.django_db(transaction=True, databases=["default", ALIAS] if POSTGRES else None),
    pytest.mark.skipif(not POSTGRES, reason="SQLite has one connection"),
]


@pytest.fixture(autouse=True)
def as_on_a_real_site(settings):
    settings.DATABASE_ROUTERS = ["debtsite.outside.Outside"]
    settings.LIMITS = settings.LIMITS | {"letters": rates.parse("3/hour/person, 9/hour/site")}


class Failed(Exception):
    """What goes wrong in a request after something was counted."""


def fail_after(act):
    with transaction.atomic():
        act()
        raise Failed


def test_only_these_rows_go_another_way():
    assert Outside().db_for_write(Allowance) == ALIAS
    assert Outside().db_for_write(Debt) is None


def test_a_request_that_fails_has_counted_all_the_same():
    with pytest.raises(Failed):
        fail_after(lambda: take("letters", who="a"))
    assert Allowance.objects.get(key="letters:hour:a").used == 1


def test_a_used_code_stays_used_when_the_request_fails():
    with pytest.raises(Failed):
        fail_after(lambda: cache.add("one-time-code:x", True, 60))
    assert not cache.add("one-time-code:x", True, 60)


def test_a_slow_request_holds_nobody_up():
    """Without the second connection, everybody waits here for the row of the whole site."""
    counted, go_on, through = Event(), Event(), []

    def slow():
        with transaction.atomic():
            take("letters", who="slow")
            counted.set()
            go_on.wait(20)
        close()

    def quick():
        with transaction.atomic():
            through.append(take("letters", who="quick"))
        close()

    def close():
        connections["default"].close()
        connections[ALIAS].close()

    first, second = Thread(target=slow), Thread(target=quick)
    first.start()
    assert counted.wait(20)
    second.start()
    second.join(10)
    assert through == [None]
    go_on.set()
    first.join()

"""Many acts in one workspace at the same moment: one chain, and nobody waits for ever."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connections

from ledger.models import BalanceEntry, Debt
from negotiation import proof
from negotiation.models import Letter, Link, Mailing
from tests import make

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def together(*acts):
    """Each by a connection of its own, all at once; what goes wrong there is raised here."""
    barrier = Barrier(len(acts))

    def run(act):
        barrier.wait()
        try:
            act()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(acts)) as pool:
        list(pool.map(run, acts))


def whole(links):
    numbers = Link.objects.order_by("number").values_list("number", flat=True)
    assert list(numbers) == list(range(1, links + 1))
    assert [faults for _id, _links, faults in proof.links()] == [[]]


def mail(letter):
    sent = Mailing.objects.get(letter=letter)
    return lambda: sent.mail(by=None, mailed_on=make.TODAY, method="certified")


def test_letters_that_are_made_at_once_follow_one_another(workspace):
    debts = [make.debt(workspace) for _each in range(6)]
    together(*[lambda debt=debt: make.letter(debt) for debt in debts])
    assert Letter.objects.count() == 6
    whole(6)


def test_letters_that_are_mailed_at_once_follow_one_another(workspace):
    letters = [make.letter(make.debt(workspace)) for _each in range(6)]
    together(*map(mail, letters))
    whole(12)


def test_acts_of_every_kind_upon_one_debt_take_turns(debt):
    """Each begins by holding the workspace; else two of them would wait for each other."""
    make.balance(debt)
    letters = [make.letter(debt) for _each in range(3)]

    def own(act):
        return lambda: act(Debt.objects.get(pk=debt.pk))

    together(
        *map(mail, letters),
        own(lambda debt: make.offer(debt, "100.00")),
        own(lambda debt: make.blank_payment(debt, "9.00", paid_on=make.TODAY).enter(
            by=None, on=make.TODAY)),
        own(lambda debt: debt.change(["nickname"], by=None, on=make.TODAY)),
        own(lambda debt: debt.workspace.facts_changed()),
        own(lambda debt: BalanceEntry(
            workspace=debt.workspace, debt=debt, as_of=make.TODAY, total="10.00",
            source="own_record").enter(by=None, on=make.TODAY)),
    )  # fmt: skip
    whole(6)

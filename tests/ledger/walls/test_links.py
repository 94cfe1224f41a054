"""A row never points into another workspace, whatever a program or a person writes."""

import pytest
from django.db import DatabaseError, connection, transaction

from ledger.models import Contact, Debt
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def theirs(mallory):
    return make.creditor(make.workspace(mallory), name="Harbor Credit")


def refused(act):
    with pytest.raises(DatabaseError):
        done(act)


@transaction.atomic
def done(act):
    """The act, and the checks that PostgreSQL leaves for the end of a transaction."""
    act()
    connection.check_constraints()


def test_a_new_row_cannot_point_into_another_workspace(workspace, theirs):
    refused(lambda: Contact.objects.create(workspace=workspace, creditor=theirs, name="Dana"))


def test_a_row_cannot_be_turned_towards_another_workspace(debt, theirs):
    refused(lambda: Debt.objects.filter(pk=debt.pk).update(collector=theirs))


def test_a_row_cannot_leave_its_workspace(debt, theirs):
    refused(lambda: Debt.objects.filter(pk=debt.pk).update(workspace=theirs.workspace))


def test_a_row_may_point_to_nothing_or_to_its_own(debt):
    other = make.creditor(debt.workspace, name="Rosewood")
    Debt.objects.filter(pk=debt.pk).update(collector=other)
    Debt.objects.filter(pk=debt.pk).update(collector=None)
    assert Debt.objects.get(pk=debt.pk).collector is None

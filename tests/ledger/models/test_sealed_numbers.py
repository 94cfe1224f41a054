"""A debt's full account number: sealed in the database, open in its own row alone."""

import pytest
from django.core import serializers
from django.db import connection

from ledger import keys
from ledger.models import Debt
from ledger.sealed import CannotOpen
from ledger.sealed_field import NotSealed
from tests import make

NUMBER = "8837-220-4471"


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.KEYS_DIR = tmp_path
    return tmp_path


@pytest.fixture
def numbered(workspace):
    return make.debt(workspace, account_number=NUMBER)


def stored(debt):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT account_number FROM ledger_debt WHERE nickname = %s", [debt.nickname]
        )
        return cursor.fetchone()[0]


def put(debt, token):
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE ledger_debt SET account_number = %s WHERE nickname = %s", [token, debt.nickname]
        )


def test_the_database_never_holds_the_number(numbered):
    assert stored(numbered).startswith("sealed1:")
    assert "4471" not in stored(numbered)
    assert Debt.objects.get().account_number == numbered.account_number == NUMBER


def test_a_debt_without_one_needs_no_key(debt):
    assert debt.account_number == stored(debt) == ""
    assert keys.workspaces() == []


def test_saving_something_else_leaves_it_as_it_is(numbered):
    before = stored(numbered)
    debt = Debt.objects.get()
    debt.save()
    numbered.save()
    assert stored(numbered) == before


def test_a_number_moved_to_another_debt_does_not_open(workspace, numbered):
    other = make.debt(workspace, nickname="Other", account_number="1111-2222")
    one, two = stored(numbered), stored(other)
    put(numbered, two)
    put(other, one)
    for debt in Debt.objects.all():
        with pytest.raises(CannotOpen):
            _ = debt.account_number


def test_a_number_moved_to_another_workspace_does_not_open(mallory, numbered):
    theirs = make.debt(make.workspace(mallory), nickname="Theirs", account_number="1111-2222")
    put(theirs, stored(numbered))
    with pytest.raises(CannotOpen):
        _ = Debt.objects.get(pk=theirs.pk).account_number
    # nor with the other's key file beside it
    path = keys.path_of(theirs.workspace_id)
    path.write_bytes(keys.path_of(numbered.workspace_id).read_bytes())
    with pytest.raises(CannotOpen):
        _ = Debt.objects.get(pk=theirs.pk).account_number


def test_without_the_key_file_the_number_is_gone_and_the_debt_is_not(numbered):
    assert keys.forget(numbered.workspace_id)
    debt = Debt.objects.get()
    assert debt.nickname == "Blue card"
    with pytest.raises(CannotOpen):
        _ = debt.account_number
    debt.save()  # what cannot be read is not thrown away
    assert stored(debt).startswith("sealed1:")


def test_the_number_reaches_the_database_by_saving_a_row_alone(numbered):
    with pytest.raises(NotSealed):
        Debt.objects.update(account_number=NUMBER)
    with pytest.raises(NotSealed):
        Debt.objects.filter(account_number=NUMBER).exists()
    with pytest.raises(NotSealed):
        Debt.objects.bulk_update([numbered], ["account_number"])


def test_whether_there_is_a_number_can_be_asked(numbered):
    make.debt(numbered.workspace, nickname="Other")
    assert Debt.objects.exclude(account_number="").get() == numbered


def test_it_shows_itself_nowhere_by_accident(numbered):
    row = Debt.objects.values("account_number").get()
    assert str(row) == "{'account_number': <sealed>}"
    dumped = serializers.serialize("json", Debt.objects.all())
    assert NUMBER not in dumped
    assert "sealed1:" in dumped
    restored = next(serializers.deserialize("json", dumped)).object
    assert restored.account_number == NUMBER


def test_a_column_left_out_is_opened_when_it_is_asked_for(numbered):
    assert Debt.objects.only("nickname").get().account_number == NUMBER


def test_an_empty_number_takes_the_old_one_away(numbered):
    numbered.account_number = ""
    numbered.save()
    assert stored(numbered) == ""


def test_a_check_of_the_row_does_not_open_it(numbered):
    keys.forget(numbered.workspace_id)
    debt = Debt.objects.get()
    debt.full_clean()
    with pytest.raises(CannotOpen):
        _ = debt.account_number

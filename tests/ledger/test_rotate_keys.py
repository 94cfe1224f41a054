"""New keys for sealed numbers: none is lost, wherever the command is stopped."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone

from ledger import keys, rotation
from ledger.management.commands import doctor
from ledger.management.commands.doctor import BROKEN, OK
from ledger.models import Debt
from ledger.sealed import key_id_of, new_key
from ledger.sealed_field import raw
from tests import make

NUMBERS = ["8837-220-0001", "8837-220-0002", "8837-220-0003"]


class Killed(BaseException):
    """Nothing may catch it: the process is gone."""


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.KEYS_DIR = tmp_path / "keys"
    settings.KEYS_DIR.mkdir(0o700)
    settings.DATA_KEYS = []
    return settings.KEYS_DIR


@pytest.fixture
def debts(workspace, mallory):
    theirs = make.workspace(mallory)
    homes = (workspace, workspace, theirs)
    return [
        make.debt(home, nickname=number, account_number=number)
        for home, number in zip(homes, NUMBERS, strict=True)
    ]


def rotate(*options):
    said = StringIO()
    call_command("rotate_keys", *options, stdout=said, stderr=said)
    return said.getvalue()


def read():
    return sorted(debt.account_number for debt in Debt.objects.all())


def tokens():
    rows = Debt.objects.order_by("nickname")
    return [raw(Debt._meta.get_field("account_number").stored_in(row)) for row in rows]


def test_a_new_master_key_wraps_everything_and_the_old_one_goes(debts):
    (old,), before = keys.masters(), tokens()
    said = rotate()
    (new,) = keys.masters()
    assert new != old
    assert "2 key files wrapped again." in said
    assert "Forgotten: 1 master keys, 0 old keys of workspaces." in said
    assert (tokens(), read()) == (before, NUMBERS)


def test_new_data_keys_seal_every_number_again(debts):
    before = tokens()
    assert "3 of 3 numbers sealed again." in rotate("--data")
    assert not {*tokens()} & {*before}
    assert read() == NUMBERS
    newest = {keys.newest(debt.workspace_id).id for debt in debts}
    assert {key_id_of(token) for token in tokens()} == newest


def test_a_second_run_finds_nothing_to_do(debts):
    rotate("--data")
    before = tokens()
    assert "0 of 3 numbers sealed again." in rotate("--data")
    assert tokens() == before


def test_old_keys_are_forgotten_a_day_later_and_not_before(debts, time_machine):
    rotate("--data")
    assert "0 old keys of workspaces" in rotate()
    time_machine.move_to(timezone.now() + timedelta(days=2))
    assert "2 old keys of workspaces" in rotate()
    assert {len(keys.of(debt.workspace_id)) for debt in debts} == {1}
    assert read() == NUMBERS


def test_a_page_that_held_the_old_key_still_stores_a_number_that_reads(debts, monkeypatch):
    """It took its key before the new one came, and saves after the last number was sealed again."""
    debt = debts[0]
    old = keys.newest(debt.workspace_id)
    rotate("--data")
    with monkeypatch.context() as patch:
        patch.setattr(keys, "newest", lambda workspace_id: old)
        debt.account_number = "8837-220-0000"
        debt.save()
    rotate()
    assert read() == ["8837-220-0000", *NUMBERS[1:]]


STEPS = [
    *[("_write", count) for count in range(1, 7)],
    *[("_sync_folder", count) for count in range(1, 7)],
    *[("seal", count) for count in range(1, 4)],
]


@pytest.mark.parametrize(("step", "count"), STEPS)
def test_wherever_it_is_killed_every_number_reads_and_the_next_run_ends_it(
    debts, monkeypatch, step, count
):
    field = Debt._meta.get_field("account_number")
    owner = field if step == "seal" else keys
    real, calls = getattr(owner, step), []

    def dies(*args):
        calls.append(args)
        if len(calls) == count:
            raise Killed
        return real(*args)

    with monkeypatch.context() as patch:
        patch.setattr(owner, step, dies)
        with pytest.raises(Killed):
            rotate("--data")

    assert read() == NUMBERS
    rotate("--data")
    assert read() == NUMBERS
    assert len(keys.masters()) == 1
    newest = {keys.newest(debt.workspace_id).id for debt in debts}
    assert {key_id_of(token) for token in tokens()} == newest


def test_what_cannot_be_read_is_counted_and_the_rest_is_done(debts):
    keys.forget(debts[2].workspace_id)
    before = tokens()
    said = StringIO()
    with pytest.raises(SystemExit, match="1"):
        call_command("rotate_keys", "--data", stdout=said, stderr=said)
    assert "2 of 3 numbers sealed again." in said.getvalue()
    assert "1 numbers cannot be read" in said.getvalue()
    assert tokens()[2] == before[2]


def test_masters_of_a_variable_are_the_operators_to_change(settings, debts):
    first = keys.masters()[0]
    settings.DATA_KEYS = [("new", new_key()), (first.id, first.secret)]
    assert f"Take these out of DATA_KEYS now: {first.id}" in rotate()
    settings.DATA_KEYS = settings.DATA_KEYS[:1]
    assert read() == NUMBERS


def test_the_doctor_says_what_cannot_be_read(debts):
    assert doctor.data_keys().text == "all 3 full account numbers can be read"
    keys.forget(debts[2].workspace_id)
    found = doctor.data_keys()
    assert (found.state, found.text) == (BROKEN, "1 of 3 full account numbers cannot be read")


def test_the_doctor_says_who_else_can_read_the_keys(debts, folder):
    (folder / "master").chmod(0o640)
    found = doctor.data_keys()
    assert (found.state, found.text) == (BROKEN, "others on this machine can read master")
    (folder / "master").chmod(0o600)
    assert doctor.data_keys().state == OK


def test_a_row_changed_meanwhile_keeps_the_newer_number(debts, monkeypatch):
    """Between reading a number and sealing it again somebody typed another one."""
    debt, field = debts[0], Debt._meta.get_field("account_number")
    real = field.opened

    def meanwhile(row, token):
        text = real(row, token)
        if row.pk == debt.pk and text == NUMBERS[0]:
            debt.account_number = "8837-220-9999"
            debt.save()
        return text

    monkeypatch.setattr(field, "opened", meanwhile)
    rotation.renew(debt.workspace_id)
    assert "8837-220-9999" in read()

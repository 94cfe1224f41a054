"""What was sent, agreed or paid stays as it was, whoever tries: the code, a form or plain SQL."""

from decimal import Decimal

import pytest
from django.apps import apps
from django.db import IntegrityError, ProgrammingError, connection, models, transaction

from ledger.models import Erasure, Event, Payment
from ledger.models.frozen import RowFrozen, let_go
from ledger.walls import inside, lay
from negotiation.leaving.erase import erase_rows
from negotiation.models import Agreement
from tests import make

pytestmark = pytest.mark.django_db
FROZEN = [model for model in apps.get_models() if hasattr(model, "frozen")]


@pytest.fixture
def rich(debt):
    """A workspace with a row of every kind that never changes."""
    make.balance(debt)
    make.enclosure(make.letter(debt, mailed_on=make.TODAY), make.document(debt))
    make.statement_request(debt, answered_on=make.TODAY)
    make.new_terms(debt)
    make.defence_file(make.settled(debt))
    make.offer_round(debt.workspace)
    make.saved_plan(debt.workspace)
    return debt.workspace


def other(column):
    """SQL for a value that a column of this kind does not hold yet."""
    if isinstance(column, models.ForeignKey | models.UUIDField):
        return "'00000000-0000-4000-8000-000000000000'"
    if isinstance(column, models.JSONField):
        return "'[\"other\"]'"
    if isinstance(column, models.DateTimeField):
        return "'1999-01-01 00:00:00+00:00'"
    if isinstance(column, models.DateField):
        return "'1999-01-01'"
    if isinstance(column, models.BinaryField):
        return "decode('00', 'hex')" if connection.vendor == "postgresql" else "X'00'"
    if isinstance(column, models.DecimalField | models.IntegerField):
        return "77"
    return "'xx'"


def run(sql, *values):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, values)


def refused(sql, *values):
    with pytest.raises(IntegrityError, match=r"frozen|another workspace"):
        run(sql, *values)


def held(model):
    """Its columns that never change, whatever happens."""
    may = {*model.frozen.may, *model.frozen.once, *model.frozen.until, *let_go(model)}
    return [column for column in model._meta.concrete_fields if column.name not in may]


def test_there_is_something_to_hold():
    assert {"ledger_payment", "negotiation_letter", "negotiation_link"} <= {
        model._meta.db_table for model in FROZEN
    }


def test_plain_sql_changes_no_column_that_is_held(rich):
    tried = 0
    for model in FROZEN:
        for column in held(model) if model._base_manager.exists() else ():
            refused(f'UPDATE "{model._meta.db_table}" SET "{column.column}" = {other(column)}')
            tried += 1
    assert tried > 100


def test_plain_sql_deletes_no_row(rich):
    tables = [model._meta.db_table for model in FROZEN if model._base_manager.exists()]
    assert len(tables) >= 15
    for table in tables:
        refused(f'DELETE FROM "{table}"')


@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="PostgreSQL knows no REPLACE")
def test_a_row_is_not_put_in_the_place_of_another(rich):
    refused("INSERT OR REPLACE INTO ledger_payment SELECT * FROM ledger_payment")
    refused("UPDATE OR REPLACE ledger_payment SET id = id || 'x'")


def test_an_update_that_changes_nothing_passes(rich):
    run("UPDATE negotiation_letter SET title = title")


# ---- what comes later, comes once -----------------------------------------------------------


ONCE = {  # (table, column, what an earlier row of it holds)
    "the day an offer ended": ("negotiation_offer", "closed_on"),
    "how an offer ended": ("negotiation_offer", "closed_as"),
    "the day a debt was settled": ("negotiation_agreement", "settled_on"),
    "what paid a part of a deal": ("negotiation_instalment", "payment_id"),
    "the day an answer came": ("negotiation_statementrequest", "answered_on"),
    "an answer": ("negotiation_statementrequest", "answer"),
    "what their letter says": ("negotiation_agreement", "said"),
    "the day their letter came": ("negotiation_agreement", "written_on"),
}


@pytest.mark.parametrize(("table", "column"), ONCE.values(), ids=ONCE)
def test_what_was_said_once_stays(rich, table, column):
    model = next(model for model in FROZEN if model._meta.db_table == table)
    value = other(next(each for each in model._meta.concrete_fields if each.column == column))
    refused(f"UPDATE {table} SET {column} = {value}")
    field = next(each for each in model._meta.concrete_fields if each.column == column)
    if field.null and field.name not in model.frozen.back:
        refused(f"UPDATE {table} SET {column} = NULL")


def test_a_deal_that_is_proven_over_is_not_opened_again(rich):
    run("UPDATE negotiation_agreement SET confirmed_on = '2026-03-02'")
    with pytest.raises(IntegrityError, match="settled_before_confirmed"), transaction.atomic():
        run("UPDATE negotiation_agreement SET settled_on = NULL")


def test_their_letter_may_be_read_again_until_the_deal_is_paid(debt):
    make.balance(debt)
    deal = make.agreement(debt)
    deal.write_down(by=None, on=make.TODAY, document=deal.document, said=["amount"], payee="Them")
    assert Agreement.objects.get().payee == "Them"


def test_their_letter_may_come_after_the_payment(debt):
    make.balance(debt)
    deal = make.agreement(debt, written=False)
    part = deal.instalments.get()
    part.agreement = deal
    part.pay(make.blank_payment(debt, part.amount, paid_on=make.TODAY), by=None, on=make.TODAY,
             reason="It was due")  # fmt: skip
    paper = make.document(debt)
    deal.write_down(by=None, on=make.TODAY, document=paper, said=["amount"])
    assert Agreement.objects.get().settled_on
    with pytest.raises(IntegrityError, match="frozen"), transaction.atomic():
        deal.write_down(by=None, on=make.TODAY, document=paper, said=[])


# ---- the code refuses first -------------------------------------------------------------------


def acts():
    return {
        "save": lambda row: row.save(),
        "save one": lambda row: row.save(update_fields=["amount"]),
        "delete": lambda row: row.delete(),
        "update": lambda row: type(row).objects.update(amount=1),
        "delete many": lambda row: type(row).objects.all().delete(),
        "bulk_update": lambda row: type(row).objects.bulk_update([row], ["amount"]),
        "base manager": lambda row: type(row)._base_manager.update(amount=1),
        "an id": lambda row: type(row).objects.update(debt_id=None),
        "update_or_create": lambda row: type(row).objects.update_or_create(
            pk=row.pk, defaults={"amount": 1}
        ),
    }


@pytest.mark.parametrize("name", acts())
@pytest.mark.parametrize("make_row", [make.payment, make.offer])
def test_the_code_refuses(debt, make_row, name):
    row = make_row(debt, "60.00")
    row.amount = Decimal("1.00")
    with pytest.raises(RowFrozen), transaction.atomic():
        acts()[name](row)
    assert type(row).objects.get().amount == 60


def test_many_rows_at_once_past_the_code_are_refused(debt):
    row = make.payment(debt, "60.00")
    past = models.QuerySet(Payment)
    with pytest.raises(IntegrityError, match="frozen"), transaction.atomic():
        past.update(amount=1)
    with pytest.raises(IntegrityError, match="frozen"), transaction.atomic():
        past.delete()
    row.method = "cash"
    with pytest.raises(IntegrityError, match="frozen"), transaction.atomic():
        past.bulk_create(
            [row], update_conflicts=True, update_fields=["method"], unique_fields=["id"]
        )


# ---- what goes with whom ------------------------------------------------------------------------


def test_a_person_who_goes_leaves_the_history(rich, alice):
    Event.objects.record(rich.debts.get(), "debt_changed", on=make.TODAY, by=alice, fields=[])
    alice.delete()
    assert Event.objects.get(kind="debt_changed").by is None
    refused("UPDATE ledger_event SET by_id = 'somebody'" if connection.vendor == "sqlite"
            else "UPDATE ledger_event SET by_id = gen_random_uuid()")  # fmt: skip


def test_a_workspace_goes_whole_once_it_is_being_erased(rich):
    with pytest.raises(IntegrityError, match="frozen"):
        erase_rows(rich.pk)
    Erasure.objects.create(workspace_id=rich.pk)
    erase_rows(rich.pk)
    assert not [model for model in FROZEN if model._base_manager.exists()]


def test_a_cascade_goes_through_once_it_is_being_erased(debt):
    make.payment(debt)
    with pytest.raises(IntegrityError, match="frozen"), transaction.atomic():
        debt.delete()
    Erasure.objects.create(workspace_id=debt.workspace_id)
    debt.delete()
    assert not Payment.objects.exists()


def test_an_erasure_opens_no_other_workspace_and_changes_nothing(rich, mallory):
    Erasure.objects.create(workspace_id=make.workspace(mallory).pk)
    refused("DELETE FROM ledger_payment")
    Erasure.objects.create(workspace_id=rich.pk)
    refused("UPDATE ledger_payment SET amount = 1")


@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite has no schemas to trick")
def test_no_table_of_ones_own_stands_in_for_the_list_of_erasures(rich):
    run("CREATE TEMP TABLE ledger_erasure (workspace_id uuid)")
    run("INSERT INTO pg_temp.ledger_erasure VALUES (%s)", rich.pk)
    refused("DELETE FROM ledger_payment")


@pytest.mark.postgres
def test_a_page_cannot_open_what_is_frozen_by_naming_its_own_workspace(rich, alice):
    with inside.as_person(alice.pk):
        refused("DELETE FROM ledger_payment")
        refused("UPDATE ledger_payment SET amount = 1")
        with pytest.raises(ProgrammingError, match="permission denied"):
            run(
                "INSERT INTO ledger_erasure (id, workspace_id, begun_at)"
                " VALUES (gen_random_uuid(), %s, now())",
                rich.pk,
            )
        with pytest.raises(ProgrammingError, match="permission denied"):
            run("TRUNCATE ledger_payment CASCADE")


# ---- the installer ------------------------------------------------------------------------------


def frozen_pieces():
    return {each for each in lay.known(connection) if each[2].startswith("frozen_")}


def test_every_migrate_brings_back_what_is_missing_and_takes_down_what_is_stale(db):
    up = frozen_pieces()
    assert len(up) == 2 * len(FROZEN)
    table, _kind, name = sorted(up)[0]
    about = f'ON "{table}"' if connection.vendor == "postgresql" else ""
    run(f'DROP TRIGGER "{name}" {about}')
    lay.lay(connection)
    assert frozen_pieces() == up


@pytest.mark.parametrize("model", FROZEN)
def test_a_row_keeps_its_name_and_its_workspace(model):
    assert {each.name for each in held(model)} >= {"id", "workspace"}

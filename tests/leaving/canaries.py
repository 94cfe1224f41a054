"""A workspace with a row in every table and a word of its own in every text column."""

import uuid
from datetime import timedelta
from uuid import uuid4

from django.db import connection, models, transaction
from django.utils import timezone

from ledger.models import Activity, Debt, Export, Invitation, Membership, SharedDebt
from ledger.walls import lay
from ledger.walls.pieces import models_of_a_workspace
from negotiation.leaving.tables import tables
from negotiation.models import CallDraft, Complaint, Digest, Sheet, Standing
from tests import make
from tests.test_tenancy import rows

SHORTEST = 8  # letters; what is shorter holds no word of anybody's
CODES = {"time_zone", "ledger_householditem.section", "ledger_householditem.kind"}


@transaction.atomic
def full_workspace(person):
    """Rows in every table, through the models' own verbs where tests/make.py has them."""
    workspace = make.workspace(person)
    known = rows(workspace)
    debt, letter = known["debt_id"], known["letter_id"]
    make.own_band(debt)
    make.enclosure(letter, known["document_id"])
    Digest.choose(workspace.memberships.get(role="owner"), on=make.TODAY, every="weekly")
    CallDraft.objects.create(workspace=workspace, debt=debt)
    Complaint.objects.create(workspace=workspace, creditor=known["creditor_id"])
    share(workspace, debt, person)
    Activity.record("signed_in", person=person, workspace=workspace)
    Debt.objects.filter(workspace=workspace).update(sued=True)  # else it has no court
    fill_the_rest(workspace, known)
    return workspace


def share(workspace, debt, person):
    helper = make.user(f"helper-{uuid4().hex[:6]}")
    member = Membership.objects.create(workspace=workspace, user=helper, role="view", scope="part")
    SharedDebt.objects.create(workspace=workspace, debt=debt, membership=member)
    Invitation.objects.create(
        workspace=workspace, email="cousin@example.org", invited_by=person,
        token_hash=uuid4().hex * 2, expires_at=timezone.now() + timedelta(days=7),
    )  # fmt: skip


def fill_the_rest(workspace, known):
    """Tables that only work of the site fills."""
    debt = known["debt_id"]
    Export.objects.create(workspace=workspace, state="gone")
    if not Standing.objects.filter(workspace=workspace).exists():
        Standing.objects.create(
            workspace=workspace, debt=debt, stage="unverified", step="look", basis="claimed",
            revision=1, on=make.TODAY, version=1,
        )  # fmt: skip
    if not Sheet.objects.filter(workspace=workspace).exists():
        Sheet.objects.create(workspace=workspace, revision=1, on=make.TODAY, version=1)


def empty_tables(workspace):
    return [
        model.__name__
        for model in models_of_a_workspace()
        if not models.QuerySet(model).filter(workspace=workspace).exists()
    ]


def sow(workspace):
    """A word of its own in every text column of one row of every table: {word: (table, column)}.

    Written past models and triggers: many of these rows never change by themselves.
    """
    sown = {}
    connection.check_constraints()  # PostgreSQL alters no table while some are still to be checked
    lay.open_for_migrations(connection)
    try:
        for table in tables():
            mine = {"pk": workspace.pk} if table.name == "ledger_workspace" else {}
            row = models.QuerySet(table.model).filter(**(mine or {"workspace": workspace})).first()
            for field in table.model._meta.concrete_fields:
                if word := sow_in(row, field):
                    sown[word] = (table.name, field.column)
        connection.check_constraints()
    finally:
        lay.lay(connection)
    sown[seal(workspace)] = ("ledger_debt", "account_number")
    return sown


def sow_in(row, field):
    if not may_hold_words(field):
        return ""
    word = f"c{uuid.uuid4().hex}"[: getattr(field, "max_length", None) or 33]
    value = word
    if isinstance(field, models.JSONField):
        value = {"words": word}
    elif isinstance(field, models.BinaryField):
        value = word.encode()
    models.QuerySet(type(row)).filter(pk=row.pk).update(**{field.name: value})
    return word


def may_hold_words(field):
    if CODES & {field.name, f"{field.model._meta.db_table}.{field.name}"}:
        return False
    if isinstance(field, models.BinaryField | models.JSONField):
        return True
    if type(field).__name__ == "SealedText" or isinstance(field, models.FileField):
        return False
    text = isinstance(field, models.CharField | models.TextField)
    return text and not field.choices and (field.max_length or SHORTEST) >= SHORTEST


def seal(workspace):
    word = uuid.uuid4().hex[:20]
    debt = Debt.objects.filter(workspace=workspace).first()
    debt.account_number = word
    debt.save(update_fields=["account_number"])
    return word

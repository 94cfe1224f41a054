"""Moving what became of letters out of statement requests, and back."""

from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from negotiation.models import Letter, Mailing
from tests import make

pytestmark = pytest.mark.django_db(transaction=True)
BEFORE = ("negotiation", "0005_own_bands")
AFTER = ("negotiation", "0011_standing_letter")


@pytest.fixture
def migrate():
    """Move one application to a migration: the models as they were then."""
    newest = MigrationExecutor(connection).loader.graph.leaf_nodes()

    def to(*targets):
        executor = MigrationExecutor(connection)
        executor.migrate(list(targets))
        return executor.loader.project_state(list(targets)).apps

    yield to
    to(*newest)


def test_what_a_request_knew_of_its_mailing_goes_there_and_back(migrate, workspace):
    sent = make.statement_request(
        make.debt(workspace),
        mailed_on=date(2026, 2, 3),
        method="certified",
        number="9407",
        delivered_on=date(2026, 2, 6),
        due_on=date(2026, 3, 8),
    )
    back = make.statement_request(
        make.debt(workspace),
        cancelled_on=date(2026, 2, 20),
        taken_back_at=datetime(2026, 2, 20, 12, tzinfo=UTC),
    )
    lying = make.statement_request(make.debt(workspace))

    requests = migrate(BEFORE).get_model("negotiation", "StatementRequest").objects
    before = requests.get(pk=sent.pk)
    assert (before.mailed_on, before.delivered_on) == (date(2026, 2, 3), date(2026, 2, 6))
    assert (before.mail_method, before.tracking_number) == ("certified", "9407")
    assert before.due_on == date(2026, 3, 8)
    assert requests.get(pk=lying.pk).mailed_on is None

    migrate(AFTER)
    mailing = Mailing.objects.get(letter=sent.letter_id)
    assert (mailing.mailed_on, mailing.delivered_on) == (date(2026, 2, 3), date(2026, 2, 6))
    assert (mailing.method, mailing.number) == ("certified", "9407")
    assert mailing.due_on == date(2026, 3, 8)
    assert Mailing.objects.get(letter=back.letter_id).taken_back_at.date() == date(2026, 2, 20)
    assert [*Letter.objects.ready().values_list("pk", flat=True)] == [lying.letter_id]


def test_on_the_way_back_every_letter_has_a_creditor(migrate, workspace):
    debt = make.debt(workspace)
    make.letter(debt, creditor=None, recipient="A bureau", recipient_kind="credit_bureau")
    letters = migrate(BEFORE).get_model("negotiation", "Letter").objects
    assert letters.select_related("creditor").get().creditor.name == "A bureau"
    migrate(AFTER)
    assert Letter.objects.get().recipient_kind

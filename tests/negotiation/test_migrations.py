"""Moving what became of letters out of statement requests, and back."""

from datetime import UTC, date, datetime

import pytest

from negotiation import proof
from negotiation.models import Letter, Link, Mailing
from tests import make

pytestmark = pytest.mark.django_db(transaction=True)
BEFORE = ("negotiation", "0005_own_bands")
NEWEST = ("negotiation", "0023_chain_of_what_was_sent")
AFTER = ("negotiation", "0011_standing_letter")


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


def test_letters_that_were_there_get_their_links_in_the_order_they_were_made(migrate, workspace):
    debt = make.debt(workspace)
    first = make.letter(debt, mailed_on=date(2026, 2, 3), method="certified")
    make.enclosure(first, make.document(debt))
    second = make.letter(debt)
    theirs = make.letter(make.debt(make.workspace(make.user("mallory"))))

    migrate(("negotiation", "0022_rows_that_never_change"))
    migrate(NEWEST)
    made = Link.objects.filter(workspace=workspace).values_list("number", "letter", "act")
    assert list(made) == [
        (1, first.pk, "issued"),
        (2, first.pk, "sent"),
        (3, second.pk, "issued"),
    ]
    assert theirs.links.get().number == 1
    assert not [fault for _id, _links, faults in proof.links() for fault in faults]
    changed = [fault for _row, faults in proof.letters() for fault in faults]
    assert set(changed) == {"its PDF does not have its fingerprint"}  # make.letter's is no real one

"""What becomes of a letter after it was made, and the clock that runs from it."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from negotiation.letters.carriers import tracking_url
from negotiation.models import Mailing, MailingClosed, StatementRequest, TooLateToTakeBack
from tests import make

pytestmark = pytest.mark.django_db
ISSUED = date(2026, 2, 2)
MAILED = date(2026, 2, 3)


@pytest.fixture
def offer(debt):
    """A settlement offer, which is looked after once, after 14 days."""
    return make.letter(debt, kind="L5", title="Settlement offer")


@pytest.fixture
def mailed(offer, alice):
    offer.mailing.mail(by=alice, mailed_on=MAILED, method="certified")
    return offer


def kinds(debt):
    return [event.kind for event in debt.events.order_by("recorded_at")]


@pytest.mark.parametrize(
    ("kind", "delivered_on", "due_on"),
    [
        ("L5", None, MAILED + timedelta(days=14)),
        ("L5", date(2026, 2, 6), date(2026, 2, 20)),
        ("L2", None, MAILED + timedelta(days=30)),
        ("L14", None, None),  # nobody has to answer it
    ],
)
def test_the_clock_runs_from_delivery_or_else_from_mailing(debt, alice, kind, delivered_on, due_on):
    mailing = make.letter(debt, kind=kind).mailing
    mailing.mail(by=alice, mailed_on=MAILED, method="certified", delivered_on=delivered_on)
    mailing.refresh_from_db()
    assert mailing.due_on == due_on


def test_each_look_without_an_answer_sets_the_next_until_there_is_none(debt, alice):
    letter = make.letter(debt, kind="L2")  # 30 and 60 days
    letter.mailing.mail(by=alice, mailed_on=MAILED, method="certified")
    letter.mailing.look_again(by=alice, on=date(2026, 3, 6), answered=False)
    assert letter.mailing.due_on == MAILED + timedelta(days=60)
    letter.mailing.look_again(by=alice, on=date(2026, 4, 6), answered=False)
    assert letter.mailing.due_on is None
    with pytest.raises(MailingClosed):
        letter.mailing.look_again(by=alice, on=date(2026, 4, 7), answered=False)


def test_an_answer_ends_the_waiting(debt, mailed, alice):
    mailed.mailing.look_again(by=alice, on=make.TODAY, answered=True)
    assert not mailed.mailing.is_waiting
    assert mailed.mailing.answered_on == make.TODAY
    assert kinds(debt)[-2:] == ["letter_mailed", "letter_answered"]


def test_a_letter_that_came_back_starts_nothing(debt, mailed, alice):
    mailed.mailing.come_back(by=alice, on=date(2026, 2, 12), why="wrong_address")
    assert mailed.mailing.due_on is None
    with pytest.raises(MailingClosed):
        mailed.mailing.mail(by=alice, mailed_on=MAILED, method="certified")
    assert kinds(debt)[-1] == "letter_returned"


def test_a_request_that_came_back_can_be_made_again(debt, alice):
    asked = make.statement_request(debt)
    asked.letter.mailing.mail(by=alice, mailed_on=MAILED, method="certified")
    asked.letter.mailing.come_back(by=alice, on=date(2026, 2, 12), why="refused")
    assert not StatementRequest.objects.open().exists()


@pytest.mark.parametrize(("minutes", "may"), [(0, True), (59, True), (60, False), (6000, False)])
def test_it_can_be_taken_back_for_an_hour(offer, alice, minutes, may):
    now = offer.made_at + timedelta(minutes=minutes)
    assert offer.mailing.may_take_back(now=now) is may
    if may:
        offer.mailing.take_back(by=alice, now=now)
        assert not offer.mailing.is_ready
    else:
        with pytest.raises(TooLateToTakeBack):
            offer.mailing.take_back(by=alice, now=now)


def test_what_was_mailed_is_not_taken_back(mailed, alice):
    with pytest.raises(MailingClosed):
        mailed.mailing.take_back(by=alice, now=timezone.now())
    with pytest.raises(MailingClosed):
        mailed.mailing.set_aside(by=alice, now=timezone.now())


def test_a_letter_put_aside_waits_for_nobody(debt, alice):
    asked = make.statement_request(debt)
    asked.letter.mailing.set_aside(by=alice, now=timezone.now())
    assert not StatementRequest.objects.open().exists()
    assert not debt.letters.ready().exists()


def test_a_stale_page_changes_nothing(offer, alice):
    stale = Mailing.objects.get(letter=offer)
    offer.mailing.take_back(by=alice, now=offer.made_at)
    with pytest.raises(MailingClosed):
        stale.mail(by=alice, mailed_on=MAILED, method="certified")


@pytest.mark.parametrize(
    "fields",
    [
        {"delivered_on": MAILED},
        {"mailed_on": MAILED, "delivered_on": ISSUED},
        {"returned_on": MAILED},
        {"mailed_on": MAILED, "taken_back_at": timezone.now()},
    ],
)
def test_what_cannot_be_is_refused(offer, fields):
    for name, value in fields.items():
        setattr(offer.mailing, name, value)
    with pytest.raises(ValidationError):
        offer.mailing.validate_constraints()


def test_ready_is_what_waits_to_be_mailed(debt, offer, alice):
    mailed, back = make.letter(debt), make.letter(debt)
    mailed.mailing.mail(by=alice, mailed_on=MAILED, method="fax")
    back.mailing.take_back(by=alice, now=back.made_at)
    assert [*debt.letters.ready()] == [offer]
    assert {*debt.letters.moved_on()} == {mailed, back}


@pytest.mark.parametrize(
    ("number", "known"),
    [
        ("9407 1000 0000 5550 1290 03", True),
        ("9407-1000-0000-5550-1290-03", True),
        ("RR123456789US", True),
        ("", False),
        ("1Z999AA10123456784", False),
        ("9407/../../evil", False),
    ],
)
def test_only_a_number_of_the_post_office_leads_there(number, known):
    url = tracking_url(number)
    assert bool(url) is known
    assert url.startswith("https://tools.usps.com/") is known

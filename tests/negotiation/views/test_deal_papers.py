"""A deal's paper, its proof: sent twice it is one; another window is asked about again."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from ledger.models import Document
from negotiation.models import Agreement
from tests import make
from tests.ledger.test_papers import PDF

pytestmark = pytest.mark.django_db


@pytest.fixture
def signed_in(client, alice, time_machine):
    time_machine.move_to("2026-03-02T17:00Z", tick=False)
    client.force_login(alice)
    return client


@pytest.fixture
def deal(debt):
    return make.agreement(debt, written=False)


def paper(words="one"):
    return SimpleUploadedFile("letter.pdf", PDF + f"% {words}".encode(), "application/pdf")


def typed(page, **changes):
    form = page.context["form"]
    shown = {bound.html_name: bound.value() for bound in form}
    return {name: value for name, value in shown.items() if value not in (None, "")} | changes


def url_of(deal, name="agreement_edit"):
    return reverse(f"negotiation:{name}", args=[deal.pk])


def test_their_letter_sent_twice_is_one_paper_and_one_line(signed_in, deal):
    shown = typed(signed_in.get(url_of(deal)), payee="Midtown")
    answers = [
        signed_in.post(url_of(deal), shown | {"upload": paper()})["Location"] for _click in range(2)
    ]
    assert answers == [deal.get_absolute_url()] * 2
    assert Document.objects.count() == 1
    assert deal.debt.events.filter(kind="agreement_written").count() == 1


def test_what_another_window_wrote_down_is_told_before_it_is_replaced(signed_in, deal):
    shown = typed(signed_in.get(url_of(deal)))
    signed_in.post(url_of(deal), shown | {"payee": "Midtown", "upload": paper()})
    page = signed_in.post(url_of(deal), shown | {"payee": "Lakeside", "upload": paper("two")})
    assert page.status_code == 409
    assert "Midtown" in page.text
    assert 'value="Lakeside"' in page.text
    assert (Agreement.objects.get().payee, Document.objects.count()) == ("Midtown", 1)
    again = shown | {"seen": page.context["form"]["seen"].value(), "payee": "Lakeside"}
    assert signed_in.post(url_of(deal), again | {"upload": paper("two")}).status_code == 302
    assert Agreement.objects.get().payee == "Lakeside"

"""Papers of one letter where the press cannot make them: told on the letter's page, never a 500."""

import pytest
from django.urls import reverse

from debtsite.press.room import PressStopped
from debtsite.press.wire import TooHeavy
from negotiation.letters import docx, pdf
from tests import make

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("route", ["letter_docx", "letter_cover", "letter_proof"])
@pytest.mark.parametrize(("trouble", "told"), [(PressStopped, "try again"), (TooHeavy, "too long")])
def test_what_cannot_be_made_is_said_on_the_page(
    client, alice, debt, monkeypatch, route, trouble, told
):
    def refuse(*_order, **_more):
        raise trouble

    for module in (docx, pdf):
        monkeypatch.setattr(module.ROOM, "ask", refuse)
    client.force_login(alice)
    letter = make.letter(debt)
    page = client.get(reverse(f"negotiation:{route}", args=[letter.pk]), follow=True)
    assert page.redirect_chain[0][0] == reverse("negotiation:letter_detail", args=[letter.pk])
    assert told in page.text

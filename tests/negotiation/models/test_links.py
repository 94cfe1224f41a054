"""Every letter that is made, and every step of its way, is a link of the chain."""

from datetime import date

import pytest
from django.contrib import admin
from django.utils import timezone

from negotiation import proof
from negotiation.models import Letter, Link
from tests import make
from tests.negotiation.views.writing import act, issue, verified_card

pytestmark = pytest.mark.django_db
ON = make.TODAY


@pytest.fixture
def letter(debt):
    return make.letter(debt)


def acts(letter):
    return list(letter.links.values_list("number", "act"))


def test_a_letter_is_one_link_until_something_becomes_of_it(letter):
    assert acts(letter) == [(1, "issued")]


def test_mailing_arriving_and_a_correction_are_links_and_the_same_said_again_is_none(letter):
    how = {"by": None, "mailed_on": ON, "method": "certified", "number": "9407"}
    letter.mailing.mail(**how)
    letter.mailing.mail(**how)
    letter.mailing.mail(**how, delivered_on=date(2026, 3, 5))
    letter.mailing.mail(**how | {"number": "9408"}, delivered_on=date(2026, 3, 5))
    assert acts(letter) == [(1, "issued"), (2, "sent"), (3, "sent"), (4, "sent")]
    last = Link.objects.get(number=4).told
    assert (last["mailed_on"], last["method"]) == ("2026-03-02", "certified")
    assert (last["number"], last["delivered_on"]) == ("9408", "2026-03-05")


def test_coming_back_and_being_put_aside_are_links_and_looking_for_an_answer_is_none(letter, debt):
    letter.mailing.mail(by=None, mailed_on=ON, method="certified")
    letter.mailing.look_again(by=None, on=ON, answered=False)
    letter.mailing.come_back(by=None, on=ON, why="refused")
    assert [act for _number, act in acts(letter)] == ["issued", "sent", "sent"]
    other = make.letter(debt)
    other.mailing.set_aside(by=None, now=timezone.now())
    assert other.links.get(act="sent").told["taken_back_at"]


def test_an_act_that_fails_leaves_no_link(letter, monkeypatch):
    def fails(*args, **kwargs):
        raise LookupError

    monkeypatch.setattr(type(letter), "tell", fails)
    with pytest.raises(LookupError):
        letter.mailing.mail(by=None, mailed_on=ON, method="certified")
    assert Link.objects.count() == 1


def test_the_operator_has_no_page_on_which_such_rows_could_be_changed():
    shown = {model for model in admin.site._registry if hasattr(model, "frozen")}
    assert shown == set()


def test_through_the_pages_the_chain_is_whole_with_papers_and_a_correction(
    client, alice, debt, time_machine
):
    time_machine.move_to("2026-03-02T17:00Z", tick=False)
    client.force_login(alice)
    debt = verified_card(debt.workspace)
    paper = make.document(debt)
    first = issue(client, debt, "L5", amount="300.00", documents=[str(paper.pk)])
    page = act(client, "letter_correct", first)
    typed = dict(page.context["form"].data.lists())
    client.post(page.redirect_chain[-1][0], typed | {"amount": "310.00", "issue": "1"})
    second = Letter.objects.get(replaces=first)
    act(client, "letter_mail", second, mailed_on="2026-03-02", method="first_class")
    links = Link.objects.values_list("letter", "act")
    assert list(links) == [
        (first.pk, "issued"),
        (second.pk, "issued"),
        (first.pk, "sent"),  # never mailed: the newer one took its place
        (second.pk, "sent"),
    ]
    assert Link.objects.get(number=1).told["papers"] == [[0, str(paper.pk), paper.sha256]]
    assert [faults for _letter, faults in proof.letters()] == [[], []]
    assert [faults for _id, _links, faults in proof.links()] == [[]]

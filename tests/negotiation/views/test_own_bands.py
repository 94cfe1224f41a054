"""The user's own figures for an offer: kept beside ours, never in their place."""

from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from negotiation.models import OwnBand
from negotiation.strategy import Override
from negotiation.timeline import line
from tests import make

D = Decimal


@pytest.fixture
def url(client, alice, debt):
    client.force_login(alice)
    return reverse("negotiation:own_band", args=[debt.pk])


def typed(first="", aim="", stop="", **more):
    return {
        "own_open_percent": first,
        "own_aim_percent": aim,
        "own_limit_percent": stop,
    } | more


def own(debt):
    return OwnBand.objects.get(debt=debt)


def test_they_are_saved_and_told_in_the_history(client, url, debt):
    page = client.post(url, typed("20", "", "45 %"))
    assert page["Location"] == f"{debt.get_absolute_url()}#offer"
    assert own(debt).figures() == (D(20), None, D(45))
    assert own(debt).override() == Override(D(20), None, D(45))
    told = [str(sentence) for sentence in line(debt.events.first()).sentences]
    assert told == [
        "You set your own figures for an offer.",
        "First offer: 20 percent.",
        "Stop at 45 percent.",
    ]


def test_a_change_makes_what_is_worked_out_old(client, url, debt):
    before = debt.revision
    client.post(url, typed("20"))
    debt.refresh_from_db()
    assert debt.revision > before


def test_emptied_they_are_given_up(client, url, debt):
    client.post(url, typed("20"))
    client.post(url, typed())
    assert own(debt).override() is None
    said = [str(sentence) for sentence in line(debt.events.first()).sentences]
    assert said == ["You went back to our figures for an offer."]


def test_saving_the_same_twice_is_told_once(client, url, debt):
    client.post(url, typed("20"))
    client.post(url, typed("20"))
    assert debt.events.filter(kind="own_band_set").count() == 1
    assert OwnBand.objects.count() == 1


@pytest.mark.parametrize(
    ("figures", "error"),
    [
        (("0",), "A share is more than 0 and at most 100 percent."),
        (("101",), "A share is more than 0 and at most 100 percent."),
        (("half",), "Enter a percentage like 24.99."),
        (("40", "30"), "Open no higher than you aim, and aim no higher than where you stop."),
        (("", "50", "40"), "Open no higher than you aim, and aim no higher than where you stop."),
        (("50", "", "40"), "Open no higher than you aim, and aim no higher than where you stop."),
    ],
)
def test_what_makes_no_sense_is_asked_again(client, url, debt, figures, error):
    page = client.post(url, typed(*figures))
    assert page.status_code == 200
    assert error in page.text
    assert not OwnBand.objects.exists()


@pytest.mark.parametrize("figures", [(D(0), None, None), (D(101), None, None), (D(5), D(4), None)])
def test_the_database_refuses_it_too(debt, figures):
    names = ("own_open_percent", "own_aim_percent", "own_limit_percent")
    fields = dict(zip(names, figures, strict=True))
    with pytest.raises(IntegrityError), transaction.atomic():
        OwnBand.objects.create(workspace=debt.workspace, debt=debt, **fields)


def test_our_figures_stand_beside_the_boxes(client, url):
    page = client.get(url).text
    assert "In percent. Ours is 30." in page  # a debt at a collector
    assert 'inputmode="decimal"' in page


def test_another_window_is_not_written_over_unseen(client, url, debt):
    seen = client.get(url).context["form"].initial["seen"]
    client.post(url, typed("20"))
    page = client.post(url, typed("30", seen=seen))
    assert page.status_code == 409
    assert page.context["form"].both[0].theirs == "20.00"
    assert own(debt).own_open_percent == D(20)
    again = page.context["form"]["seen"].value()
    assert client.post(url, typed("30", seen=again)).status_code == 302
    assert own(debt).own_open_percent == D(30)


def test_both_are_shown_on_the_case_file(client, url, debt):
    make.balance(debt, "1000.00")
    assert "Yours" not in client.get(debt.get_absolute_url()).text
    client.post(url, typed("10", "20", "30"))
    page = client.get(debt.get_absolute_url())
    shown = [(limit.yours.amount, limit.yours.percent) for limit in page.context["limits"]]
    assert shown == [(D(100), "10"), (D(200), "20"), (D(300), "30")]
    for words in ("Yours", "Ours", "$100.00", "10 percent", "$300.00", "30 percent"):
        assert words in page.text


def test_cash_is_held_against_the_users_own_first_offer(client, url, debt, workspace):
    workspace.cash = D(150)
    workspace.save()
    make.balance(debt, "1000.00")

    def gates():
        return {shown.gate.kind for shown in client.get(debt.get_absolute_url()).context["gates"]}

    def stage():
        return client.get(debt.get_absolute_url()).context["stage"]

    assert "cash" in gates()
    assert stage() == "Saving up"
    client.post(url, typed("10"))
    assert "cash" not in gates()
    assert stage() == "Verified"


def test_a_stranger_finds_nothing(client, url, mallory, debt):
    client.force_login(mallory)
    assert client.get(url).status_code == 404
    assert client.post(url, typed("1")).status_code == 404
    assert not OwnBand.objects.exists()

"""What is typed into any form: kept without what nobody can see, refused in our own words."""

import pytest
from django.urls import reverse

from ledger.models import Debt, Workspace
from tests import make

UNSEEN = "\u202e\u200b"
NAMES = [  # a form, the row it is about, a name on it
    ("ledger:debt_edit", "debt", "nickname"),
    ("ledger:creditor_edit", "creditor", "name"),
    ("ledger:contact_create", "creditor", "name"),
    ("ledger:workspace_edit", "workspace", "name"),
]


@pytest.fixture
def rows(debt, workspace):
    return {"debt": debt, "creditor": debt.collector, "workspace": workspace}


@pytest.mark.parametrize(("form", "row", "name"), NAMES)
@pytest.mark.parametrize("typed", [UNSEEN, "\u3164", "\u2800", "\u00ad", "\ufeff", "\u0301"])
def test_a_name_has_something_to_be_seen(visit, rows, form, row, name, typed):
    page = visit.send(form, rows[row], {name: typed})
    assert page.context["form"].errors == {name: ["This field is required."]}


def test_the_first_visit_wants_names_that_can_be_seen_too(client, mallory):
    client.force_login(mallory)
    page = client.post("/start/", dict.fromkeys(("full_name", "creditor_name"), UNSEEN))
    for form, name in (
        (page.context["sender"], "full_name"),
        (page.context["form"], "creditor_name"),
    ):
        assert form.errors[name] == ["This field is required."]


def test_an_envelope_line_that_nobody_can_see_is_none(client, mallory):
    client.force_login(mallory)
    page = client.post("/start/", {"creditor_address": f"Phoenix, AZ 85001\n{UNSEEN}"})
    assert "Enter two to five lines" in page.context["form"].errors["creditor_address"][0]


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Blue\u202e card\u2066", "Blue card"),
        ("Blue\u200b\ufeff card", "Blue card"),
        ("Blue\u200d card", "Blue card"),
        (
            "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",
            "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",
        ),
        ("\U0001f469\u200d\U0001f692", "\U0001f469\u200d\U0001f692"),
        ("Ren\u00e9e\u2019s card", "Ren\u00e9e\u2019s card"),
    ],
)
def test_a_name_is_kept_as_it_is_seen(visit, debt, typed, kept):
    visit.send("ledger:debt_edit", debt, nickname=typed)
    assert Debt.objects.get().nickname == kept


def test_the_workspace_signs_with_what_is_seen(visit, workspace):
    visit.send("ledger:workspace_edit", workspace, full_name="Alice\u202e Marlowe")
    assert Workspace.objects.get().full_name == "Alice Marlowe"


@pytest.mark.parametrize(
    ("form", "row", "typed", "told"),
    [
        ("ledger:debt_edit", "debt", {"due_day": "32"}, "A day of the month is 1 to 31."),
        ("ledger:debt_edit", "debt", {"due_day": "0"}, "A day of the month is 1 to 31."),
        ("ledger:debt_edit", "debt", {"minimum_percent": "101"}, "Enter 100 or less."),
        (
            "ledger:debt_edit",
            "debt",
            {"minimum_percent": "1.255"},
            "Use at most 2 digits after the point.",
        ),
        (
            "ledger:debt_edit",
            "debt",
            {"collector_name": "x" * 121},
            "Please shorten this to 120 characters.",
        ),
        (
            "ledger:creditor_edit",
            "creditor",
            {"notes": "x" * 5001},
            "Please shorten this to 5000 characters.",
        ),
    ],
)
def test_a_limit_is_told_in_our_words(visit, rows, form, row, typed, told):
    page = visit.send(form, rows[row], typed)
    (name, *_rest) = typed
    assert page.context["form"].errors == {name: [told]}


def letter(visit, debt, **typed):
    url = reverse("negotiation:letter_create", args=[debt.pk, "L2"])
    shown = dict(visit.client.get(url).context["form"].data.lists())
    return visit.client.post(url, shown | typed | {"keep": "1"})


def test_a_letter_tells_its_limit_in_our_words(visit, debt):
    errors = letter(visit, debt, own_enclosures="x" * 601).context["form"].errors
    assert errors == {"own_enclosures": ["Please shorten this to 600 characters."]}


def test_a_line_break_counts_as_one_character(visit, debt):
    """A browser counts it so while somebody types, and sends two."""
    typed = ("x" * 119 + "\r\n") * 5
    assert letter(visit, debt, own_enclosures=typed).context["form"].errors == {}
    creditor = make.creditor(debt.workspace, name="Other")
    page = visit.client.post(
        reverse("ledger:creditor_edit", args=[creditor.pk]),
        {"name": "Other", "kind": "person", "notes": ("x" * 49 + "\r\n") * 100},
    )
    assert page.status_code == 302

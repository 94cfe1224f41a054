"""Four debts in a real browser: one carried by letters, one by phone, one refuses, one is sued."""

import re
from datetime import date
from pathlib import Path

import pytest
from django.urls import reverse
from django.utils.timezone import localdate
from playwright.sync_api import expect

from ledger.models import Debt, Workspace
from negotiation import standing
from negotiation.models import Agreement, Offer
from negotiation.stage import Stage
from tests import make

YEAR = localdate().year - 1
YOUNG = {
    "opened_on": date(YEAR - 3, 1, 5),
    "first_delinquent_on": date(YEAR, 1, 5),
    "last_paid_on": date(YEAR - 1, 12, 1),
    "security": "none",
    "sued": False,
    "current": False,
}


class Person:
    """Somebody at the screen: goes to pages, fills in, presses."""

    def __init__(self, page, live_server, folder):
        self.page, self.site, self.paper = page, live_server.url, folder / "paper.pdf"
        Path(self.paper).write_bytes(b"%PDF-1.7 their letter %%EOF")

    def open(self, route, *keys):
        self.page.goto(self.site + reverse(route, args=keys))

    def press(self, name):
        self.page.get_by_role("button", name=name, exact=True).first.click()

    def follow(self, name):
        self.page.get_by_role("link", name=re.compile(name)).first.click()

    def fill(self, **fields):
        for name, value in fields.items():
            self.page.locator(f"#id_{name}").fill(value)

    def attach(self, name="upload"):
        self.page.locator(f"#id_{name}").set_input_files(self.paper)

    def reads(self, words):
        expect(self.page.locator("main")).to_contain_text(words)

    # ---- the longer acts

    def offers(self, debt, amount, how, **more):
        self.open("negotiation:offer_create", debt.pk)
        self.fill(amount=amount, **more)
        self.page.get_by_label(how).check()
        self.press("Put it on the table")

    def gets_it_on_paper(self, terms_left_out=()):
        self.follow("Their letter came|Change what it says")
        self.attach()
        for box in self.page.locator("input[name=said]").all():
            box.set_checked(box.get_attribute("value") not in terms_left_out)
        self.press("Save")

    def pays(self):
        self.follow("I have paid")
        self.page.locator("#id_method").select_option("cashiers_check")
        self.attach()
        self.press("I have paid this")

    def proves_it(self):
        self.follow("Their letter came")
        self.attach()
        self.press("Save")
        self.reads("Keep it for good.")


@pytest.fixture
def person(page, live_server, sign_in, alice, tmp_path):
    page.set_default_timeout(10_000)
    make.workspace(alice, cash="2000.00")
    sign_in(alice)
    return Person(page, live_server, tmp_path)


@pytest.fixture
def workspace(person):
    return Workspace.objects.get()


def stage_of(debt):
    row = standing.with_history(Debt.objects.filter(pk=debt.pk)).get()
    return standing.answers(row, on=localdate()).stage


def story(person, debt):
    person.page.goto(person.site + debt.get_absolute_url())
    return person.page.locator("#time").inner_text()


def in_order(told, *sentences):
    """Newest stands first on the timeline, so the story is read from below."""
    places = [told.rindex(sentence) for sentence in sentences]
    assert places == sorted(places, reverse=True), told


def test_one_is_carried_by_letters_from_unverified_to_proven(person, workspace):
    debt = make.debt(workspace, **YOUNG)
    make.balance(debt, "1500.00", source="own_record")
    person.open("negotiation:offer_create", debt.pk)
    person.reads("Nobody has shown in writing what is owed.")

    person.open("negotiation:letter_create", debt.pk, "L2")
    person.press("Make the letter")
    person.press("Mark as mailed")
    assert stage_of(debt) is Stage.STATEMENT_REQUESTED
    person.fill(total="1,200.00", as_of=str(localdate()))
    person.press("Save their answer")
    assert stage_of(debt) is Stage.VERIFIED

    person.offers(debt, "360", "By letter")
    person.press("Make the letter")
    assert Offer.objects.get().letter.kind == "L5"
    person.press("Mark as mailed")
    assert stage_of(debt) is Stage.OFFER_OUT

    person.open("negotiation:offer_receive", debt.pk)
    person.fill(amount="600")
    person.press("See what it means")
    person.reads("$600.00 is 50 percent of the $1,200.00 they verified")
    assert stage_of(debt) is Stage.COUNTER_OFFER
    person.press("Say yes, once it is on paper")
    person.reads("Pay nothing until it is on paper.")

    person.follow("I have paid")
    person.press("I have paid this")
    person.reads("No letter, no deal.")
    person.open("negotiation:talks", debt.pk)
    person.gets_it_on_paper(terms_left_out=("full_satisfaction",))
    person.reads("Their letter does not say all it must.")
    person.gets_it_on_paper()
    assert stage_of(debt) is Stage.AGREED
    person.pays()
    assert stage_of(debt) is Stage.SETTLED
    person.proves_it()
    assert stage_of(debt) is Stage.CONFIRMED
    assert Workspace.objects.get().cash == 1400
    in_order(
        story(person, debt),
        "You mailed a letter",
        "An answer came",
        "You offered $360.00.",
        "They want $600.00.",
        "You both said yes to $600.00.",
        "You made the last payment",
        "nothing is owed any more",
    )


def test_one_is_settled_by_phone_in_parts(person, workspace):
    debt = make.debt(workspace, **YOUNG)
    make.balance(debt, "1200.00")
    person.offers(debt, "900", "On the phone")
    person.reads("That is above your limit.")
    person.offers(debt, "2500", "On the phone")
    person.reads("That is more than the $1,200.00 they claim.")
    person.offers(debt, "360", "On the phone")
    person.press("They said yes")
    person.gets_it_on_paper()
    person.pays()
    person.proves_it()
    assert stage_of(debt) is Stage.CONFIRMED
    assert Agreement.objects.get().offer.how == Offer.How.CALL


def test_one_refuses_and_waits_and_its_cash_is_free(person, workspace):
    debt, other = make.debt(workspace, **YOUNG), make.debt(workspace, nickname="Loan", **YOUNG)
    make.balance(debt, "4000.00")
    make.balance(other, "4000.00")
    person.offers(debt, "1200", "On the phone")
    person.offers(other, "1200", "On the phone")
    person.reads("$400.00 is missing")
    person.open("negotiation:talks", debt.pk)
    person.press("They said no")
    assert stage_of(debt) is Stage.VERIFIED
    person.offers(other, "1200", "On the phone")
    person.reads("Your offer is on the table.")
    in_order(story(person, debt), "You offered $1,200.00.", "The answer to $1,200.00 was no.")


def test_one_is_sued_and_the_court_comes_first(person, workspace):
    debt = make.debt(workspace, **(YOUNG | {"sued": True, "sued_on": date(YEAR, 6, 1)}))
    make.balance(debt, "1200.00")
    person.page.goto(person.site)
    person.reads("Answer the lawsuit")
    person.open("negotiation:offer_create", debt.pk)
    person.reads("They have sued you.")
    person.fill(amount="300")
    person.page.get_by_label("On the phone").check()
    person.press("Put it on the table")
    person.reads("To go on all the same, say why.")
    person.fill(reason="Legal aid answered the court for me.")
    person.press("Put it on the table")
    assert stage_of(debt) is Stage.IN_COURT
    assert "Legal aid answered the court for me." in story(person, debt)

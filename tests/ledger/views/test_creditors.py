import pytest
from django.urls import reverse

from ledger.facts import CreditorKind
from ledger.models import Contact, Creditor
from tests import make
from tests.wall import TOLD

CREATE, EDIT, DETAIL = "ledger:creditor_create", "ledger:creditor_edit", "ledger:creditor_detail"


def listed(visit, workspace, **query):
    return visit.client.get(reverse("ledger:creditor_list", args=[workspace.pk]), query)


def names(page):
    return [creditor.name for creditor in page.context["page"]]


def test_the_list_says_who_holds_which_debt_in_which_role(visit, workspace):
    bank, agency = make.creditor(workspace, name="First Bank"), make.creditor(workspace)
    make.debt(workspace, nickname="Visa", original_creditor=bank, collector=agency)
    page = listed(visit, workspace)
    assert names(page) == ["First Bank", "Midtown Recovery"]
    assert [creditor.debts()[0][1] for creditor in page.context["page"]] == [
        "original creditor",
        "collector",
    ]
    assert page.text.count("Visa") == 2


def test_who_takes_the_payments_for_the_lender_is_no_collector(visit, workspace):
    servicer = make.creditor(workspace, name="Merrow Servicing", kind=CreditorKind.SERVICER)
    debt = make.debt(workspace, nickname="Student loan", owner=make.creditor(workspace))
    move = {"move": "placed", "creditor": servicer.pk}
    visit.send("ledger:debt_holder", debt, move)
    for address in (
        reverse("ledger:creditor_list", args=[workspace.pk]),
        reverse(DETAIL, args=[servicer.pk]),
        reverse("ledger:debt_holder", args=[debt.pk]),
        debt.get_absolute_url(),
    ):
        page = visit.client.get(address).text.split("<h1", 1)[1]
        near = page.split("Merrow Servicing")
        beside = " ".join(part[-120:] + part[:400] for part in near)
        assert "ervicer" in beside, address
        assert "Collector<" not in page, address
        assert "(collector)" not in page, address


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("mid", ["Midtown Recovery"]),
        ("614", ["Lakeside Law"]),
        ("dana", ["Midtown Recovery"]),
        ("nobody", []),
        ("%", []),
        ("x" * 200, ["Lakeside Law", "Midtown Recovery"]),  # too long to be meant: all are shown
    ],
)
def test_the_search_looks_at_names_phones_and_contacts(visit, workspace, words, found):
    agency = make.creditor(workspace)
    make.contact(agency)
    make.contact(agency, name="Dana Again")
    make.creditor(workspace, name="Lakeside Law", phone="614-555-0101")
    assert names(listed(visit, workspace, q=words)) == found


def test_the_list_costs_the_same_for_one_and_for_many(
    visit, workspace, django_assert_max_num_queries
):
    for number in range(30):
        make.debt(workspace, collector=make.creditor(workspace, name=f"Agency {number:02}"))
    with django_assert_max_num_queries(12 + TOLD):
        assert len(names(listed(visit, workspace))) == 30


def test_a_long_list_comes_in_pages(visit, workspace):
    for number in range(51):
        make.creditor(workspace, name=f"Agency {number:02}")
    assert len(names(listed(visit, workspace))) == 50
    assert names(listed(visit, workspace, page="2")) == ["Agency 50"]
    assert names(listed(visit, workspace, page="nonsense"))


def test_a_creditor_is_added_once_however_often_the_form_is_sent(visit, workspace):
    typed = visit.shown(CREATE, workspace) | {"name": "First Bank", "kind": "original_creditor"}
    for _click in range(2):
        page = visit.post(CREATE, workspace, typed)
    creditor = Creditor.objects.get()
    assert page["Location"] == reverse(DETAIL, args=[creditor.pk])


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        ({"name": ""}, "name"),
        ({"name": "x" * 121}, "name"),
        ({"name": "Bank\x00"}, "name"),
        ({"name": "\u2028"}, "name"),
        ({"kind": "bank"}, "kind"),
        ({"email": "not one"}, "email"),
        ({"website": "javascript:alert(1)"}, "website"),
        ({"address": "\n".join("1234567")}, "address"),
        ({"address": "x" * 401}, "address"),
        ({"notes": "x" * 5001}, "notes"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field_and_nothing_typed_is_lost(
    visit, workspace, typed, wrong
):
    known = {"name": "First Bank", "kind": "original_creditor", "phone": "555-0100"}
    page = visit.send(CREATE, workspace, known | typed)
    assert list(page.context["form"].errors) == [wrong]
    assert "555-0100" in page.text
    assert not Creditor.objects.exists()


def test_a_name_cannot_smuggle_a_line_into_an_envelope(visit, workspace):
    visit.send(CREATE, workspace, name="First\r\nBank", kind="original_creditor")
    assert Creditor.objects.get().name == "First Bank"


def test_a_website_without_its_beginning_gets_the_safe_one(visit, workspace):
    visit.send(CREATE, workspace, name="Bank", kind="original_creditor", website="bank.example")
    assert Creditor.objects.get().website == "https://bank.example"


def test_another_kind_of_party_scores_its_debts_anew(visit, debt):
    visit.send(EDIT, debt.collector, kind="debt_buyer")
    before, debt.collector = debt.revision, None
    debt.refresh_from_db()
    assert debt.collector.kind == CreditorKind.DEBT_BUYER
    assert debt.revision == before + 1


def test_two_windows_do_not_overwrite_each_other(visit, workspace):
    creditor = make.creditor(workspace)
    typed = visit.shown(EDIT, creditor)
    visit.post(EDIT, creditor, typed | {"phone": "555-0111"})
    page = visit.post(EDIT, creditor, typed | {"phone": "555-0222"})
    creditor.refresh_from_db()
    assert (page.status_code, creditor.phone) == (409, "555-0111")


def test_put_away_it_is_not_offered_but_still_shown_and_undone_at_once(visit, workspace, debt):
    agency = debt.collector
    page = visit.client.post(reverse("ledger:creditor_archive", args=[agency.pk]), follow=True)
    undo = reverse("ledger:creditor_restore", args=[agency.pk])
    assert f'action="{undo}"' in page.text
    assert names(listed(visit, workspace)) == []
    assert names(listed(visit, workspace, away="on")) == ["Midtown Recovery"]

    offered = visit.form("ledger:debt_create", workspace).fields["collector"].queryset
    assert agency not in offered
    assert agency in visit.form("ledger:debt_edit", debt).fields["collector"].queryset
    assert visit.send("ledger:debt_edit", debt, nickname="Card").status_code == 302

    visit.client.post(undo)
    assert names(listed(visit, workspace)) == ["Midtown Recovery"]


def test_user_text_is_shown_as_text(visit, workspace):
    evil = "<script>alert(1)</script>\"'>"
    creditor = make.creditor(workspace, name=evil, notes=evil, phone=evil, address=evil)
    make.contact(creditor, name=evil, department=evil, hours=evil)
    make.debt(workspace, nickname=evil, collector=creditor)
    pages = [
        listed(visit, workspace),
        listed(visit, workspace, q=evil),
        visit.client.get(reverse(DETAIL, args=[creditor.pk])),
        visit.client.get(reverse(EDIT, args=[creditor.pk])),
        visit.client.post(reverse("ledger:creditor_archive", args=[creditor.pk]), follow=True),
    ]
    for page in pages:
        assert page.status_code == 200
        assert "<script>alert" not in page.text


def test_a_contact_comes_once_and_may_be_edited_and_put_away(visit, workspace):
    creditor = make.creditor(workspace)
    typed = visit.shown("ledger:contact_create", creditor) | {"name": "Dana Price"}
    for _click in range(2):
        visit.post("ledger:contact_create", creditor, typed)
    contact = Contact.objects.get()
    visit.send("ledger:contact_edit", contact, may_settle="yes")
    detail = reverse(DETAIL, args=[creditor.pk])
    assert "May settle" in visit.client.get(detail).text

    visit.post("ledger:contact_archive", contact)
    assert visit.client.get(detail).context["contacts"] == []
    visit.post("ledger:contact_restore", contact)
    assert visit.client.get(detail).context["contacts"] == [contact]

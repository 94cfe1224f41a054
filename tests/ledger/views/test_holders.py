from datetime import date

import pytest

from ledger.facts import CreditorKind
from ledger.models import Creditor, Debt, Event
from tests import make

MOVE = "ledger:debt_holder"


def told():
    return [(event.kind, event.data) for event in Event.objects.order_by("recorded_at", "kind")]


def test_a_sold_debt_has_a_new_owner_and_nobody_else(visit, debt):
    visit.send(MOVE, debt, move="sold", new_name="Northwind Receivables", since="2026-02-20")
    debt = Debt.objects.get()
    assert (debt.owner.name, debt.owner.kind) == ("Northwind Receivables", CreditorKind.DEBT_BUYER)
    assert debt.owner_since == date(2026, 2, 20)
    assert (debt.collector, debt.collector_since) == (None, None)
    assert debt.holder == debt.owner
    assert debt.in_collections
    assert sorted(told(), key=str) == [
        ("holder_changed", {"role": "owner", "name": "Northwind Receivables"}),
        ("holder_left", {"role": "collector", "name": "Midtown Recovery"}),
    ]
    assert {event.happened_on for event in Event.objects.all()} == {date(2026, 2, 20)}


def test_the_collector_may_stay_when_the_debt_is_sold(visit, debt):
    typed = visit.shown(MOVE, debt) | {"move": "sold", "new_name": "Northwind"}
    typed.pop("others_gone")
    visit.post(MOVE, debt, typed)
    debt = Debt.objects.get()
    assert debt.holder == debt.collector
    assert debt.owner.name == "Northwind"


def test_placed_with_a_collector_from_the_list(visit, workspace):
    bank = make.creditor(workspace, name="First Bank", kind=CreditorKind.ORIGINAL_CREDITOR)
    agency = make.creditor(workspace)
    debt = make.debt(workspace, original_creditor=bank)
    visit.send(MOVE, debt, move="placed", creditor=agency.pk)
    debt = Debt.objects.get()
    assert (debt.collector, debt.original_creditor, debt.in_collections) == (agency, bank, True)
    assert Event.objects.get().happened_on == date(2026, 3, 2)


def test_given_to_a_law_firm(visit, debt):
    visit.send(MOVE, debt, move="law_firm", new_name="Lakeside Law")
    debt = Debt.objects.get()
    assert debt.law_firm.kind == CreditorKind.LAW_FIRM
    assert debt.collector is None


def test_given_back_clears_the_role(visit, workspace):
    bank = make.creditor(workspace, name="First Bank", kind=CreditorKind.ORIGINAL_CREDITOR)
    debt = make.debt(
        workspace, original_creditor=bank, collector=make.creditor(workspace), in_collections=True
    )
    moves = [label for _move, label in visit.form(MOVE, debt).fields["move"].choices]
    assert "Midtown Recovery gave it back" in moves
    visit.send(MOVE, debt, move="collector_gone")
    debt = Debt.objects.get()
    assert (debt.holder, debt.in_collections) == (bank, False)
    assert told() == [("holder_left", {"role": "collector", "name": "Midtown Recovery"})]


def test_back_with_the_original_creditor_everybody_else_is_gone(visit, workspace):
    bank = make.creditor(workspace, name="First Bank", kind=CreditorKind.ORIGINAL_CREDITOR)
    since = date(2020, 1, 2)
    debt = make.debt(
        workspace,
        original_creditor=bank,
        original_creditor_since=since,
        owner=make.creditor(workspace, name="Northwind", kind=CreditorKind.DEBT_BUYER),
        collector=make.creditor(workspace),
    )
    visit.send(MOVE, debt, move="original")
    debt = Debt.objects.get()
    assert debt.parties() == [bank]
    assert debt.original_creditor_since == since
    assert [kind for kind, _data in told()] == ["holder_left", "holder_left"]


def test_a_debt_nobody_has_can_be_given_its_original_creditor(visit, workspace):
    debt = Debt.objects.create(workspace=workspace, nickname="Old bill", kind="other")
    visit.send(MOVE, debt, move="original", new_name="County Clinic", new_kind="medical_provider")
    assert Debt.objects.get().holder.kind == CreditorKind.MEDICAL_PROVIDER


def test_nobody_can_give_back_what_nobody_has(visit, debt):
    moves = [move for move, _label in visit.form(MOVE, debt).fields["move"].choices]
    assert "law_firm_gone" not in moves
    page = visit.send(MOVE, debt, move="law_firm_gone")
    assert list(page.context["form"].errors) == ["move"]


def test_the_notice_and_number_of_the_one_before_count_no_more(visit, workspace):
    debt = make.debt(workspace, reference="OLD-1", notice_received_on=date(2025, 1, 5))
    form = visit.form(MOVE, debt)
    assert (form["reference"].value(), form["notice_received_on"].value()) == ("", None)
    visit.send(MOVE, debt, move="placed", new_name="Keystone", notice_received_on="2026-03-01")
    debt = Debt.objects.get()
    assert (debt.reference, debt.notice_received_on) == ("", date(2026, 3, 1))


def test_a_double_click_moves_it_once(visit, debt):
    typed = visit.shown(MOVE, debt) | {"move": "sold", "new_name": "Northwind"}
    for _click in range(2):
        assert visit.post(MOVE, debt, typed).status_code == 302
    assert Creditor.objects.filter(name="Northwind").count() == 1
    assert len(told()) == 2


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        ({"move": "sold"}, "creditor"),
        ({"move": "stolen", "new_name": "X"}, "move"),
        ({"new_name": "X"}, "move"),
        ({"move": "sold", "new_name": "X", "since": "2026-03-03"}, "since"),
        ({"move": "sold", "new_name": "X\x00"}, "new_name"),
        ({"move": "sold", "creditor": "nonsense"}, "creditor"),
    ],
)
def test_what_is_missing_is_said_beside_its_field(visit, debt, typed, wrong):
    page = visit.send(MOVE, debt, typed)
    assert list(page.context["form"].errors) == [wrong]
    assert Creditor.objects.count() == 1


def test_one_from_the_list_and_one_typed_is_asked_again(visit, debt):
    page = visit.send(MOVE, debt, move="placed", creditor=debt.collector_id, new_name="Other")
    assert list(page.context["form"].errors) == ["new_name"]


def test_a_debt_that_moved_in_another_window_is_asked_about_again(visit, debt):
    typed = visit.shown("ledger:debt_holder", debt) | {"move": "sold"}
    visit.post("ledger:debt_holder", debt, typed | {"new_name": "Northwind"})
    page = visit.post("ledger:debt_holder", debt, typed | {"new_name": "Lakeside"})
    assert page.status_code == 409
    assert "Another window wrote down meanwhile that Northwind has it now." in page.text
    assert 'value="Lakeside"' in page.text
    seen = page.context["form"]["seen"].value()
    visit.post("ledger:debt_holder", debt, typed | {"new_name": "Lakeside", "seen": seen})
    assert Debt.objects.get().holder.name == "Lakeside"

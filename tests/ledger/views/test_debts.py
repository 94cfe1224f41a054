from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError
from django.urls import reverse

from ledger.facts import BalanceSource, CreditorKind
from ledger.models import BalanceEntry, Creditor, Debt, Event
from negotiation.standing import history
from tests import make

CREATE, EDIT = "ledger:debt_create", "ledger:debt_edit"
LEAST = {"nickname": "Blue card", "kind": "credit_card", "original_creditor_name": "First Bank"}


def told(debt):
    return [(event.kind, event.data) for event in debt.events.order_by("recorded_at", "kind")]


def test_a_name_a_kind_and_one_party_are_enough(visit, workspace):
    page = visit.post(CREATE, workspace, LEAST)
    debt = Debt.objects.get()
    assert page["Location"] == debt.get_absolute_url()
    assert debt.holder.name == "First Bank"
    assert debt.holder.kind == CreditorKind.ORIGINAL_CREDITOR
    assert told(debt) == [("debt_added", {"name": "Blue card"})]
    assert Event.objects.get().by.email == "alice@example.org"


@pytest.mark.parametrize("missing", LEAST)
def test_each_of_the_three_is_asked_for(visit, workspace, missing):
    page = visit.send(CREATE, workspace, LEAST | {missing: ""})
    assert list(page.context["form"].errors) == [missing]
    assert not Debt.objects.exists()


def test_the_list_of_creditors_asks_for_one_beside_the_list(visit, workspace):
    make.creditor(workspace)
    page = visit.send(CREATE, workspace, LEAST | {"original_creditor_name": ""})
    assert page.context["form"].errors == {
        "original_creditor": ["Say who holds this debt. One name is enough."]
    }


def test_everything_at_once_with_the_first_balance(visit, workspace):
    agency = make.creditor(workspace)
    typed = LEAST | {
        "collector": agency.pk,
        "collector_since": "2025-11-03",
        "owner_name": "Northwind Receivables",
        "law_firm_name": "Lakeside Law",
        "account_last4": "4471",
        "apr": "24.99%",
        "due_day": "15",
        "first_delinquent_on": "2025-01-20",
        "sued_on": "2026-02-01",
        "resold": "True",
        "balance_total": "$1,950.40",
        "balance_as_of": "2026-02-28",
        "balance_source": "credit_report",
    }
    visit.send(CREATE, workspace, typed)

    debt, entry = Debt.objects.get(), BalanceEntry.objects.get()
    assert (debt.collector, debt.law_firm.kind) == (agency, CreditorKind.LAW_FIRM)
    assert debt.owner.kind == CreditorKind.DEBT_BUYER
    assert (debt.apr, debt.due_day, debt.resold, debt.sued) == (Decimal("24.99"), 15, True, True)
    assert debt.state == "NY"
    assert (entry.total, entry.as_of) == (Decimal("1950.40"), date(2026, 2, 28))
    assert (
        told(debt)[0]
        == (
            "balance_added",
            {"total": "1950.40", "source": BalanceSource.CREDIT_REPORT},
        )
        or told(debt)[1][0] == "balance_added"
    )


def test_a_double_click_makes_one_debt_one_creditor_one_balance(visit, workspace):
    typed = visit.shown(CREATE, workspace) | LEAST | {"balance_total": "5"}
    pages = [visit.post(CREATE, workspace, typed) for _click in range(2)]
    assert pages[0]["Location"] == pages[1]["Location"]
    assert [model.objects.count() for model in (Debt, Creditor, BalanceEntry)] == [1, 1, 1]
    assert Event.objects.count() == 2


def test_a_name_that_is_known_is_taken_from_the_list(visit, workspace):
    bank = make.creditor(workspace, name="First Bank", kind=CreditorKind.ORIGINAL_CREDITOR)
    visit.send(CREATE, workspace, LEAST | {"original_creditor_name": " first  bank "})
    assert Debt.objects.get().original_creditor == bank


def test_one_from_the_list_and_one_typed_is_asked_again(visit, workspace):
    agency = make.creditor(workspace)
    page = visit.send(CREATE, workspace, LEAST | {"original_creditor": agency.pk})
    assert list(page.context["form"].errors) == ["original_creditor_name"]
    assert Creditor.objects.count() == 1


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        ({"balance_total": "1_000"}, "balance_total"),
        ({"balance_total": "1e3"}, "balance_total"),
        ({"balance_total": "NaN"}, "balance_total"),
        ({"balance_total": "-5"}, "balance_total"),
        ({"balance_total": "5", "balance_as_of": "2026-03-03"}, "balance_as_of"),
        ({"balance_source": "hearsay"}, "balance_source"),
        ({"apr": "1e2"}, "apr"),
        ({"apr": "24_99"}, "apr"),
        ({"due_day": "0"}, "due_day"),
        ({"due_day": "32"}, "due_day"),
        ({"due_day": "\uff11\uff15"}, "due_day"),
        ({"account_last4": "4111111111111111"}, "account_last4"),
        ({"account_last4": "12-4"}, "account_last4"),
        ({"account_last4": "\u0664\u0664\u0667\u0661"}, "account_last4"),
        ({"nickname": "x" * 81}, "nickname"),
        ({"nickname": "Blue\x00card"}, "nickname"),
        ({"nickname": "\u2029"}, "nickname"),
        ({"kind": "loan_shark"}, "kind"),
        ({"state": "ZZ"}, "state"),
        ({"opened_on": "2026-03-03"}, "opened_on"),
        ({"opened_on": "0206-03-03"}, "opened_on"),
        ({"opened_on": "yesterday"}, "opened_on"),
        ({"collector_since": "2026-12-01"}, "collector_since"),
        ({"opened_on": "2025-06-01", "last_paid_on": "2025-05-31"}, "last_paid_on"),
        ({"original_creditor": "not-an-id"}, "original_creditor"),
        ({"original_creditor_name": "x" * 121}, "original_creditor_name"),
        ({"collector_kind": "person", "collector_name": "Ed"}, "collector_kind"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field_and_nothing_typed_is_lost(
    visit, workspace, typed, wrong
):
    page = visit.send(CREATE, workspace, LEAST | {"reference": "KEEP-ME"} | typed)
    assert list(page.context["form"].errors) == [wrong]
    assert 'value="KEEP-ME"' in page.text
    assert not Debt.objects.exists()
    assert not Creditor.objects.exists()


def test_a_charge_off_before_the_first_missed_payment_is_refused(visit, workspace):
    days = {"first_delinquent_on": "2025-06-01", "charged_off_on": "2025-05-31"}
    page = visit.send(CREATE, workspace, LEAST | days)
    assert "The first missed payment comes before the charge-off." in page.text


def test_a_part_that_was_folded_opens_where_it_has_an_error(visit, workspace):
    page = visit.send(CREATE, workspace, LEAST | {"apr": "lots"})
    folds = {fold.split("</summary>")[0] for fold in page.text.split('<details class="fold')[1:]}
    opened = [fold for fold in folds if " open" in fold.split(">")[0]]
    assert len(opened) == 1
    assert "Terms" in opened[0]


def test_an_edit_writes_which_facts_are_new(visit, debt):
    before = debt.revision
    visit.send(EDIT, debt, apr="19.5", judgment_on="2026-01-05")
    debt.refresh_from_db()
    assert (debt.apr, debt.sued, debt.judgment) == (Decimal("19.5"), True, True)
    assert told(debt) == [("debt_changed", {"fields": ["apr", "judgment_on", "sued", "judgment"]})]
    assert debt.revision == before + 1


def test_the_days_of_a_lawsuit_are_kept_and_say_that_there_is_one(visit, debt):
    days = {"served_on": "2026-01-05", "answer_due_on": "2026-12-30", "hearing_on": "2027-01-04"}
    visit.send(EDIT, debt, court="County court, 26-123", **days)
    debt.refresh_from_db()
    assert (debt.sued, debt.court) == (True, "County court, 26-123")
    assert debt.answer_due_on == date(2026, 12, 30)
    assert history(debt).answer_due_on == date(2026, 12, 30)


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        ({"served_on": "2026-01-05", "answer_due_on": "2026-01-04"}, "answer_due_on"),
        ({"served_on": "2999-01-05"}, "served_on"),
        ({"court": "County court", "sued": "False"}, "sued"),
    ],
)
def test_days_of_a_lawsuit_that_cannot_be_are_refused(visit, debt, typed, wrong):
    page = visit.send(EDIT, debt, **typed)
    assert list(page.context["form"].errors) == [wrong]


def test_what_nobody_said_of_security_and_court_stays_unknown(visit, workspace):
    visit.send(CREATE, workspace, LEAST)
    visit.send(EDIT, Debt.objects.get(), reference="GF-1")
    debt = Debt.objects.get()
    assert (debt.security, debt.sued) == ("", None)
    page = visit.client.get(reverse(EDIT, args=[debt.pk])).text
    for name in ("security", "sued"):
        select = page.split(f'id="id_{name}"')[1].split("</select>")[0]
        assert '<option value="" selected>Not known</option>' in select


def test_a_lawsuit_is_answered_with_yes_or_no(visit, debt):
    for answer in (False, True):
        visit.send(EDIT, debt, sued=answer)
        assert Debt.objects.get().sued is answer


def test_a_day_in_court_says_that_there_is_a_lawsuit(visit, debt):
    visit.send(EDIT, debt, sued="False")
    visit.send(EDIT, debt, sued_on="2026-01-05")  # the no of before is not said again
    assert Debt.objects.get().sued is True


@pytest.mark.parametrize("court", [{"sued_on": "2026-01-05"}, {"judgment": "on"}])
def test_no_lawsuit_and_a_day_in_court_are_not_believed_together(visit, debt, court):
    page = visit.send(EDIT, debt, {"sued": "False"} | court)
    assert list(page.context["form"].errors) == ["sued"]
    assert "Say yes, or take out the days and the judgment." in page.text
    assert Debt.objects.get().sued is None


@pytest.mark.parametrize("sued", [None, False])
def test_the_database_keeps_no_judgment_without_a_lawsuit(debt, sued):
    debt.judgment, debt.sued = True, sued
    with pytest.raises(IntegrityError):
        debt.save()


def test_an_edit_that_changes_nothing_writes_nothing(visit, debt):
    assert visit.send(EDIT, debt).status_code == 302
    assert told(debt) == []


def test_a_party_may_be_replaced_by_a_name_typed_new(visit, debt):
    visit.send(EDIT, debt, collector_name="Keystone Collections")
    debt = Debt.objects.get()
    assert debt.collector.name == "Keystone Collections"
    assert told(debt) == [("debt_changed", {"fields": ["collector"]})]


def test_the_last_party_cannot_be_taken_away(visit, debt):
    page = visit.send(EDIT, debt, collector="")
    assert list(page.context["form"].errors) == ["original_creditor"]


def test_two_windows_both_texts_are_shown(visit, debt):
    typed = visit.shown(EDIT, debt)
    visit.post(EDIT, debt, typed | {"nickname": "Red card"})
    page = visit.post(EDIT, debt, typed | {"nickname": "Green card"})
    debt.refresh_from_db()
    assert (page.status_code, debt.nickname) == (409, "Red card")
    assert 'value="Green card"' in page.text
    assert "Red card" in page.text


def test_a_balance_added_meanwhile_is_no_conflict(visit, debt):
    typed = visit.shown(EDIT, debt)
    make.balance(debt)
    assert visit.post(EDIT, debt, typed | {"nickname": "Red card"}).status_code == 302
    debt.refresh_from_db()
    assert debt.nickname == "Red card"


def test_an_edit_does_not_turn_back_the_revision(visit, debt):
    typed = visit.shown(EDIT, debt)
    make.balance(debt)
    at = Debt.objects.get().revision
    visit.post(EDIT, debt, typed | {"nickname": "Red card"})
    assert Debt.objects.get().revision == at + 1


def test_putting_away_is_told_once_and_undone_at_once(visit, debt):
    url = reverse("ledger:debt_archive", args=[debt.pk])
    visit.client.post(url)
    page = visit.client.post(url, follow=True)
    undo = reverse("ledger:debt_restore", args=[debt.pk])
    assert f'action="{undo}"' in page.text
    assert Debt.objects.get().archived_at
    visit.client.post(undo)
    visit.client.post(undo)
    assert Debt.objects.get().archived_at is None
    assert [kind for kind, _data in told(debt)] == ["debt_archived", "debt_restored"]


@pytest.mark.parametrize("name", ["debt_archive", "debt_restore"])
def test_looking_at_an_address_changes_nothing(visit, debt, name):
    assert visit.client.get(reverse(f"ledger:{name}", args=[debt.pk])).status_code == 405

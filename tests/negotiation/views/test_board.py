import re
from datetime import date
from decimal import Decimal
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from ledger.facts import BalanceSource, CreditorKind, DebtKind
from ledger.models import Debt
from negotiation import boards
from tests import make
from tests.wall import TOLD

NAMES = re.compile(r'class="debt-name"[^>]*>([^<]+)<')


@pytest.fixture
def signed_in(client, alice, time_machine):
    time_machine.move_to("2026-03-02T17:00Z", tick=False)
    client.force_login(alice)
    return client


@pytest.fixture
def board(signed_in, workspace):
    """Opens the board with this query string."""

    def board(query="", **headers):
        return signed_in.get(f"/?{query}" if query else "/", headers=headers)

    return board


def names(page):
    return [unescape(name) for name in NAMES.findall(page.text)]


def verified(workspace, nickname, total="1200.00", **fields):
    debt = make.debt(workspace, nickname=nickname, **fields)
    make.balance(debt, total)
    return debt


def many(workspace, number):
    """Debts with few different scores, amounts and names, so that every order has ties."""
    holder = make.creditor(workspace)
    made = [
        Debt(workspace=workspace, nickname=f"Card {n % 7}", collector=holder, state="NY")
        for n in range(number)
    ]
    Debt.objects.bulk_create(made)
    for debt in made[::3]:
        make.balance(debt, Decimal(500 + debt.pk.int % 3))
    return made


# ---- from nothing ------------------------------------------------------------------------


def test_a_new_person_is_shown_where_to_begin(client, alice):
    client.force_login(alice)
    assert client.get("/")["Location"] == reverse("ledger:first_visit")


def test_a_visitor_is_asked_to_sign_in(client, db):
    assert client.get("/")["Location"].startswith(reverse("account_login"))


def test_an_empty_board_starts_the_first_visit(board):
    page = board().text
    assert "Start with one debt" in page
    assert f'href="{reverse("ledger:first_visit")}"' in page
    assert "Do this next" not in page


def test_when_all_debts_are_put_away_they_can_still_be_found(board, workspace, alice):
    make.debt(workspace, nickname="Old card").archive(by=alice, on=make.TODAY)
    page = board()
    assert names(page) == []
    assert "All your debts are put away." in page.text
    assert 'href="?show=archived"' in page.text
    assert reverse("ledger:debt_create", args=[workspace.pk]) in page.text
    assert "You have done your part" not in page.text
    assert names(board("show=archived")) == ["Old card"]


# ---- what do I do today? -----------------------------------------------------------------


def test_what_is_due_first_is_the_one_thing_to_do(board, workspace):
    verified(workspace, "Quiet card")
    make.debt(workspace, nickname="Store card", notice_received_on=date(2026, 2, 25))
    page = board()
    assert page.context["first"].row.name == "Store card"
    debt = Debt.objects.get(nickname="Store card")
    assert page.context["first"].act_url == reverse("negotiation:statement_create", args=[debt.pk])
    assert "Do this next" in page.text
    assert "in the 30 days after their notice" in page.text


def test_a_lawsuit_comes_before_everything(board, workspace):
    make.debt(workspace, nickname="Store card", notice_received_on=date(2026, 2, 3))
    verified(workspace, "Loan", sued=True)
    assert board().context["first"].row.name == "Loan"


def test_a_late_answer_stands_out_and_is_never_blamed_on_the_reader(board, workspace):
    debt = make.debt(workspace, nickname="Hospital")
    sent = make.letter(debt, issued_on=date(2026, 1, 4))
    make.statement_request(debt, letter=sent, mailed_on=date(2026, 1, 5), due_on=date(2026, 2, 20))
    page = board()
    assert page.context["first"].is_late
    assert "since Feb 20" in page.text
    assert page.context["first"].act_url == reverse("negotiation:letter_detail", args=[sent.pk])


def test_waiting_is_nothing_to_do(board, workspace):
    debt = make.debt(workspace, nickname="Hospital")
    make.statement_request(debt, mailed_on=date(2026, 3, 1), due_on=date(2026, 3, 31))
    page = board()
    assert page.context["first"] is None
    assert "You have done your part for now." in page.text


# ---- the sums ----------------------------------------------------------------------------


def test_figures_of_different_worth_are_never_added_up(board, workspace, alice):
    verified(workspace, "One", "1000.00")
    verified(workspace, "Two", "250.50")
    claimed = make.debt(workspace)
    make.balance(claimed, "700.00", source=BalanceSource.CREDIT_REPORT)
    own = make.debt(workspace)
    make.balance(own, "80.00", source=BalanceSource.OWN_RECORD)
    make.debt(workspace, nickname="No figure yet")
    verified(workspace, "Away", "9999.00").archive(by=alice, on=make.TODAY)
    page = board()
    shown = [
        (str(total["label"]), total["count"], total["amount"]) for total in page.context["sums"]
    ]
    assert shown == [
        ("Verified", 2, Decimal("1250.50")),
        ("Claimed", 1, Decimal("700.00")),
        ("Own record", 1, Decimal("80.00")),
        ("Not known", 1, None),
    ]
    assert "$2,030.50" not in page.text


def test_what_interest_may_have_added_stands_apart_as_an_estimate(board, workspace):
    verified(workspace, "Card", "1000.00", apr=Decimal("36.5"))  # a dollar a day since February 1
    page = board()
    assert page.context["sums"][0]["amount"] == Decimal("1000.00")
    assert "about $1,029 today, with interest since" in page.text
    make.payment(workspace.debts.get(), "400.00")
    assert "about $621.18 today, after your payments" in board().text


def test_cash_and_saving_are_shown_or_asked_for(board, workspace):
    verified(workspace, "Card")
    assert "$900" in board().text
    workspace.cash = workspace.monthly_saving = None
    workspace.save()
    assert "Write it down" in board().text


# ---- every debt --------------------------------------------------------------------------


def test_a_debt_is_shown_with_all_that_matters_and_one_step(board, workspace):
    debt = verified(workspace, "Blue card", first_delinquent_on=date(2024, 3, 2))
    page = board()
    row = page.context["rows"][0]
    assert (row.who, row.amount, row.basis, row.stage) == (
        "Midtown Recovery", "$1,200", "Verified", "Verified"
    )  # fmt: skip
    assert f'aria-label="Score {row.row.score} of 100"' in page.text
    assert row.act == "Prepare an offer"
    assert f'href="{reverse("negotiation:case_file", args=[debt.pk])}"' in page.text


def test_a_debt_called_like_its_holder_says_so_once(board, workspace):
    verified(workspace, "Lakeside Bank", collector=make.creditor(workspace, name="Lakeside Bank"))
    page = board()
    assert page.context["rows"][0].who == "Credit card"
    assert '<span class="soft">Lakeside Bank' not in page.text


def test_a_call_is_one_click_away(board, workspace):
    debt = verified(workspace, "Blue card")
    assert f'href="{reverse("negotiation:call_create", args=[debt.pk])}"' in board().text


def test_a_debt_that_does_not_bargain_shows_why_instead_of_a_number(board, workspace):
    verified(workspace, "Car", kind=DebtKind.AUTO)
    page = board()
    assert ">Secured</span>" in page.text
    assert "Score" not in page.text


def test_what_people_type_cannot_become_a_part_of_the_page(board, workspace):
    verified(workspace, "<script>alert(1)</script>", collector=make.creditor(workspace, name="<b>"))
    page = board().text
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "<b></" not in page


def test_another_household_is_not_on_the_board(board, workspace, mallory):
    verified(make.workspace(mallory), "Not mine")
    verified(workspace, "Mine")
    page = board()
    assert names(page) == ["Mine"]
    assert "Not mine" not in page.text


def test_the_board_speaks_spanish(board, workspace):
    verified(workspace, "Tarjeta")
    workspace.language = "es"
    workspace.save()
    assert '<html lang="es">' in board().text


# ---- order and filters -------------------------------------------------------------------


@pytest.fixture
def three(workspace):
    verified(workspace, "Beta", "300.00", first_delinquent_on=date(2025, 9, 2))
    verified(workspace, "alpha", "900.00", first_delinquent_on=date(2022, 3, 2))
    make.debt(
        workspace,
        nickname="Gamma",
        kind=DebtKind.MEDICAL,
        collector=make.creditor(workspace, name="County Hospital"),
        notice_received_on=date(2026, 2, 25),
    )


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("sort=name", ["alpha", "Beta", "Gamma"]),
        ("sort=amount", ["alpha", "Beta", "Gamma"]),  # what is not known comes last
        ("sort=score", ["alpha", "Beta", "Gamma"]),
        ("sort=due", ["Gamma", "alpha", "Beta"]),
        ("", ["Gamma", "alpha", "Beta"]),
        ("sort=password", ["Gamma", "alpha", "Beta"]),  # no such order
        ("kind=medical", ["Gamma"]),
        ("kind=nonsense&sort=name", ["alpha", "Beta", "Gamma"]),
        ("show=start", ["Gamma"]),
        ("show=ready&sort=name", ["alpha", "Beta"]),
        ("show=done", []),
        ("q=ALPH", ["alpha"]),
        ("q=county", ["Gamma"]),  # by the holder's name too
        ("q=%25", []),
        ("q=_eta", []),
        ("q=%00", ["Gamma", "alpha", "Beta"]),
        ("after=not-an-id", ["Gamma", "alpha", "Beta"]),
    ],
)
def test_the_list_is_sorted_and_filtered_as_asked(board, three, query, expected):
    assert names(board(query)) == expected


def test_nothing_found_shows_a_way_back(board, three):
    page = board("q=nobody").text
    assert "No debt fits what you asked for." in page
    assert "Show all debts" in page


def test_the_search_works_as_a_form_and_keeps_what_was_asked(board, three):
    page = board("q=a&sort=name&show=ready").text
    assert 'name="q"' in page
    assert 'value="a"' in page
    assert '<option value="name" selected>' in page
    assert '<option value="ready" selected>' in page


def test_a_part_of_the_page_is_enough_for_htmx_and_its_address_is_kept_short(board, three):
    page = board("q=&show=ready&kind=&sort=due", **{"HX-Request": "true"})
    assert "<html" not in page.text
    assert names(page) == ["alpha", "Beta"]
    assert page["HX-Push-Url"] == "/?show=ready"


def test_going_back_gets_the_whole_page(board, three):
    back = {"HX-Request": "true", "HX-History-Restore-Request": "true"}
    assert "<html" in board("show=ready", **back).text


# ---- page by page ------------------------------------------------------------------------


@pytest.mark.parametrize("sort", boards.ORDERS)
def test_page_by_page_every_debt_comes_once(board, workspace, sort):
    made = many(workspace, 2 * boards.PAGE + 5)
    seen, query, pages = [], f"sort={sort}", 0
    while query:
        page = board(query)
        seen += [row.row.debt_id for row in page.context["rows"]]
        query, pages = page.context["more"], pages + 1
    assert pages == 3
    assert len(seen) == len(made)
    assert set(seen) == {debt.pk for debt in made}


def test_more_can_be_had_without_javascript(board, workspace):
    many(workspace, boards.PAGE + 1)
    page = board("sort=name")
    assert unescape(page.text).count(f'href="/?{page.context["more"]}"') == 1
    assert len(names(board(page.context["more"]))) == 1


def test_a_page_after_somebody_elses_debt_starts_from_the_top(board, workspace, mallory):
    verified(workspace, "Mine")
    theirs = verified(make.workspace(mallory), "Theirs")
    assert names(board(f"after={theirs.pk}")) == ["Mine"]


def test_the_board_takes_as_many_queries_for_500_debts_as_for_8(board, workspace):
    def queries():
        board()  # brings the standings up to date
        with CaptureQueriesContext(connection) as asked:
            board()
        return len(asked)

    many(workspace, 8)
    few = queries()
    many(workspace, 492)
    assert queries() == few <= 9 + TOLD


# ---- the same page again -----------------------------------------------------------------


@pytest.fixture
def again(board, workspace):
    """What the board answers a browser that has seen it."""
    verified(workspace, "Blue card")
    seen = board()["ETag"]
    return lambda query="", **headers: board(query, **{"If-None-Match": seen} | headers).status_code


def test_nothing_is_sent_twice_and_nothing_is_kept_on_disk(again, board):
    assert again() == 304
    assert "no-store" in board()["Cache-Control"]


@pytest.mark.parametrize(
    "change",
    [
        lambda debt: make.call(debt, call_back_on=make.TODAY),
        lambda debt: debt.collector.change(["kind"]),
        lambda debt: setattr(debt.collector, "name", "Uptown") or debt.collector.change(["name"]),
        lambda debt: make.balance(debt, "1300.00"),
        lambda debt: make.debt(debt.workspace).touch(),
    ],
)
def test_whatever_changed_is_seen_at_once(again, workspace, change):
    change(workspace.debts.get())
    assert again() == 200


def test_the_next_day_is_another_board(again, time_machine):
    time_machine.move_to("2026-03-03T17:00Z", tick=False)
    assert again() == 200


def test_another_view_of_the_list_is_another_page(again):
    assert again("sort=name") == 200
    assert again(**{"HX-Request": "true"}) == 200


def test_what_the_site_has_to_say_is_said_and_not_kept_for_later(again, signed_in, workspace):
    debt = workspace.debts.get()
    signed_in.post(reverse("ledger:debt_archive", args=[debt.pk]))
    told = signed_in.get("/")
    assert list(told.context["messages"])
    assert "ETag" not in told


def test_the_holder_may_be_anybody(board, workspace):
    for kind in CreditorKind:
        make.debt(
            workspace, nickname=kind, collector=make.creditor(workspace, name=kind, kind=kind)
        )
    assert len(names(board())) == len(CreditorKind)

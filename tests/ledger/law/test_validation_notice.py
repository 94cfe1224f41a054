"""What a validation notice must hold, and whether its figures add up."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.law.figures import LawError, parse
from ledger.law.validation_notice import (
    Answer,
    Item,
    Only,
    ReferenceDate,
    Sums,
    arithmetic,
    changed_itemization_date,
    checklist,
    items,
    items_from,
    lacking,
    reference_dates,
    together,
)

ALL_THERE = dict.fromkeys(Item, Answer.THERE)
MONEY = st.decimals(0, 100_000, places=2)


def sums(**amounts):
    amounts = {
        "amount_then": "1000.00",
        "interest": "75.50",
        "fees": "25.00",
        "payments": "50.00",
        "credits": "0",
        "amount_now": "1050.50",
    } | amounts
    return Sums(**{name: None if a is None else Decimal(a) for name, a in amounts.items()})


def test_every_item_stands_in_the_file_in_order_with_its_citation():
    assert list(items()) == list(Item)
    assert all(citation.startswith("12 CFR 1006.34(c)") for citation, _ in items().values())


def test_a_full_notice_lacks_nothing():
    assert lacking(checklist(ALL_THERE, asked={})) == ()


@pytest.mark.parametrize("answer", [Answer.MISSING, Answer.BLANK])
def test_what_is_missing_or_blank_is_named(answer):
    lines = checklist({**ALL_THERE, Item.ITEMIZATION: answer}, asked={})
    assert lacking(lines) == (Item.ITEMIZATION,)


def test_what_was_not_looked_for_is_no_fault():
    lines = checklist({}, asked={})
    assert lacking(lines) == ()
    assert {line.answer for line in lines} == {Answer.NOT_LOOKED}


@pytest.mark.parametrize(
    ("only", "not_asked"),
    [
        (Only.FINANCE, {Item.CREDITOR_THEN, Item.CFPB_WEBSITE}),
        (Only.ACCOUNT, {Item.ACCOUNT_NUMBER}),
        (Only.ELECTRONIC, {Item.ELECTRONIC_REPLY}),
        (Only.NO_STATEMENT, {Item.ITEMIZATION_DATE, Item.AMOUNT_THEN, Item.ITEMIZATION}),
    ],
)
def test_some_items_are_asked_of_some_notices_only(only, not_asked):
    lines = checklist(dict.fromkeys(Item, Answer.MISSING), asked={only: False})
    assert {line.item for line in lines if line.answer is Answer.NOT_ASKED} == not_asked
    assert not not_asked & set(lacking(lines))


def test_figures_that_add_up():
    found = arithmetic(sums())
    assert found.adds_up
    assert found.expected == Decimal("1050.50")
    assert found.blank == ()
    assert str(found.text) == "The figures add up to $1,050.50."


@pytest.mark.parametrize(
    ("claimed", "difference", "words"),
    [
        ("1100.50", "50.00", "The notice claims $50.00 more."),
        ("1050.49", "-0.01", "The notice claims $0.01 less."),
    ],
)
def test_a_difference_is_shown_to_the_cent(claimed, difference, words):
    found = arithmetic(sums(amount_now=claimed))
    assert not found.adds_up
    assert found.difference == Decimal(difference)
    assert str(found.text).endswith(words)


def test_a_blank_field_counts_as_nothing_and_is_named():
    found = arithmetic(sums(credits=None))
    assert found.adds_up
    assert found.blank == ("credits",)


@pytest.mark.parametrize("total", ["amount_then", "amount_now"])
def test_without_both_totals_nobody_can_tell(total):
    found = arithmetic(sums(**{total: None}))
    assert (found.adds_up, found.expected, found.difference) == (None, None, None)


@given(MONEY, MONEY, MONEY, MONEY, MONEY)
def test_whatever_the_parts_the_right_total_adds_up(then, interest, fees, payments, credit):
    now = then + interest + fees - payments - credit
    found = arithmetic(Sums(then, interest, fees, payments, credit, now))
    assert found.adds_up
    more = arithmetic(Sums(then, interest, fees, payments, credit, now + 1))
    assert more.difference == 1


def test_several_debts_on_one_notice_are_added_up():
    both = together([sums(), sums(fees="1.00", amount_now="1026.50")])
    assert both.amount_now == Decimal("2077.00")
    assert arithmetic(both).adds_up
    assert arithmetic(together([sums(), sums(fees=None)])).blank == ("fees",)
    with pytest.raises(ValueError, match="one debt at least"):
        together([])


def test_the_itemization_date_is_one_of_five():
    known = {
        ReferenceDate.CHARGE_OFF: date(2025, 6, 30),
        ReferenceDate.LAST_PAYMENT: date(2024, 12, 5),
        ReferenceDate.LAST_STATEMENT: date(2025, 6, 30),
    }
    assert reference_dates(date(2024, 12, 5), known) == (ReferenceDate.LAST_PAYMENT,)
    assert len(reference_dates(date(2025, 6, 30), known)) == 2
    assert reference_dates(date(2025, 7, 1), known) == ()


def test_a_collector_keeps_to_its_itemization_date_and_the_next_may_take_another():
    first, second = date(2024, 12, 5), date(2025, 6, 30)
    assert changed_itemization_date([("Midtown", first), ("Harbor", second)]) == frozenset()
    assert changed_itemization_date([("Midtown", first), ("Midtown", second)]) == {"Midtown"}


HEAD = 'checked_on = 2026-03-09\n[[items]]\nname = "itemization"\ncitation = "12 CFR 1"\n'


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        (HEAD, "must be there"),
        (HEAD + HEAD.split("\n", 1)[1], "is there twice"),
        (HEAD.replace("itemization", "coffee"), "must be one of"),
        (HEAD + 'only_for = "cats"\n', "must be one of finance"),
    ],
)
def test_a_wrong_list_of_items_is_refused(text, complaint):
    with pytest.raises(LawError, match=complaint):
        items_from(parse("validation_notice.toml", text))

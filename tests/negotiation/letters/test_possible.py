"""Answers of a letter that no letter could mean: days the wrong way round, payment 7 of 3."""

from datetime import date, timedelta

import pytest

from negotiation.forms.letter_data import begun
from negotiation.forms.letters import LetterForm
from negotiation.letters.kinds import KINDS
from negotiation.letters.possible import impossible
from negotiation.letters.recipients import everybody
from tests import make
from tests.negotiation.letters.sample import EVERY, letter
from tests.table import for_each

ON = make.TODAY
MARCH, APRIL = date(2026, 3, 20), date(2026, 4, 20)


@for_each(("kind", "language"), EVERY)
def test_an_everyday_letter_says_nothing_impossible(kind, language):
    assert list(impossible(letter(kind, language))) == []


@pytest.mark.parametrize(
    ("kind", "said", "why"),
    [
        ("L10", {"plan": "pause", "from_on": APRIL, "until_on": MARCH}, "after April 20, 2026"),
        ("L10", {"plan": "pause", "from_on": APRIL, "until_on": APRIL}, "after April 20, 2026"),
        ("L10", {"plan": "later", "due_on": APRIL, "new_on": MARCH}, "after April 20, 2026"),
        ("L19", {"service_on": APRIL, "service_until": MARCH}, "after April 20, 2026"),
        (
            "L7",
            {"how": "lump", "pay_by": MARCH, "answer_by": APRIL},
            "March 20, 2026 or an earlier",
        ),
        (
            "L7",
            {"how": "parts", "first_on": MARCH, "answer_by": APRIL},
            "March 20, 2026 or an earlier",
        ),
        ("L8", {"part": "one_of", "number": 7, "total": 3}, "more than 3"),
        ("L26", {"judgment_on": APRIL, "paid_on": MARCH}, "April 20, 2026 or a later"),
    ],
)
def test_answers_that_cannot_be_true_together_are_named(kind, said, why):
    [(key, words)] = impossible(letter(kind, said=said))
    assert key == list(said)[-1 if kind != "L8" else 1]
    assert why in str(words)


def test_what_is_not_asked_any_more_stands_in_nobodys_way():
    said = {"plan": "later", "from_on": APRIL, "until_on": MARCH, "new_on": date(2026, 5, 1)}
    assert list(impossible(letter("L10", said=said))) == []


def form(debt, kind, **typed):
    to = next(to for to in everybody(debt) if to.party in KINDS[kind].to)
    data = begun(debt, KINDS[kind], to, on=ON)
    for name, value in typed.items():
        data[name] = value
    return LetterForm(data, debt=debt, kind=KINDS[kind], to=to, on=ON)


@pytest.fixture
def card(workspace):
    """A card still with its bank."""
    return make.debt(
        workspace, original_creditor=make.creditor(workspace, kind="original_creditor")
    )


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("kind", "typed", "key"),
    [
        ("L10", {"pay_day": "29"}, "pay_day"),
        ("L20", {"count": "1"}, "count"),
        ("L21", {"statement_on": "2025-12-31"}, "statement_on"),  # 61 days
        ("L21", {"charges-0-0": "2026-03-03", "charges-0-1": "Fee", "charges-0-2": "5"}, "charges"),
        ("L21", {"charges-0-0": "0026-02-03", "charges-0-1": "Fee", "charges-0-2": "5"}, "charges"),
        ("L10", {"plan": "later", "due_on": "2026-04-20", "new_on": "2026-04-01"}, "new_on"),
    ],
)
def test_the_form_names_what_cannot_be_beside_its_question(card, kind, typed, key):
    said = form(card, kind, **typed)
    assert not said.is_ready()
    assert said.errors[key] != ["The letter needs this."]


@pytest.mark.django_db
def test_a_billing_error_is_in_time_for_sixty_days(card):
    said = form(card, "L21", statement_on="2026-01-01")
    said.is_ready()
    assert "statement_on" not in said.errors


@pytest.mark.django_db
def test_the_paper_is_wished_for_before_the_first_payment(debt):
    soon = {"payments": 3, "first_due_on": MARCH}
    deal = make.agreement(debt, "900.00", written=False, **soon)
    data = begun(debt, KINDS["L7"], everybody(debt)[0], on=deal.agreed_on)
    assert date.fromisoformat(data["answer_by"]) == MARCH - timedelta(days=1)

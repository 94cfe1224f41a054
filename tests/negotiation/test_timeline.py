from datetime import UTC, date, datetime
from uuid import uuid4

import pytest
from django.urls import resolve

from ledger.models import Event
from negotiation import timeline

DAY = date(2026, 2, 20)


def line(kind, subject_id=None, **values):
    event = Event(kind=kind, happened_on=DAY, recorded_at=datetime(2026, 2, 20, 17, tzinfo=UTC))
    event.subject_id, event.data = subject_id, values
    return timeline.line(event)


def said(kind, **values):
    return " ".join(str(sentence) for sentence in line(kind, **values).sentences)


@pytest.mark.parametrize(
    ("kind", "values", "sentence"),
    [
        ("debt_added", {"name": "Blue card"}, "You wrote down this debt: Blue card."),
        (
            "debt_changed",
            {"fields": ["apr", "due_day"]},
            "You changed the facts of this debt. "
            "Changed: interest rate (APR %), day of the month it is due.",
        ),
        (
            "debt_changed",
            {"fields": ["of_old"]},
            "You changed the facts of this debt. Changed: of old.",
        ),
        (
            "holder_changed",
            {"role": "law_firm", "name": "Lakeside Law"},
            "You wrote down who is involved: Lakeside Law (law firm).",
        ),
        (
            "holder_left",
            {"role": "collector", "name": "Midtown"},
            "Midtown no longer has this debt (collector).",
        ),
        ("debt_archived", {}, "You put this debt away."),
        (
            "balance_added",
            {"total": "1200.00", "source": "credit_report"},
            "You wrote down what is owed: $1,200.00. From: Credit report.",
        ),
        ("balance_corrected", {"total": "1250.00"}, "You corrected what is owed to $1,250.00."),
        ("payment_made", {"amount": "50.00"}, "You paid $50.00."),
        ("payment_corrected", {"amount": "5.00"}, "You corrected a payment to $5.00."),
        (
            "payment_corrected",
            {"amount": "0.00"},
            "You wrote down that a payment was never made.",
        ),
        ("document_added", {"title": "Bill"}, "You added a paper: Bill."),
        (
            "letter_mailed",
            {
                "title": "Validation request",
                "recipient": "Midtown",
                "tracking": "9407",
                "due_on": "2026-03-22",
            },
            "You mailed a letter to Midtown: Validation request. The tracking number is 9407. "
            "It is fair to expect an answer by March 22, 2026.",
        ),
        (
            "letter_mailed",
            {"title": "Validation request", "recipient": "Midtown", "tracking": ""},
            "You mailed a letter to Midtown: Validation request.",
        ),
        ("statement_answered", {"recipient": "Midtown"}, "An answer came from Midtown."),
        (
            "statement_answered",
            {"recipient": "Midtown", "total": "900.00"},
            "An answer came from Midtown. They say you owe $900.00.",
        ),
        (
            "call_logged",
            {
                "direction": "in",
                "outcome": "offered",
                "spoke_with": "Dana",
                "amount": "600.00",
                "call_back_on": "2026-03-04",
            },
            "They called you. They made an offer. The name given was Dana. "
            "The amount named was $600.00. To call back on March 4, 2026.",
        ),
        (
            "call_logged",
            {"direction": "out", "outcome": "voicemail", "spoke_with": "", "amount": None},
            "You called them. It went to voicemail.",
        ),
        ("call_logged", {}, "Something was added to this file."),
        ("from_the_future", {"x": [1, {"y": 2}]}, "Something was added to this file."),
    ],
)
def test_each_kind_of_event_is_a_sentence(kind, values, sentence):
    assert said(kind, **values) == sentence


@pytest.mark.parametrize("kind", timeline.PHRASES)
def test_no_sentence_needs_more_than_the_event_holds_to_be_shown(kind):
    assert line(kind).sentences


@pytest.mark.parametrize("phrase", [*timeline.PHRASES.values(), *timeline.CALLS.values()])
def test_where_a_line_leads_there_is_a_page(phrase):
    if phrase.route:
        address = line_to(phrase)
        assert resolve(address).view_name == phrase.route


def line_to(phrase):
    kinds = {id(known): kind for kind, known in timeline.PHRASES.items()}
    kind = kinds.get(id(phrase), "call_logged")
    direction = {"direction": "in"} if kind == "call_logged" else {}
    return line(kind, subject_id=uuid4(), **direction).url


def test_what_was_written_down_later_says_so():
    assert line("debt_archived").written_on is None
    event = Event(
        kind="call_logged", happened_on=DAY, recorded_at=datetime(2026, 2, 25, 17, tzinfo=UTC)
    )
    assert timeline.line(event).written_on == date(2026, 2, 25)

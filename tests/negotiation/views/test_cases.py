from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from ledger.facts import BalanceSource, DebtKind
from ledger.models import Event
from ledger.wording import day
from tests import make
from tests.wall import TOLD


@pytest.fixture
def signed_in(client, alice, time_machine):
    time_machine.move_to("2026-03-02T17:00Z", tick=False)
    client.force_login(alice)
    return client


@pytest.fixture
def case(signed_in, debt):
    """Opens the debt's case file."""
    return lambda: signed_in.get(reverse("negotiation:case_file", args=[debt.pk]))


@pytest.fixture
def timeline(signed_in, debt):
    def timeline(query="", **headers):
        url = reverse("negotiation:timeline", args=[debt.pk])
        return signed_in.get(url + query, headers=headers)

    return timeline


def happened(debt, number):
    """So many events, three a day, all written down at once."""
    Event.objects.bulk_create(
        Event(
            workspace=debt.workspace,
            debt=debt,
            kind="payment_made",
            happened_on=date(2024, 1, 1) + timedelta(days=n // 3),
            data={"amount": f"{n}.00"},
        )
        for n in range(1, number + 1)
    )


def text_of(page):
    return unescape(page.text)


def test_a_stranger_finds_nothing(client, mallory, debt):
    client.force_login(mallory)
    for route in ("case_file", "timeline"):
        assert client.get(reverse(f"negotiation:{route}", args=[debt.pk])).status_code == 404


# ---- at the top --------------------------------------------------------------------------


def test_it_says_what_is_owed_to_whom_and_how_sure_that_is(case, debt):
    make.balance(debt, "1200.00")
    page = text_of(case())
    for words in ("Blue card", "Credit card", "Midtown Recovery", "$1,200.00", "Verified"):
        assert words in page
    assert f"as of {day(date(2026, 2, 1))}" in page
    assert "our estimate" not in page  # no rate is known


def test_what_interest_may_have_added_is_called_an_estimate(case, workspace, debt):
    debt.apr = Decimal("36.5")
    debt.save()
    make.balance(debt, "1000.00")
    assert "About <b>$1,029.00</b> today. This is our estimate" in case().text


def test_without_a_figure_it_asks_for_one(case, debt):
    page = case().text
    assert "Write down what they say you owe" in page
    assert reverse("ledger:balance_create", args=[debt.pk]) in page


def test_the_next_step_comes_with_its_reason_its_day_and_its_button(case, debt):
    debt.notice_received_on = date(2026, 2, 25)
    debt.save()
    page = case()
    assert page.context["next"]["url"] == reverse("negotiation:statement_create", args=[debt.pk])
    assert "in the 30 days after their notice" in page.text
    assert page.context["next"]["due"] in page.text


def test_a_lawsuit_is_answered_with_papers_dates_and_free_help(case, debt):
    debt.sued, debt.collector.phone = True, "(614) 555-0142"
    debt.collector.save()
    debt.save()
    page = case()
    card = page.text.split('class="next"')[1].split("</section>")[0]
    assert page.context["next"]["url"] == ""
    assert "Answer the court in writing by that day." in card
    for address in (
        reverse("ledger:document_create", args=[debt.pk]),
        reverse("ledger:debt_edit", args=[debt.pk]) + "#id_answer_due_on",
        "https://www.lsc.gov/about-lsc/what-legal-aid/get-legal-help",
    ):
        assert f'href="{address}"' in card
    assert "tel:" not in card


def test_the_next_step_leads_to_the_offer_and_to_the_notes_of_a_call(case, debt):
    debt.first_delinquent_on, debt.last_paid_on = date(2024, 9, 2), date(2024, 8, 2)
    debt.save()
    make.balance(debt)
    page = case()
    card = text_of(page).split('class="next"')[1].split("</section>")[0]
    assert page.context["step"].kind == "prepare_offer"
    assert "Open with $" in card
    assert f'btn-next" href="{reverse("negotiation:offer_create", args=[debt.pk])}"' in card
    assert reverse("negotiation:call_create", args=[debt.pk]) in card
    assert reverse("ledger:document_create", args=[debt.pk]) in card


def test_the_figure_that_counts_is_marked_among_several(case, debt):
    proven = make.balance(debt, "1200.00")
    assert "This one counts" not in case().text  # it is the only one
    make.balance(debt, "1260.00", as_of=date(2026, 2, 20), source=BalanceSource.OWN_RECORD)
    page = case().text
    assert page.count("This one counts") == 1
    own = page.split(f'id="balance-{proven.pk}"')[1]
    assert "This one counts" in own.split("</li>")[0]


def test_a_debt_called_like_its_holder_says_so_once(case, debt):
    debt.collector.name = debt.nickname
    debt.collector.save()
    assert case().text.split("</header>")[1].count(debt.nickname) == 1


def test_the_holder_can_be_called_from_the_page(case, debt):
    debt.collector.phone = "(614) 555-0142 ext. 9"
    debt.collector.save()
    assert 'href="tel:6145550142"' in case().text


# ---- the score ---------------------------------------------------------------------------


def test_every_point_has_a_reason_and_a_source(case, debt):
    make.balance(debt)
    page = case()
    score = page.context["score"]
    assert f"{score.points} of 100 points" in page.text
    assert score.reasons
    for reason in score.reasons:
        assert str(reason.text) in text_of(page)
        assert f'href="{reason.source}"' in text_of(page)
    assert "It is not a probability." in page.text


def test_what_would_tell_us_more_leads_to_its_field(case, debt, workspace):
    make.balance(debt)
    page = text_of(case())
    assert "This would tell us more" in page
    assert f"{reverse('ledger:debt_edit', args=[debt.pk])}#id_first_delinquent_on" in page


def test_a_debt_that_does_not_bargain_gets_advice_instead_of_a_number(case, debt):
    debt.kind = DebtKind.TAX
    debt.save()
    page = case()
    assert page.context["score"].points is None
    assert "Tax debts have their own offers" in page.text
    assert "of 100" not in page.text


# ---- what is known -----------------------------------------------------------------------


def test_a_corrected_figure_stays_struck_out_and_points_to_the_right_one(case, debt):
    wrong = make.balance(debt, "1200.00")
    right = make.balance(debt, "1250.00", corrects=wrong)
    page = case()
    assert "<s>$1,200.00</s>" in page.text
    assert f'href="#balance-{right.pk}"' in page.text
    assert page.context["latest"] == right


def test_the_parts_of_a_figure_are_shown_as_far_as_they_are_known(case, debt):
    make.balance(debt, "1200.00", principal=Decimal(1000), fees=Decimal("20.5"))
    assert "principal $1,000.00, fees $20.50" in case().text


@pytest.mark.parametrize(
    ("fields", "state"),
    [
        ({}, f"Written on {day(date(2026, 2, 2))}, not mailed yet"),
        (
            {"mailed_on": date(2026, 2, 3), "due_on": date(2026, 3, 5)},
            f"Mailed on {day(date(2026, 2, 3))}. An answer may come until {day(date(2026, 3, 5))}.",
        ),
        (
            {"mailed_on": date(2026, 1, 3), "due_on": date(2026, 3, 1)},
            f"Mailed on {day(date(2026, 1, 3))}. Their answer was due on {day(date(2026, 3, 1))}.",
        ),
        ({"answered_on": date(2026, 2, 20)}, f"Answered on {day(date(2026, 2, 20))}"),
        (
            {"taken_back_at": datetime(2026, 2, 20, 17, tzinfo=UTC)},
            f"Taken back on {day(date(2026, 2, 20))}",
        ),
    ],
)
def test_each_letter_says_where_it_stands(case, debt, fields, state):
    asked = make.statement_request(debt, **fields)
    page = case()
    assert state in page.text
    assert page.context["letters"][0]["is_late"] == ("was due" in state)
    assert reverse("negotiation:letter_pdf", args=[asked.letter_id]) in page.text


def test_an_open_follow_up_can_be_ticked_off(case, signed_in, debt):
    call = make.call(debt, call_back_on=date(2026, 3, 4), said="They want <b>all</b> of it.")
    done = reverse("negotiation:call_done", args=[call.pk])
    page = case().text
    assert f"Call back on {day(date(2026, 3, 4))}" in page
    assert "They want &lt;b&gt;all&lt;/b&gt; of it." in page
    assert f'action="{done}"' in page
    signed_in.post(done)
    assert f'action="{done}"' not in case().text


def test_the_last_five_calls_are_shown(case, debt):
    for _ in range(6):
        make.call(debt)
    page = case()
    assert len(page.context["calls"]) == 5
    assert "Earlier calls stand in the list" in page.text


def test_everybody_involved_is_named_with_since_when(case, workspace, debt):
    bank = make.creditor(workspace, name="First Bank", kind="original_creditor")
    debt.original_creditor, debt.collector_since = bank, date(2025, 11, 3)
    debt.save()
    page = case()
    assert [(party.label, party.value) for party in page.context["parties"]] == [
        ("Original creditor", "First Bank"),
        ("Collector", "Midtown Recovery"),
    ]
    assert f"since {day(date(2025, 11, 3))}" in page.text


def test_facts_are_shown_in_words_and_gaps_as_gaps(case, debt):
    debt.apr, debt.due_day, debt.joint = Decimal("24.990"), 15, True
    debt.minimum_rule, debt.minimum_amount = "fixed", Decimal(35)
    debt.save()
    groups = {str(title): facts for title, facts in case().context["groups"]}
    shown = {fact.label: fact.value for facts in groups.values() for fact in facts}
    assert shown["Interest rate (APR %)"] == "24.99 %"
    assert shown["Joint or co-signed"] == "Yes"
    assert shown["Minimum payment"] == "A fixed amount, $35.00"
    assert shown["State whose law applies"] == "New York"
    assert shown["Opened on"] == ""
    assert "Lawsuit filed on" not in shown  # there is none


def test_a_paper_that_was_put_away_is_not_listed(case, debt):
    make.document(debt, title="Old bill").set_archived(True)
    make.document(debt, title="New bill")
    assert [paper.title for paper in case().context["documents"]] == ["New bill"]


def test_a_debt_that_was_put_away_can_be_taken_back(case, debt, alice):
    assert reverse("ledger:debt_archive", args=[debt.pk]) in case().text
    debt.archive(by=alice, on=make.TODAY)
    page = case().text
    assert "Put away" in page
    assert reverse("ledger:debt_restore", args=[debt.pk]) in page


# ---- the timeline ------------------------------------------------------------------------


def test_the_newest_twenty_come_first_and_the_rest_on_request(case, timeline, debt):
    happened(debt, 45)
    page = case()
    lines, pages = list(page.context["lines"]), 1
    while older := page.context["older"]:
        page = timeline(f"?before={older}")
        lines, pages = lines + page.context["lines"], pages + 1
    assert pages == 3
    days = [line.on for line in lines]
    assert days == sorted(days, reverse=True)
    assert len({str(line.sentences[0]) for line in lines}) == len(lines) == 45


def test_older_entries_are_a_page_without_javascript_and_a_part_of_one_with_it(timeline, debt):
    happened(debt, 3)
    assert "<html" in timeline().text
    part = timeline(**{"HX-Request": "true"}).text
    assert "<html" not in part
    assert "You paid $3.00." in part


def test_the_sentences_of_an_entry_stand_apart(timeline, debt):
    Event.objects.record(
        debt, "call_logged", on=make.TODAY, direction="in", outcome="voicemail", spoke_with="Al"
    )
    assert "They called you. It went to voicemail. The name given was Al." in timeline().text


@pytest.mark.parametrize("before", ["", "nonsense", "6f9619ff-8b86-4d01-b42d-00cf4fc964ff"])
def test_an_unknown_place_starts_from_the_newest(timeline, debt, before):
    happened(debt, 2)
    assert len(timeline(f"?before={before}").context["lines"]) == 2


def test_a_place_in_another_debts_timeline_is_unknown(timeline, debt, workspace):
    other = make.debt(workspace)
    happened(other, 1)
    happened(debt, 2)
    assert len(timeline(f"?before={other.events.get().pk}").context["lines"]) == 2


def test_what_people_type_cannot_become_a_part_of_the_page(case, debt):
    evil = "<img src=x onerror=alert(1)>"
    Event.objects.record(debt, "debt_added", on=make.TODAY, name=evil)
    debt.nickname = evil
    debt.save()
    make.call(debt, spoke_with=evil, said=evil)
    make.document(debt, title=evil)
    assert "<img src=x" not in case().text


def test_it_takes_as_many_queries_with_500_entries_as_with_20(case, debt):
    def queries():
        with CaptureQueriesContext(connection) as asked:
            assert case().status_code == 200
        return len(asked)

    happened(debt, 20)
    make.balance(debt, "100.00", source=BalanceSource.CREDIT_REPORT)
    make.call(debt)
    make.payment(debt)
    make.statement_request(debt)
    few = queries()
    happened(debt, 480)
    for _ in range(5):
        make.balance(debt)
        make.call(debt)
        make.payment(debt)
        make.document(debt)
        make.statement_request(debt, cancelled_on=make.TODAY)
    assert queries() == few <= 14 + TOLD

from datetime import date
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction

from ledger.models import BalanceEntry, Debt, Document, Event
from ledger.models.corrections import AlreadyCorrected
from tests import make

CREATE, CORRECT = "ledger:balance_create", "ledger:balance_correct"
PLAIN = {"total": "1200", "as_of": "2026-02-27", "source": "creditor_statement"}


def scan(content=b"%PDF-1.7 statement %%EOF", name="statement.pdf"):
    return SimpleUploadedFile(name, content)


def test_a_balance_goes_into_the_file_with_its_day_and_source(visit, debt):
    page = visit.send(CREATE, debt, PLAIN)
    entry, event = BalanceEntry.objects.get(), Event.objects.get()
    assert page["Location"] == debt.get_absolute_url()
    assert (entry.total, entry.as_of, entry.debt) == (Decimal("1200"), date(2026, 2, 27), debt)
    assert (event.kind, event.happened_on, event.subject_id) == (
        "balance_added",
        date(2026, 2, 27),
        entry.pk,
    )
    assert Debt.objects.get().revision == debt.revision + 1


def test_the_three_parts_make_the_total(visit, debt):
    parts = {"total": "", "principal": "$1,000", "interest": "150.50", "fees": "0"}
    visit.send(CREATE, debt, PLAIN | parts)
    entry = BalanceEntry.objects.get()
    assert entry.total == Decimal("1150.50")
    assert entry.is_itemized


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ({"total": ""}, "Enter the total, or all three parts."),
        ({"total": "", "principal": "5"}, "Enter the total, or all three parts."),
        ({"principal": "1300"}, "The parts come to more than the total."),
        ({"principal": "1", "interest": "1", "fees": "1"}, "do not add up to the total"),
        ({"total": "NaN"}, "Enter an amount like 1,234.56."),
        ({"interest": "1e3"}, "Enter an amount like 1,234.56."),
        ({"as_of": "2026-03-03"}, "This day is still to come."),
        ({"as_of": ""}, "This field is required."),
        ({"source": ""}, "This field is required."),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_kept(visit, debt, typed, message):
    page = visit.send(CREATE, debt, PLAIN | typed)
    assert message in page.text
    assert not BalanceEntry.objects.exists()


def test_a_double_click_makes_one_entry_and_one_paper(visit, debt):
    typed = visit.shown(CREATE, debt) | PLAIN
    for _click in range(2):
        visit.post(CREATE, debt, typed | {"upload": scan()})
    entry = BalanceEntry.objects.get()
    assert entry.document == Document.objects.get()
    assert entry.document.kind == Document.Kind.STATEMENT
    assert entry.document.title == "Written statement from the holder, Feb. 27, 2026"
    assert sorted(event.kind for event in Event.objects.all()) == [
        "balance_added",
        "document_added",
    ]


def test_a_paper_of_the_file_may_be_named(visit, debt):
    paper = make.document(debt)
    visit.send(CREATE, debt, PLAIN, document=paper.pk)
    assert BalanceEntry.objects.get().document == paper


def test_a_paper_from_the_list_and_a_new_one_is_asked_again(visit, debt):
    paper = make.document(debt)
    page = visit.send(CREATE, debt, PLAIN, document=paper.pk, upload=scan())
    assert list(page.context["form"].errors) == ["upload"]


def test_a_paper_that_cannot_be_kept_leaves_what_was_typed(visit, debt):
    page = visit.send(CREATE, debt, PLAIN, upload=scan(b"<script>alert(1)</script>"))
    assert "We can keep PDF files and pictures" in page.text
    assert 'value="1200"' in page.text
    assert [model.objects.count() for model in (BalanceEntry, Document)] == [0, 0]


def test_a_file_that_a_page_cannot_keep_is_asked_for_again(visit, debt):
    page = visit.send(CREATE, debt, PLAIN | {"total": "lots"}, upload=scan())
    assert list(page.context["form"].errors) == ["total", "upload"]
    assert "Please choose the file again." in page.text


def test_a_correction_is_a_new_entry_and_the_old_one_stays(visit, debt):
    wrong = make.balance(debt, "1200.00")
    shown = visit.shown(CORRECT, wrong)
    assert (shown["total"], shown["as_of"]) == (Decimal("1200.00"), date(2026, 2, 1))

    visit.post(CORRECT, wrong, shown | {"total": "1,100"})

    right = BalanceEntry.objects.get(corrects=wrong)
    assert BalanceEntry.objects.count() == 2
    assert debt.latest_balance() == right
    wrong.refresh_from_db()
    assert (wrong.total, wrong.is_corrected) == (Decimal("1200.00"), True)
    event = Event.objects.get()
    assert (event.kind, event.values) == ("balance_corrected", {"total": Decimal("1100.00")})
    assert event.happened_on == date(2026, 3, 2)


def test_the_struck_out_entry_stays_on_the_case_file(visit, debt):
    wrong = make.balance(debt, "1234.00")
    visit.send(CORRECT, wrong, total="1100")
    assert "<s>$1,234.00</s>" in visit.client.get(debt.get_absolute_url()).text


def test_a_double_click_corrects_once(visit, debt):
    wrong = make.balance(debt)
    typed = visit.shown(CORRECT, wrong) | {"total": "1100"}
    for _click in range(2):
        page = visit.post(CORRECT, wrong, typed)
    assert BalanceEntry.objects.count() == 2
    assert "struck out" in visit.client.get(page["Location"]).text


def test_an_entry_is_corrected_once_and_then_the_newer_one(visit, debt):
    wrong = make.balance(debt)
    other_window = visit.shown(CORRECT, wrong)
    visit.send(CORRECT, wrong, total="1100")

    page = visit.client.post(
        f"/balances/{wrong.pk}/correct/", other_window | {"total": "900"}, follow=True
    )
    assert "This entry was corrected already." in page.text
    page = visit.client.get(f"/balances/{wrong.pk}/correct/", follow=True)
    assert "This entry was corrected already." in page.text

    newer = BalanceEntry.objects.get(corrects=wrong)
    visit.send(CORRECT, newer, total="1000")
    assert debt.latest_balance().total == Decimal("1000")


def test_the_rows_themselves_refuse_a_second_correction(debt):
    wrong = make.balance(debt)
    make.balance(debt, "1100", corrects=wrong)
    again = BalanceEntry(
        workspace=debt.workspace, debt=debt, corrects=wrong, total=1, as_of=wrong.as_of,
        source="own_record",
    )  # fmt: skip
    with pytest.raises(AlreadyCorrected):
        again.enter(by=None, on=make.TODAY)
    with pytest.raises(IntegrityError), transaction.atomic():
        again.save()

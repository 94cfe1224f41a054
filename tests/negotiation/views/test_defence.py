"""After the deal: the proof in one file, and the answer to whoever asks for the debt again."""

from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from django.urls import reverse

from negotiation.models import Agreement, DefenceFile, Letter, LetterDraft
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def signed_in(client, alice):
    client.force_login(alice)
    return client


@pytest.fixture
def deal(debt, settings, tmp_path):
    settings.DATA_DIR = tmp_path
    make.balance(debt, "1200.00")
    return Agreement.objects.get(pk=make.settled(debt).pk)


def to(name, row):
    return reverse(f"negotiation:{name}", args=[row.pk])


def test_the_file_is_made_and_checked_in_one_click(signed_in, deal):
    page = signed_in.post(to("defence_create", deal), {"scope": "whole"}, follow=True)
    assert "All are the same as on the day it was made." in page.text
    file = DefenceFile.objects.get()
    assert page.text.count("As it was") == len(file.parts) == 4
    paper = signed_in.get(reverse("ledger:document_file", args=[file.document_id]))
    assert b"".join(paper.streaming_content).startswith(b"%PDF-")


def test_a_changed_file_is_called_changed(signed_in, deal):
    signed_in.post(to("defence_create", deal), {"scope": "send"})
    file = DefenceFile.objects.get()
    storage, name = file.document.file.storage, file.document.file.name
    storage.delete(name)
    storage.save(name, BytesIO(b"%PDF-1.7 another"))
    assert "Something is not as it was." in signed_in.get(file.get_absolute_url()).text


def test_nothing_is_proven_before_the_last_payment(signed_in, debt):
    deal = make.agreement(debt)
    page = signed_in.post(to("defence_create", deal), follow=True)
    assert "Enter the last payment first." in page.text
    assert "Make the defence file" not in page.text
    assert not DefenceFile.objects.exists()


def test_a_settled_debt_that_is_resold_is_answered_in_two_clicks(signed_in, deal, debt):
    buyer = make.creditor(debt.workspace, name="Second Hand Debts", kind="debt_buyer")
    debt.pass_to("owner", buyer, gone=("collector",), by=None, on=make.TODAY)
    case = signed_in.get(debt.get_absolute_url())
    assert "Answer Second Hand Debts with the proof" in case.text

    page = signed_in.post(to("defence_answer", deal), follow=True)
    form = page.context["form"]
    file = DefenceFile.objects.get()
    assert form.to.creditor == buyer
    assert form.value("ground") == "settled"
    assert form.value("settled_amount") == Decimal("300.00")
    assert list(form.value("documents")) == [file.document]
    assert "It was settled by an agreement of March 2, 2026" in form.sheet()

    data = {name: form.data.getlist(name) for name in form.data}
    data |= {"address": "1 Side Street\nReno, NV 89501", "read": "on", "issue": "1"}
    data["results"] = data.get("results") or ["close"]
    signed_in.post(page.redirect_chain[-1][0], data)
    letter = Letter.objects.get(kind="L3")
    assert letter.papers.get().document == file.document
    assert letter.recipient == "Second Hand Debts"


def test_what_was_typed_before_stays_beside_the_proof(signed_in, deal, debt):
    answers = {"free_text": ["Please use my new address."], "language": ["es"]}
    LetterDraft.keep(debt, "L3", str(debt.holder.pk), answers)
    signed_in.post(to("defence_answer", deal))
    kept = LetterDraft.objects.get().answers
    assert kept["free_text"] == ["Please use my new address."]
    assert kept["ground"] == ["settled"]


def test_the_proof_that_came_later_makes_a_new_file(signed_in, deal, debt):
    signed_in.post(to("defence_answer", deal))
    signed_in.post(to("defence_answer", deal))
    assert DefenceFile.objects.count() == 1
    deal.confirm(by=None, on=date(2026, 3, 30), document=make.document(debt, title="Zero"))
    signed_in.post(to("defence_answer", deal))
    assert DefenceFile.objects.count() == 2


def test_an_original_creditor_is_answered_with_other_letters(signed_in, deal, debt):
    store = make.creditor(debt.workspace, name="Old Store", kind="original_creditor")
    debt.pass_to("original_creditor", store, gone=("collector",), by=None, on=make.TODAY)
    assert "Answer Old Store" not in signed_in.get(debt.get_absolute_url()).text
    page = signed_in.post(to("defence_answer", deal))
    assert page["Location"] == to("letter_choose", debt)
    assert not LetterDraft.objects.exists()


def test_a_lawsuit_puts_offers_behind_its_answer(signed_in, debt):
    debt.sued = True
    debt.save()
    text = signed_in.get(debt.get_absolute_url()).text
    assert "Answer the court first." in text
    assert "so we do not guess it" in text
    assert text.index("Offers can wait until the court has your answer") < text.index('id="talks"')
    debt.answered_on = date(2026, 3, 1)
    debt.save()
    debt.touch()
    text = signed_in.get(debt.get_absolute_url()).text
    assert "Answer the court first." not in text
    assert "Offers can wait" not in text

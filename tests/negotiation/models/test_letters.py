"""A letter that was issued never changes."""

import hashlib

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction

from ledger.models import Debt
from ledger.models.frozen import RowFrozen
from negotiation.models import Letter, LetterDraft
from tests import make
from tests.tamper import by_hand

pytestmark = pytest.mark.django_db


@pytest.fixture
def letter(debt):
    pdf = b"%PDF-1.7 a letter %%EOF"
    return make.letter(debt, pdf=pdf, sha256=hashlib.sha256(pdf).hexdigest())


@pytest.mark.parametrize(
    "act",
    [
        lambda letter: letter.save(),
        lambda letter: letter.save(update_fields=["title"]),
        lambda letter: letter.delete(),
        lambda letter: Letter.objects.update(title="Other"),
        lambda letter: Letter.objects.filter(pk=letter.pk).delete(),
        lambda letter: Letter.objects.bulk_update([letter], ["title"]),
    ],
)
def test_nothing_changes_or_deletes_a_letter(letter, act):
    letter.title = "Other"
    with pytest.raises(RowFrozen), transaction.atomic():
        act(letter)
    assert Letter.objects.get().title != "Other"


def test_a_debt_with_a_letter_stays(letter, debt):
    with pytest.raises(IntegrityError, match="frozen"), transaction.atomic():
        Debt.objects.filter(pk=debt.pk).delete()
    assert Letter.objects.exists()


# ---- proof --------------------------------------------------------------------------------


def test_every_letter_is_checked_against_its_fingerprint(letter, capsys):
    call_command("verify")
    assert "1 letters checked, 1 as issued." in capsys.readouterr().out
    by_hand("UPDATE negotiation_letter SET pdf = %s", b"%PDF-1.7 another %%EOF")
    with pytest.raises(CommandError, match="1 not as issued"):
        call_command("verify")
    assert str(letter.pk) in capsys.readouterr().err


def test_a_downloaded_file_is_found_or_not(letter, tmp_path, capsys):
    mine, other = tmp_path / "mine.pdf", tmp_path / "other.pdf"
    mine.write_bytes(bytes(letter.pdf))
    other.write_bytes(b"%PDF-1.7 forged %%EOF")
    call_command("verify", mine)
    assert letter.sha256 in capsys.readouterr().out
    with pytest.raises(CommandError, match="1 not as issued"):
        call_command("verify", mine, other)
    with pytest.raises(CommandError, match="missing"):
        call_command("verify", tmp_path / "missing.pdf")


# ---- drafts -------------------------------------------------------------------------------


def keep(debt, **answers):
    kept = {name: [value] for name, value in answers.items()}
    return LetterDraft.keep(debt, "L2", str(debt.holder.pk), kept)[0]


def test_there_is_one_draft_for_a_debt_a_kind_and_a_recipient(debt):
    first, second = keep(debt, free_text="one"), keep(debt, free_text="two")
    assert first == second
    assert LetterDraft.objects.get().answers == {"free_text": ["two"]}


def test_a_discarded_draft_comes_back_unless_a_newer_one_was_begun(debt):
    draft = keep(debt, free_text="one")
    draft.discard(now=draft.made_at)
    assert not debt.letter_drafts.kept().exists()
    assert draft.restore()
    draft.discard(now=draft.made_at)
    newer = keep(debt, free_text="two")
    assert not draft.restore()
    assert [*debt.letter_drafts.kept()] == [newer]


def test_a_correction_makes_room_for_itself(debt, letter):
    begun = keep(debt, free_text="one")
    draft = LetterDraft.correct(letter, str(debt.holder.pk), {}, now=begun.made_at)
    again = LetterDraft.correct(letter, str(debt.holder.pk), {}, now=begun.made_at)
    assert draft == again != begun
    begun.refresh_from_db()
    assert begun.discarded_at

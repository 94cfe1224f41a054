"""Whoever gets past the triggers is found out: `verify` names what was changed, and where."""

import hashlib
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from ledger.models import Document, Event
from negotiation.management.commands.verify import Command
from negotiation.models import Letter, Link
from tests import make
from tests.tamper import by_hand, key

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7 a letter %%EOF"


def issued(debt, **fields):
    fields = {"pdf": PDF, "sha256": hashlib.sha256(PDF).hexdigest()} | fields
    letter = make.letter(debt, **fields)
    letter.tell("letter_issued", on=make.TODAY, by=None)
    return letter


@pytest.fixture
def letters(debt):
    """Three letters; the second was mailed."""
    mailed = {"mailed_on": make.TODAY, "method": "certified", "number": "9407"}
    return [issued(debt), issued(debt, **mailed), issued(debt, title="Another")]


def verify(*files, **options):
    """All that it said, and whether it ended well."""
    said = StringIO()
    try:
        call_command("verify", *files, stdout=said, stderr=said, **options)
    except CommandError as error:
        return f"{said.getvalue()}{error}", False
    return said.getvalue(), True


def found(*words):
    """It ends badly, and one line names all of this."""
    said, good = verify()
    assert not good
    assert any(all(word in line for word in words) for line in said.splitlines()), said
    return said


def test_what_is_as_it_was_is_fine(letters, debt):
    make.enclosure(letters[0], make.document(debt))
    said, good = verify()
    # the paper came into the envelope after the link was made: nobody can do that here
    assert not good
    assert "the papers that went with it" in said


def test_three_letters_make_four_links(letters):
    said, good = verify()
    assert good
    assert "3 letters checked, 3 as issued." in said
    assert "4 links of 1 chains checked, 1 whole." in said


def test_no_method_of_the_command_hides_one_of_django():
    assert not {"check", "execute", "run_from_argv"} & vars(Command).keys()


# ---- the letters --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("column", "value", "named"),
    [
        ("pdf", b"%PDF-1.7 b letter %%EOF", "its PDF"),
        ("html", "<p>I admit it.</p>", "its page"),
        ("data", '{"free_text": "other"}', "its data"),
        ("address", "Elsewhere", "what it says of itself"),
        ("issued_on", "2020-01-01", "what it says of itself"),
        ("made_at", "2020-01-01 00:00:00+00:00", "what it says of itself"),
    ],
)
def test_a_letter_that_was_changed_is_named_with_what_was_changed(letters, column, value, named):
    by_hand(f"UPDATE negotiation_letter SET {column} = %s WHERE id = %s", value, key(letters[1]))
    said = found(str(letters[1].pk), named)
    assert str(letters[0].pk) not in said


def test_a_letter_with_a_new_fingerprint_of_its_own_is_found_all_the_same(letters):
    forged = b"%PDF-1.7 forged %%EOF"
    by_hand(
        "UPDATE negotiation_letter SET pdf = %s, sha256 = %s WHERE id = %s",
        forged, hashlib.sha256(forged).hexdigest(), key(letters[0]),
    )  # fmt: skip
    found(str(letters[0].pk), "changed: its PDF")


def test_another_day_of_mailing_is_named(letters):
    by_hand("UPDATE negotiation_mailing SET mailed_on = '2025-01-01' WHERE number = '9407'")
    found(str(letters[1].pk), "how it was sent (mailed_on)")


def test_a_letter_without_its_way_is_named(letters):
    by_hand("DELETE FROM negotiation_mailing WHERE number = '9407'")
    found(str(letters[1].pk), "gone: how it was sent")


def test_a_letter_that_was_slipped_in_has_no_link(letters, debt):
    slipped = issued(debt)
    by_hand("DELETE FROM negotiation_link WHERE letter_id = %s", key(slipped))
    found(str(slipped.pk), "no link of the chain says that it was made")


def test_a_last_letter_that_was_removed_with_its_link_is_missed_by_the_history(letters):
    last = letters[2]
    for table, column in (("link", "letter_id"), ("mailing", "letter_id"), ("letter", "id")):
        by_hand(f"DELETE FROM negotiation_{table} WHERE {column} = %s", key(last))
    assert Event.objects.filter(subject_id=last.pk).exists()
    found("gone", str(last.pk))


# ---- the chain ----------------------------------------------------------------------------------


def links():
    return list(Link.objects.order_by("number"))


def test_a_removed_link_is_named(letters):
    by_hand("DELETE FROM negotiation_link WHERE number = 3")
    found("link 3 is missing")


def test_a_removed_link_is_named_though_the_others_were_numbered_anew(letters):
    by_hand("DELETE FROM negotiation_link WHERE number = 3")
    by_hand("UPDATE negotiation_link SET number = 3 WHERE number = 4")
    found("link 3", str(letters[2].pk), "not the one that was made there")


@pytest.mark.parametrize("told", ["{}", "[]", "null"])
def test_a_changed_link_is_named(letters, told):
    by_hand(f"UPDATE negotiation_link SET told = '{told}' WHERE number = 3")
    said = found("link 3", str(letters[1].pk))
    assert "link 4" not in said


def test_swapped_links_are_named(letters):
    for old, new in ((1, 99), (2, 1), (99, 2)):
        by_hand("UPDATE negotiation_link SET number = %s WHERE number = %s", new, old)
    said = found("link 1", str(letters[1].pk))
    assert "link 2" in said
    assert "chain of" in said


def test_each_workspace_has_a_chain_of_its_own(letters, mallory):
    theirs = issued(make.debt(make.workspace(mallory)))
    assert [link.number for link in theirs.links.all()] == [1]
    said, good = verify(verbosity=2)
    assert good
    assert "5 links of 2 chains" in said
    assert links()[-1].sha256 in said


# ---- files --------------------------------------------------------------------------------------


@pytest.fixture
def paper(debt, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return make.document(debt)


@pytest.mark.parametrize(
    ("content", "named"),
    [
        (b"%PDF-1.7 b statement %%EOF", "does not have its fingerprint"),
        (b"short", "has 5 bytes, not 26"),
        (None, "cannot be read"),
    ],
)
def test_a_paper_whose_file_is_another_is_named(paper, content, named):
    assert verify()[1]
    file = Path(paper.file.path)
    file.write_bytes(content) if content else file.unlink()
    found(str(paper.pk), named)


def test_a_paper_that_leads_elsewhere_is_named(paper):
    by_hand("UPDATE ledger_document SET file = '../../etc/hostname'")
    found(str(paper.pk), "cannot be read")


def test_a_paper_whose_row_says_otherwise_is_named(paper):
    by_hand("UPDATE ledger_document SET sha256 = %s", "0" * 64)
    found(str(paper.pk), "does not have its fingerprint")


def test_a_downloaded_paper_or_letter_is_known(letters, paper, tmp_path):
    for name, content in (("paper", b"%PDF-1.7 a statement %%EOF"), ("letter", PDF)):
        copy = tmp_path / name
        copy.write_bytes(content)
        said, good = verify(copy)
        assert good
        assert "as " in said
    assert Document.objects.count() == 1
    assert Letter.objects.count() == 3

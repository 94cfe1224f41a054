"""Everything of a workspace in one file: nothing forgotten, nothing of others, no formula."""

import csv
import hashlib
import io
import json
import zipfile
from uuid import uuid4

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession

from ledger.models import Export
from negotiation.leaving import data_files, export, tasks
from negotiation.leaving.tables import tables
from tests import make
from tests.leaving import canaries

pytestmark = pytest.mark.django_db
# opens something for whoever knows it
LEFT_OUT = {
    "ledger_invitation": ["token_hash"],
    "negotiation_calendarfeed": ["token_hash"],
}


def exported(workspace, person):
    """The copy, made as the worker makes it, and opened."""
    asked = tasks.ask_export(workspace, by=person, form_key=uuid4())
    export.work(asked.pk, asked.task_id)
    asked.refresh_from_db()
    assert asked.state == Export.State.READY
    return zipfile.ZipFile(asked.file)


def data_of(archive):
    return json.loads(archive.read("data.json"))


def sheet_of(archive, table):
    text = archive.read(f"csv/{table}.csv").decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


@pytest.fixture
def full(alice):
    workspace = canaries.full_workspace(alice)
    assert canaries.empty_tables(workspace) == []
    return workspace


def test_every_table_is_there_with_every_column_and_row(full, alice):
    with exported(full, alice) as archive:
        data = data_of(archive)
        assert data["left_out"] == LEFT_OUT
        for table in tables():
            found = data["tables"][table.name]
            columns = {field.column for field in table.model._meta.concrete_fields}
            assert found, table.name
            assert {*found[0]} == columns - {*LEFT_OUT.get(table.name, [])}
            assert len(sheet_of(archive, table.name)) == len(found)


def test_every_word_anybody_typed_is_there(full, alice):
    sown = canaries.sow(full)
    with exported(full, alice) as archive:
        everything = b"".join(archive.read(name) for name in archive.namelist()).decode()
    missing = {place for word, place in sown.items() if word not in everything}
    assert missing == {(table, name) for table, names in LEFT_OUT.items() for name in names}


def test_nothing_of_another_workspace_is_there(full, alice, mallory):
    others = make.workspace(mallory, full_name="Mal Ory")
    make.debt(others, nickname="Green loan")
    make.letter(make.debt(others, nickname="Third"), title="Their letter")
    with exported(full, alice) as archive:
        everything = b"".join(archive.read(name) for name in archive.namelist()).decode()
        names = " ".join(archive.namelist())
    for word in ("Mal Ory", "Green loan", "mallory@example.org", str(others.pk)):
        assert word not in everything
    assert "their-letter" not in names


def test_no_password_and_no_key_is_there(full, alice):
    with exported(full, alice) as archive:
        everything = b"".join(archive.read(name) for name in archive.namelist()).decode()
    assert alice.password not in everything
    assert "argon2" not in everything


def test_addresses_second_steps_and_devices_are_there_without_what_opens(workspace, alice):
    EmailAddress.objects.create(user=alice, email=alice.email, verified=True, primary=True)
    secrets = {"secret": "hush-hush", "name": "Blue key"}
    Authenticator.objects.create(user=alice, type="webauthn", data=secrets)
    UserSession.objects.create(
        user=alice, ip="203.0.113.9", user_agent="Some browser", session_key="hush-key"
    )
    with exported(workspace, alice) as archive:
        account = data_of(archive)["account"]
        everything = b"".join(archive.read(name) for name in archive.namelist())
    assert [row["email"] for row in account["email_addresses"]] == [alice.email]
    assert [row["name"] for row in account["second_factors"]] == ["Blue key"]
    assert [(row["ip"], row["user_agent"]) for row in account["sessions"]] == [
        ("203.0.113.9", "Some browser")
    ]
    assert b"hush" not in everything


def test_what_others_keep_for_themselves_stays_theirs(full, alice):
    """A helper's calendar address and mail are the helper's own."""
    helper = full.memberships.exclude(user=alice).first()
    Digest = next(t.model for t in tables() if t.name == "negotiation_digest")
    Digest.choose(helper, on=make.TODAY, every="daily")
    with exported(full, alice) as archive:
        assert [row["every"] for row in data_of(archive)["tables"]["negotiation_digest"]] == [
            "weekly"
        ]


def test_letters_and_papers_are_the_very_bytes(workspace, alice):
    debt = make.debt(workspace, nickname="Blue card")
    content = b"%PDF-1.7 the letter \x00\xff %%EOF"
    make.letter(debt, pdf=content, title="Carta número 1", recipient="../Ünïon & Co.")
    make.document(debt, content=b"%PDF a paper", title="CON: what / they \\ said? 报告")
    with exported(workspace, alice) as archive:
        [letter] = [name for name in archive.namelist() if name.startswith("letters/")]
        [paper] = [name for name in archive.namelist() if name.startswith("documents/")]
        assert archive.read(letter) == content
        assert archive.read(paper) == b"%PDF a paper"
        assert letter.startswith("letters/2026-02-02-carta-numero-1-union-co-")
        assert "con-what-they-said-" in paper
        assert data_of(archive)["tables"]["negotiation_letter"][0]["pdf"] == letter
        assert f'href="{letter}"' in archive.read("index.html").decode()
        assert f'href="{paper}"' in archive.read("index.html").decode()


def test_a_paper_that_is_lost_is_named_and_stops_nothing(workspace, alice):
    paper = make.document(make.debt(workspace), title="Lost one")
    paper.file.storage.delete(paper.file.name)
    with exported(workspace, alice) as archive:
        assert "lost-one" in archive.read("README.txt").decode()
        assert not [name for name in archive.namelist() if name.startswith("documents/")]


def test_the_checksums_are_those_of_the_files(full, alice):
    with exported(full, alice) as archive:
        lines = archive.read("checksums.txt").decode().splitlines()
        sums = dict(reversed(line.split("  ", 1)) for line in lines)
        assert {*sums} == {*archive.namelist()} - {"checksums.txt"}
        for name, digest in sums.items():
            assert hashlib.sha256(archive.read(name)).hexdigest() == digest
        assert archive.testzip() is None


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("=1+1", "'=1+1"),
        ("+1", "'+1"),
        ("-1", "'-1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("\r=1", "'\r=1"),
        ("\n=1", "'\n=1"),
        ("1=1", "1=1"),
        ("", ""),
        (None, ""),
        (-3, -3),
        (["=1"], '["=1"]'),
    ],
)
def test_no_cell_is_a_formula(typed, shown):
    assert data_files.cell(typed) == shown


def test_a_spreadsheet_reads_accents_and_runs_nothing(workspace, alice):
    make.creditor(workspace, name='=HYPERLINK("http://evil.example","x")', notes="Señal\n-1")
    with exported(workspace, alice) as archive:
        assert archive.read("csv/ledger_creditor.csv").startswith(b"\xef\xbb\xbf")
        [row] = sheet_of(archive, "ledger_creditor")
        assert row["name"] == """'=HYPERLINK("http://evil.example","x")"""
        assert row["notes"] == "Señal\n-1"


def test_amounts_keep_their_cents_and_days_their_form(workspace, alice):
    make.balance(make.debt(workspace), "1200.10")
    with exported(workspace, alice) as archive:
        [row] = data_of(archive)["tables"]["ledger_balanceentry"]
        assert (row["total"], row["as_of"]) == ("1200.10", "2026-02-01")


def test_the_page_escapes_and_loads_nothing(workspace, alice):
    make.debt(workspace, nickname="<script>alert(1)</script>")
    with exported(workspace, alice) as archive:
        page = archive.read("index.html").decode()
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "<script" not in page
    assert "default-src &#x27;none&#x27;" in page
    assert "http" not in page.replace("http-equiv", "")


def test_the_page_speaks_the_persons_language(alice):
    workspace = make.workspace(alice, language="es")
    with exported(workspace, alice) as archive:
        assert '<html lang="es">' in archive.read("index.html").decode()

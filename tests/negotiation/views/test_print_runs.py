"""Printing what is ready: choosing, watching, stopping, going on, fetching."""

import hashlib
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.urls import reverse
from django.utils.timezone import localdate

from debtsite.background import SEEN
from negotiation.models import PrintRun
from negotiation.printing import papers, tasks
from tests import make
from tests.negotiation.printing.test_bindery import pdf


@pytest.fixture
def client(client, alice):
    client.force_login(alice)
    cache.clear()
    return client


@pytest.fixture
def url(workspace):
    return reverse("negotiation:print_run_create", args=[workspace.pk])


def typed(page, *letters, **fields):
    form = page.context["form"]
    chosen = [str(letter.pk) for letter in letters]
    return {
        "form_key": str(form["form_key"].value()),
        "letters": chosen,
        "made_as": "one_file",
    } | fields


def test_letters_that_are_ready_are_ticked_and_others_are_not_there(client, url, debt):
    make.letter(debt, title="Ready one")
    make.letter(debt, title="Sent one", mailed_on=make.TODAY)
    page = client.get(url)
    assert "Validation" not in page.text
    assert [(each.letter.title, each.chosen) for each in page.context["form"].ready] == [
        ("Ready one", True)
    ]
    assert "Sent one" not in page.text


def test_where_nothing_is_ready_the_page_says_how_to_get_there(client, url, debt):
    assert "Nothing to print" in client.get(url).text


def test_one_letter_can_be_meant(client, url, debt):
    one, _other = make.letter(debt), make.letter(debt)
    form = client.get(url, {"letter": str(one.pk)}).context["form"]
    assert [each.letter for each in form.ready if each.chosen] == [one]


def test_the_pile_begins_in_mailing_order(client, url, debt, workspace):
    far = make.creditor(workspace, name="Far", address="1 A St\nSeattle, WA 98101")
    near = make.creditor(workspace, name="Near", address="1 A St\nBoston, MA 02108")
    letters = [make.letter(make.debt(workspace, collector=to)) for to in (far, near)]
    page = client.post(url, typed(client.get(url), *letters, labels="on", first_label=""))
    run = PrintRun.objects.get()
    assert page["Location"] == run.get_absolute_url()
    assert [row.letter.recipient for row in run.letters.all()] == ["Near", "Far"]
    assert (run.labels, run.first_label, run.state) == (True, 1, "waiting")


def test_a_double_click_prints_once(client, url, debt):
    sent = typed(client.get(url), make.letter(debt))
    places = {client.post(url, sent)["Location"] for _ in range(2)}
    assert (PrintRun.objects.count(), len(places)) == (1, 1)


def test_another_tab_cannot_print_the_same_letter_at_the_same_time(client, url, debt):
    sent = make.letter(debt)
    first, second = client.get(url), client.get(url)
    client.post(url, typed(first, sent))
    page = client.post(url, typed(second, sent), follow=True)
    assert "being printed already" in page.text
    assert "being printed now" in page.text
    assert PrintRun.objects.count() == 1


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"letters": []}, "letters"),
        ({"made_as": "fax"}, "made_as"),
        ({"first_label": "31"}, "first_label"),
        ({"first_label": "0"}, "first_label"),
    ],
)
def test_what_makes_no_sense_is_said_and_nothing_begins(client, url, debt, fields, wrong):
    page = client.post(url, typed(client.get(url), make.letter(debt)) | fields)
    assert list(page.context["form"].errors) == [wrong]
    assert not PrintRun.objects.exists()


def test_a_run_tells_how_far_it_is_and_that_nobody_works(client, debt):
    run = make.print_run(make.letter(debt), make.letter(debt))
    PrintRun.objects.update(done=1)
    page = client.get(run.get_absolute_url())
    assert "1 of 2 done" in page.text
    assert '<progress id="printing-bar" max="2" value="1">' in page.text
    assert "not running" in page.text
    assert '<noscript><meta http-equiv="refresh"' in page.text
    cache.set(SEEN, True, 30)
    assert "not running" not in client.get(run.get_absolute_url()).text


def test_the_bar_asks_again_until_it_is_done(client, debt):
    run = make.print_run(make.letter(debt))
    part = client.get(run.get_absolute_url(), headers={"HX-Request": "true"})
    assert 'hx-trigger="every 1s"' in part.text
    assert "<html" not in part.text
    run.stop()
    part = client.get(run.get_absolute_url(), headers={"HX-Request": "true"})
    assert "hx-trigger" not in part.text
    assert "Printing is stopped" in part.text


def test_stop_and_go_on(client, debt):
    run = make.print_run(make.letter(debt))
    page = client.post(reverse("negotiation:print_run_stop", args=[run.pk]), follow=True)
    assert "What is done is kept" in page.text
    client.post(reverse("negotiation:print_run_resume", args=[run.pk]))
    run.refresh_from_db()
    assert run.state == "waiting"
    page = client.post(reverse("negotiation:print_run_resume", args=[run.pk]), follow=True)
    assert "under way already" in page.text


def test_what_was_made_can_be_fetched_and_runs_nothing(client, debt):
    kept = make.print_file(make.print_run(make.letter(debt)), b"%PDF-1.7 the pile")
    answer = client.get(reverse("negotiation:print_file", args=[kept.pk]))
    assert b"".join(answer.streaming_content) == b"%PDF-1.7 the pile"
    assert answer["Content-Disposition"].startswith("attachment")
    assert "sandbox" in answer["Content-Security-Policy"]
    kept.run.sweep()
    assert client.get(reverse("negotiation:print_file", args=[kept.pk])).status_code == 404


@pytest.fixture
def done(debt):
    """A run that is done, without a worker."""
    run = make.print_run(make.letter(debt), make.letter(debt, title="Left out"))
    claimed = PrintRun.objects.claim(run.pk, task_id=run.task_id)
    first, second = run.letters.all()
    claimed.tick_off(first, by_hand=[["Bank statement", "password", 1]])
    claimed.tick_off(second, left_out="not_ready")
    claimed.finish([], {first.pk: 1})
    return run


def test_a_run_that_is_done_names_what_is_left_to_the_reader(client, done):
    page = client.get(done.get_absolute_url())
    assert "Bank statement" in page.text
    assert "It has a password." in page.text
    assert "taken back or replaced" in page.text
    assert 'http-equiv="refresh"' not in page.text


def test_old_files_are_gone_and_the_page_says_so(client, done):
    done.clear()
    assert "were deleted" in client.get(done.get_absolute_url()).text


def test_a_letter_printed_before_is_not_ticked_again(client, url, done):
    chosen = {each.letter.title: each.chosen for each in client.get(url).context["form"].ready}
    assert chosen == {"Validation request": False, "Left out": True}


def test_a_run_whose_task_is_lost_offers_to_go_on(client, debt):
    run = make.print_run(make.letter(debt))
    run.hand_to(None)
    tasks.fail_what_nobody_will_do()
    page = client.get(run.get_absolute_url())
    assert "could not be made" in page.text
    assert "Go on" in page.text


def test_a_pile_that_went_out_on_one_day_is_marked_at_once(client, done):
    first, left_out = (row.letter for row in done.letters.all())
    url = reverse("negotiation:print_run_mailed", args=[done.pk])
    page = client.get(done.get_absolute_url())
    assert page.context["mailed_form"].letters == [first]
    client.post(url, {"mailed_on": str(first.issued_on)})
    first.mailing.refresh_from_db()
    left_out.mailing.refresh_from_db()
    assert (first.mailing.mailed_on, first.mailing.method) == (first.issued_on, "certified")
    assert left_out.mailing.mailed_on is None
    client.post(url, {"mailed_on": str(localdate())})  # a second click
    first.mailing.refresh_from_db()
    assert first.mailing.mailed_on == first.issued_on


@pytest.mark.parametrize(
    ("days", "said"), [(1, "This day is still to come."), (-400, "was not written yet")]
)
def test_a_pile_cannot_go_out_on_a_day_that_makes_no_sense(client, done, days, said):
    url = reverse("negotiation:print_run_mailed", args=[done.pk])
    page = client.post(url, {"mailed_on": str(localdate() + timedelta(days=days))})
    assert said in page.text


# ---- papers of one letter ----------------------------------------------------------------------


@pytest.mark.parametrize("name", ["letter_cover", "letter_proof"])
def test_a_letter_has_a_cover_sheet_and_a_proof_of_mailing(client, debt, monkeypatch, name):
    drawn = []
    monkeypatch.setattr(papers, "to_pdf", lambda html: drawn.append(html) or pdf())
    letter = make.letter(debt, sha256=hashlib.sha256(b"x").hexdigest())
    answer = client.get(reverse(f"negotiation:{name}", args=[letter.pk]))
    assert answer["Content-Type"] == "application/pdf"
    assert "Columbus, OH 43201" in drawn[0]


def test_the_proof_speaks_the_language_of_the_letter(debt, monkeypatch):
    monkeypatch.setattr(papers, "to_pdf", lambda html: html)
    assert 'lang="es"' in papers.proof_of_mailing(make.letter(debt, language="es"))


def test_a_letter_can_be_had_for_word(client, debt):
    answer = client.get(reverse("negotiation:letter_docx", args=[make.letter(debt).pk]))
    assert answer.content.startswith(b"PK")
    assert ".docx" in answer["Content-Disposition"]

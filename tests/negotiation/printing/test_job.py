"""A run of letters: each step once, whatever stops the worker in between."""

import hashlib
import zipfile
from datetime import timedelta

import pikepdf
import pytest
from django.core.cache import cache
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.db import IntegrityError
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from debtsite import background
from debtsite.background import Later
from negotiation.letters.pdf import PdfUnavailable
from negotiation.models import PrintedLetter, PrintFile, PrintRun
from negotiation.models.print_runs import AlreadyPrinting, RunClosed
from negotiation.printing import job, papers, tasks
from tests import make
from tests.negotiation.printing.test_bindery import LOCKED, pdf, picture

pytestmark = pytest.mark.django_db(transaction=True)
State = PrintRun.State


@pytest.fixture(autouse=True)
def quiet(settings, monkeypatch, tmp_path):
    """No minute's chores, and papers of ours drawn as one blank page each."""
    settings.EVERY_MINUTE = []
    settings.DATA_DIR = tmp_path
    settings.MEDIA_ROOT = tmp_path / "media"
    cache.clear()
    monkeypatch.setattr(papers, "to_pdf", lambda html: pdf((300, 300)))


def letter(debt, pages=1, **fields):
    content = pdf(*[(612, 792)] * pages)
    return make.letter(debt, pdf=content, sha256=hashlib.sha256(content).hexdigest(), **fields)


def letters(debt, count):
    return [letter(debt, title=f"Letter {number}") for number in range(1, count + 1)]


def work():
    call_command("worker", batch=True, interval=0, verbosity=0)


def files(run):
    return {file.kind: file for file in run.files.all()}


def names_kept(run):
    return default_storage.listdir(run.folder)[1]


def pages_of(file):
    with file.open() as content, pikepdf.open(content) as made:
        return len(made.pages)


def bookmarks(file):
    with file.open() as content, pikepdf.open(content) as made, made.open_outline() as outline:
        return [item.title for item in outline.root]


def test_a_run_makes_its_files_in_the_worker(debt):
    run = make.print_run(*letters(debt, 3), labels=True)
    assert (run.state, run.done, run.total) == (State.WAITING, 0, 3)
    work()
    run.refresh_from_db()
    assert (run.state, run.done) == (State.DONE, 3)
    assert set(files(run)) == {"letters", "labels", "list"}
    assert pages_of(files(run)["letters"]) == 3
    assert not PrintedLetter.objects.filter(held=True).exists()


def test_everything_about_a_letter_lies_with_it(debt):
    sent = letter(debt, pages=2)
    make.enclosure(sent, make.document(debt, pdf(*[(612, 792)] * 3), title="Statement"))
    make.enclosure(
        sent, make.document(debt, picture(), title="Photo", content_type="image/png"), position=2
    )
    run = make.print_run(sent, letter(debt), covers=True, proofs=True)
    work()
    assert pages_of(files(run)["letters"]) == (1 + 2 + 3 + 1 + 1) + (1 + 1 + 1)
    assert [row.pages for row in run.letters.all()] == [8, 3]


def test_a_paper_that_cannot_be_printed_stops_no_letter(debt):
    sent = letter(debt)
    make.enclosure(sent, make.document(debt, pdf(encryption=LOCKED), title="Locked"))
    run = make.print_run(sent)
    work()
    run.refresh_from_db()
    assert (run.state, run.letters.get().by_hand) == (State.DONE, [["Locked", "password", 1]])
    assert pages_of(files(run)["letters"]) == 1


def test_the_folder_holds_each_letter_byte_for_byte(debt):
    sent = letters(debt, 2)
    run = make.print_run(*sent, made_as=PrintRun.Made.ZIP, covers=True)
    work()
    with files(run)["letters"].open() as content, zipfile.ZipFile(content) as archive:
        found = {name: archive.read(name) for name in archive.namelist()}
    assert list(found) == [
        "001-midtown-recovery/2026-02-02-letter-1.pdf",
        "001-midtown-recovery/cover-sheet.pdf",
        "002-midtown-recovery/2026-02-02-letter-2.pdf",
        "002-midtown-recovery/cover-sheet.pdf",
    ]
    assert found["002-midtown-recovery/2026-02-02-letter-2.pdf"] == bytes(sent[1].pdf)


def test_a_letter_mailed_or_changed_meanwhile_is_left_out(debt):
    mailed, changed, good = letter(debt), make.letter(debt), letter(debt)
    run = make.print_run(mailed, changed, good)
    mailed.mailing.mail(by=None, mailed_on=make.TODAY, method="certified")
    work()
    run.refresh_from_db()
    assert [row.left_out for row in run.letters.all()] == ["not_ready", "changed", ""]
    assert (run.state, pages_of(files(run)["letters"])) == (State.DONE, 1)


def test_a_run_of_which_nothing_is_left_still_ends(debt):
    run = make.print_run(make.letter(debt))
    work()
    run.refresh_from_db()
    assert (run.state, set(files(run))) == (State.DONE, {"list"})


def test_what_was_only_in_between_is_swept_away(debt):
    run = make.print_run(letter(debt), covers=True)
    work()
    kept = {file.path.rpartition("/")[2] for file in run.files.all()}
    assert set(names_kept(run)) == kept


def test_a_hundred_letters_tell_how_far_they_are(debt, monkeypatch):
    run = make.print_run(*letters(debt, 100))
    seen = []
    stop_if_leaving = job.stop_if_leaving

    def look():
        seen.append(PrintRun.objects.values_list("done", flat=True).get(pk=run.pk))
        stop_if_leaving()

    monkeypatch.setattr(job, "stop_if_leaving", look)
    work()
    assert seen == list(range(101))
    titles = bookmarks(files(run)["letters"])
    assert titles == [f"{number}. Midtown Recovery: Letter {number}" for number in range(1, 101)]


# ---- never twice -----------------------------------------------------------------------------


def test_a_letter_lies_in_one_open_pile_only(debt):
    sent = letter(debt)
    make.print_run(sent)
    with pytest.raises(AlreadyPrinting):
        make.print_run(sent)
    assert PrintRun.objects.count() == 1
    work()
    make.print_run(sent)  # the first is done: it may be printed again


def test_a_second_task_for_the_same_run_does_nothing(debt):
    run = make.print_run(letter(debt))
    tasks.print_letters.enqueue(str(run.pk))
    work()
    work()
    assert run.files.count() == 2


def test_a_worker_that_lost_the_run_changes_nothing(debt):
    run = make.print_run(letter(debt))
    slow = PrintRun.objects.claim(run.pk, task_id=run.task_id)
    quick = PrintRun.objects.claim(run.pk, task_id=run.task_id)
    quick.tick_off(run.letters.get())
    with pytest.raises(RunClosed):
        slow.tick_off(run.letters.get(), left_out="changed")
    with pytest.raises(RunClosed):
        slow.finish([], {})
    assert run.letters.get().left_out == ""


# ---- stopping and going on ---------------------------------------------------------------------


@pytest.fixture
def after(monkeypatch):
    """Let something happen once so many letters are ticked off."""

    def after(count, happen):
        tick_off = PrintRun.tick_off

        def counted(run, printed, **found):
            tick_off(run, printed, **found)
            if run.done == count:
                monkeypatch.setattr(PrintRun, "tick_off", tick_off)
                happen()

        monkeypatch.setattr(PrintRun, "tick_off", counted)

    return after


def test_stop_takes_hold_with_the_next_letter_and_go_on_does_the_rest(debt, after, monkeypatch):
    run = make.print_run(*letters(debt, 5))
    after(2, lambda: PrintRun.objects.get(pk=run.pk).stop())
    work()
    run.refresh_from_db()
    assert (run.state, run.done, run.files.count()) == (State.STOPPED, 2, 0)
    prepared = []
    prepare = job.prepare
    monkeypatch.setattr(job, "prepare", lambda run, row: (prepared.append(row), prepare(run, row)))
    tasks.resume(run)
    work()
    run.refresh_from_db()
    assert (run.state, run.done, len(prepared)) == (State.DONE, 5, 3)
    assert pages_of(files(run)["letters"]) == 5


def test_a_stopped_run_lets_its_letters_go(debt):
    first = letter(debt)
    run = make.print_run(first)
    assert run.stop()
    other = make.print_run(first)
    with pytest.raises(AlreadyPrinting):
        tasks.resume(run)
    run.refresh_from_db()
    assert run.state == State.STOPPED
    other.stop()
    tasks.resume(run)


def test_go_on_twice_is_once(debt):
    run = make.print_run(letter(debt))
    run.stop()
    tasks.resume(run)
    with pytest.raises(RunClosed):
        tasks.resume(PrintRun.objects.get(pk=run.pk))
    work()
    assert run.files.count() == 2


def test_what_is_done_cannot_be_stopped(debt):
    run = make.print_run(letter(debt))
    work()
    assert not run.stop()
    run.refresh_from_db()
    assert run.state == State.DONE


def test_a_worker_that_is_told_to_leave_leaves_at_once_and_keeps_its_place(debt, after):
    run = make.print_run(*letters(debt, 4))
    after(2, background.leaving.set)
    with pytest.raises(Later):
        job.work(run.pk, run.task_id)
    background.leaving.clear()
    run.refresh_from_db()
    assert (run.state, run.done) == (State.WORKING, 2)
    work()
    run.refresh_from_db()
    assert (run.state, run.done) == (State.DONE, 4)


class Killed(BaseException):
    """The machine went dark."""


@pytest.mark.parametrize("at", [1, 3])
def test_a_worker_killed_between_two_letters_costs_nothing(debt, after, at):
    run = make.print_run(*letters(debt, 4), covers=True)

    def die():
        raise Killed

    after(at, die)
    with pytest.raises(Killed):
        job.work(run.pk, run.task_id)
    work()
    run.refresh_from_db()
    assert (run.state, run.done) == (State.DONE, 4)
    assert pages_of(files(run)["letters"]) == 8


def test_a_worker_killed_before_the_last_step_makes_the_files_once(debt, monkeypatch):
    run = make.print_run(*letters(debt, 2))
    finish = PrintRun.finish

    def die(run, files, pages):
        monkeypatch.setattr(PrintRun, "finish", finish)
        raise Killed

    monkeypatch.setattr(PrintRun, "finish", die)
    with pytest.raises(Killed):
        job.work(run.pk, run.task_id)
    work()
    assert run.files.count() == 2
    assert len(names_kept(run)) == 2


def test_what_cannot_be_made_fails_at_once_and_can_be_tried_anew(debt, monkeypatch):
    run = make.print_run(*letters(debt, 2))

    def unable(html):
        raise PdfUnavailable

    monkeypatch.setattr(papers, "to_pdf", unable)
    work()
    run.refresh_from_db()
    assert (run.state, run.done) == (State.FAILED, 2)
    monkeypatch.setattr(papers, "to_pdf", lambda html: pdf())
    tasks.resume(run)
    run.refresh_from_db()
    assert (run.state, run.done) == (State.WAITING, 0)
    work()
    run.refresh_from_db()
    assert (run.state, run.done) == (State.DONE, 2)


# ---- what the minute puts right ------------------------------------------------------------------


def test_a_run_nobody_will_do_any_more_is_said_to_have_failed(debt):
    run = make.print_run(letter(debt))
    tasks.fail_what_nobody_will_do()
    run.refresh_from_db()
    assert run.state == State.WAITING
    DBTaskResult.objects.all().delete()
    tasks.fail_what_nobody_will_do()
    run.refresh_from_db()
    assert (run.state, run.may_resume) == (State.FAILED, True)


def test_files_are_kept_for_some_days_and_the_letters_for_good(debt, time_machine):
    run = make.print_run(letter(debt))
    work()
    time_machine.move_to(timezone.now() + timedelta(days=tasks.KEPT_DAYS, minutes=1))
    tasks.put_right.call()
    run.refresh_from_db()
    assert (run.files.count(), names_kept(run)) == (0, [])
    assert run.cleared_at
    assert run.letters.get().letter.pdf


def test_there_is_one_file_of_a_kind(debt):
    run = make.print_run(letter(debt))
    make.print_file(run)
    with pytest.raises(IntegrityError):
        make.print_file(run)
    assert PrintFile.objects.count() == 1

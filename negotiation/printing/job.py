"""Printing a run of letters: step by step, each step done once, wherever the last worker stopped.

What is made for one letter is kept before the letter is ticked off, under a name of its own. A
worker that is killed in between leaves a piece that is simply made again, the same as before.
"""

import hashlib
import shutil
import zipfile
from io import BytesIO
from pathlib import Path

from django.conf import settings
from django.utils import timezone, translation
from django.utils.text import slugify
from django.utils.translation import gettext as _

from debtsite.background import stop_if_leaving
from ledger.models import Workspace
from negotiation.letters.pdf import LetterTooHeavy, PdfUnavailable
from negotiation.models import Letter, PrintFile, PrintRun
from negotiation.models.print_runs import PrintedLetter, RunClosed
from negotiation.printing import papers
from negotiation.printing.binding import ToBind, Unprintable, cleaned, joined

PDF, ZIP = "application/pdf", "application/zip"
LONG_AGO = (1980, 1, 1, 0, 0, 0)  # a ZIP says when; ours say the same each time
LeftOut = PrintedLetter.LeftOut
# what another try would not change: somebody must do something first
HOPELESS = (PdfUnavailable, LetterTooHeavy, Unprintable)


def work(run_id, task_id):
    """Do what is still to do for this run, unless it is closed or in other hands."""
    run = PrintRun.objects.claim(run_id, task_id=task_id)
    if run is None:
        return
    with translation.override(run.workspace.language):
        try:
            for printed in run.letters.filter(done_at=None):
                stop_if_leaving()
                prepare(run, printed)
            assemble(run)
        except RunClosed:
            leave(run)
            return
        except HOPELESS:
            run.fail()
            raise
    kept = run.files.values_list("path", flat=True)
    run.sweep(keep=set(kept))


def leave(run):
    """Others go on with it, or its workspace is deleted: then so is what we wrote since."""
    if not Workspace.objects.filter(pk=run.workspace_id).exists():
        shutil.rmtree(Path(settings.MEDIA_ROOT, run.folder).parent, ignore_errors=True)


def prepare(run, printed):
    """All that one letter needs besides its own PDF; then it is ticked off."""
    run.check_held()
    letter = letters_of(run).filter(pk=printed.letter_id).first()
    if why := fault_of(letter):
        run.tick_off(printed, left_out=why)
        return
    by_hand = prepare_enclosures(run, printed, letter)
    if run.covers:
        sheet = papers.cover_sheet(letter, place=printed.position, by_hand=by_hand)
        run.put(part(printed, "cover"), sheet)
    if run.proofs:
        run.put(part(printed, "proof"), papers.proof_of_mailing(letter, by_hand=by_hand))
    run.tick_off(printed, by_hand=by_hand)


def letters_of(run):
    """The letters of this run that may still be mailed, with what is printed of them."""
    ready = Letter.objects.ready().filter(printed__run=run).defer("html")
    return ready.select_related("workspace", "mailing").prefetch_related("papers__document")


def fault_of(letter):
    """Why this letter must not be printed; "" for one that may."""
    if letter is None:
        return LeftOut.NOT_READY
    same = hashlib.sha256(letter.pdf).hexdigest() == letter.sha256
    return "" if same else LeftOut.CHANGED


def prepare_enclosures(run, printed, letter):
    """Make its papers fit to print; what cannot be is said: [title, why, place]."""
    by_hand = []
    for place, paper in papers.numbered_papers(letter):
        try:
            content, _pages = cleaned(
                bytes_of(paper.document),
                paper.document.content_type,
                paper=sheet_size(),
                whose=run.workspace_id,
            )
        except (Unprintable, FileNotFoundError) as error:
            why = error.args[0] if isinstance(error, Unprintable) else "missing"
            by_hand.append([paper.document.title, why, place])
        else:
            run.put(part(printed, f"paper-{place}"), content)
    return by_hand


def sheet_size():
    return settings.LETTER_PAPER.lower()


def bytes_of(document):
    with document.file.open("rb") as file:
        return file.read()


def part(printed, what):
    return f"{printed.position:05}-{what}.pdf"


# ---- putting it together ----------------------------------------------------------------------


def assemble(run):
    """The files of the run, from what was prepared; then, in one step, it is done."""
    stop_if_leaving()
    done = list(run.letters.filter(left_out=""))
    letters = {letter.pk: letter for letter in letters_of(run)}
    done = leave_out_what_left(run, done, letters)
    pairs = [(printed, letters[printed.letter_id]) for printed in done]
    made, pages = {}, {}
    if pairs:
        made["letters"], pages = bound(run, pairs)
        if run.labels:
            addressed = [papers.addressed(letter) for _printed, letter in pairs]
            labels = papers.address_labels(run.workspace, addressed, first=run.first_label)
            made["labels"] = (labels, PDF)
    made["list"] = (listed(run, pairs), PDF)
    run.finish([keep(run, kind, *what) for kind, what in made.items()], pages)


def leave_out_what_left(run, done, letters):
    """A letter may be taken back while the others are made: it is not printed then."""
    for printed in done:
        if printed.letter_id not in letters:
            run.tick_off(printed, left_out=LeftOut.NOT_READY)
    return [printed for printed in done if printed.letter_id in letters]


def keep(run, kind, content, content_type):
    path = run.put(f"{run.claim}-{kind}", content)
    return PrintFile(
        workspace_id=run.workspace_id,
        run=run,
        kind=kind,
        path=path,
        content_type=content_type,
        size=len(content),
    )


def bound(run, pairs):
    """The letters in one PDF or one ZIP: ((content, type), pages by row)."""
    if run.made_as == PrintRun.Made.ZIP:
        return (zipped(run, pairs), ZIP), {}
    to_bind = [
        ToBind(title_of(printed, letter), tuple(pieces(run, printed, letter)))
        for printed, letter in pairs
    ]
    content, pages = joined(
        to_bind,
        title=_("Letters to mail"),
        language=run.workspace.language,
        both_sides=run.both_sides,
        whose=run.workspace_id,
    )
    rows = [printed.pk for printed, _letter in pairs]
    return (content, PDF), dict(zip(rows, pages, strict=True))


def title_of(printed, letter):
    return f"{printed.position}. {letter.recipient}: {letter.called}"


def pieces(run, printed, letter):
    """Everything about one letter as it lies in the pile."""
    if run.covers:
        yield run.get(part(printed, "cover"))
    yield bytes(letter.pdf)
    for name, _title in prepared_papers(printed, letter):
        yield run.get(name)
    if run.proofs:
        yield run.get(part(printed, "proof"))


def prepared_papers(printed, letter):
    by_hand = {place for _title, _why, place in printed.by_hand}
    for place, paper in papers.numbered_papers(letter):
        if place not in by_hand:
            yield part(printed, f"paper-{place}"), paper.document.title


def zipped(run, pairs):
    """Each letter in a folder of its own, its PDF byte for byte as it was made."""
    content = BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for printed, letter in pairs:
            folder = f"{printed.position:03}-{slugify(letter.recipient)[:60] or 'letter'}"
            for name, piece in named_pieces(run, printed, letter):
                archive.writestr(zipfile.ZipInfo(f"{folder}/{name}.pdf", LONG_AGO), piece)
    return content.getvalue()


def named_pieces(run, printed, letter):
    yield f"{letter.issued_on}-{slugify(letter.title)[:80] or 'letter'}", bytes(letter.pdf)
    if run.covers:
        yield "cover-sheet", run.get(part(printed, "cover"))
    for place, (name, title) in enumerate(prepared_papers(printed, letter), 1):
        yield f"enclosure-{place}-{slugify(title)[:60]}".rstrip("-"), run.get(name)
    if run.proofs:
        yield "proof-of-mailing", run.get(part(printed, "proof"))


def listed(run, pairs):
    """The mailing list: what lies in the pile, and what was left out and why."""
    rows = [
        papers.Row.of(letter, place=printed.position, by_hand=printed.by_hand)
        for printed, letter in pairs
    ]
    out = run.letters.exclude(left_out="").select_related("letter__mailing")
    out = out.defer("letter__html", "letter__pdf").prefetch_related("letter__papers__document")
    left_out = [
        papers.Row.of(printed.letter, why=printed.get_left_out_display()) for printed in out
    ]
    on = timezone.localdate()
    return papers.mailing_list(run.workspace, rows, left_out, on=on)

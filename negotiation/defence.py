"""The defence file: one PDF by which anybody can see that a settled debt is settled.

First our own pages, then what they speak of: letters as they were issued and papers as they came.
Each of those also lies in the file byte for byte, so that its fingerprint can be worked out anew.
It is read by collectors and courts, so it is in English whatever the reader's language.
"""

import hashlib
from dataclasses import dataclass

from django.conf import settings
from django.utils import translation
from django.utils.text import slugify
from django.utils.translation import gettext as _

from debtsite.press.jobs import JOBS
from ledger.models import Document
from ledger.papers import Paper
from ledger.wording import day, dollars, say_all
from negotiation.complaint_file import of_call
from negotiation.models import DefenceFile, Letter
from negotiation.printing.binding import Piece, Unprintable, bound, cleaned, weighed
from negotiation.printing.papers import drawn
from negotiation.timeline import line

PDF, TEXT = "application/pdf", "text/plain"
LANGUAGE = "en"
WHOLE, SEND = DefenceFile.Scope.WHOLE, DefenceFile.Scope.SEND


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One thing the file holds. `lines` are what our own pages say of it, if it is a record."""

    title: str
    piece: Piece
    row: str = ""
    lines: tuple[str, ...] = ()

    @property
    def sha256(self):
        return digest(self.piece.original)

    def told(self, page):
        """What the row of the file keeps of it."""
        return {
            "title": self.title,
            "name": self.piece.name,
            "page": page,
            "sha256": self.sha256,
            "row": self.row,
        }


def digest(content):
    return hashlib.sha256(content).hexdigest()


def make(deal, scope, *, by, on, form_key):
    """The defence file of this settled deal: (row, made); raises NoRoom and PdfUnavailable.

    Drawn and bound before anything is written: none of that belongs into a transaction.
    """
    if known := deal.debt.defence_files.filter(form_key=form_key).first():
        return known, False
    with translation.override(LANGUAGE):
        parts = parts_of(deal, scope)
        content, told = bind(deal, scope, parts, on=on)
    blank = DefenceFile(
        workspace=deal.workspace,
        debt=deal.debt,
        agreement=deal,
        scope=scope,
        parts=told,
        form_key=form_key,
    )
    title = _("Defence file") if scope == WHOLE else _("Proof that it is settled")
    paper = Paper(content, PDF)
    return DefenceFile.once(
        deal.workspace, form_key, lambda: blank.keep(paper, title=title, by=by, on=on)
    )


def bind(deal, scope, parts, *, on):
    """The PDF, and what it holds. Drawn twice: only a bound file knows its page numbers."""
    pieces, pages = [part.piece for part in parts], [None] * len(parts)
    for _draft in range(2):
        rows = [part.told(page) for part, page in zip(parts, pages, strict=True)]
        first = front(deal, scope, parts, rows, on=on)
        content, pages = bound(first, pieces, whose=deal.workspace_id)
    return content, rows


def front(deal, scope, parts, rows, *, on):
    """Our own pages: what was agreed and paid, the index, and the records."""
    return drawn(
        "defence",
        deal.workspace,
        deal=deal,
        debt=deal.debt,
        offer=deal.offer,
        paid=[part for part in deal.instalments.all() if part.payment],
        rows=rows,
        records=[part for part in parts if part.lines],
        whole=scope == WHOLE,
        on=on,
    )


# ---- what it holds ------------------------------------------------------------------------------


def parts_of(deal, scope):
    """Everything that goes into the file, in its order; raises Unprintable once it is too much.

    Each paper is read and drawn when its turn comes: what no file can hold is never all in memory.
    """
    found, size = [], 0
    for place, part in enumerate(everything(deal, scope), 1):
        size += len(part.piece.original) + len(part.piece.pages)
        if size > JOBS["bind"].output:
            raise Unprintable("toolarge")
        found.append(numbered(part, place))
    return found


def everything(deal, scope):
    for title, lines in records_of(deal, scope):
        yield of_record(title, lines)
    rows = set()
    for part in papers_of_deal(deal):
        rows.add(part.row)
        yield part
    if scope == WHOLE:
        yield from other_papers(deal, rows)
        yield from map(of_letter, letters_of(deal.debt))


def numbered(part, place):
    """Its name in the file begins with its place, so that no two have the same."""
    ending = "pdf" if part.piece.content_type == PDF else part.piece.content_type.split("/")[1]
    ending = {"plain": "txt", "jpeg": "jpg"}.get(ending, ending)
    name = f"{place:02}-{slugify(part.title)[:50] or 'paper'}.{ending}"
    piece = Piece(
        f"{place}. {part.title}",
        name,
        part.piece.original,
        part.piece.content_type,
        part.piece.pages,
        part.piece.tagged,
        part.piece.alt,
    )
    return Part(title=part.title, piece=piece, row=part.row, lines=part.lines)


def papers_of_deal(deal):
    """Their letter, the proof of each payment, and the letter that nothing is owed."""
    if deal.document_id:
        yield of_document(deal.document, _("Agreement"))
    for part in deal.instalments.all():
        if part.payment and part.payment.document_id:
            title = _("Proof of payment {number}").format(number=part.number)
            yield of_document(part.payment.document, title)
    if deal.confirmation_id:
        yield of_document(deal.confirmation, _("Zero-balance letter"))


def other_papers(deal, rows):
    papers = deal.debt.documents.in_use().filter(defence_file=None).order_by("made_at")
    return (of_document(paper, paper.title) for paper in papers if str(paper.pk) not in rows)


def of_document(document, title):
    with document.file.open("rb") as file:
        original = file.read()
    try:
        pages, _count = cleaned(
            original,
            document.content_type,
            paper=settings.LETTER_PAPER.lower(),
            whose=document.workspace_id,
        )
    except Unprintable:
        pages = b""  # it is attached all the same
    alt = _("Page {page} of a paper: {title}. The paper itself is attached to this file.").format(
        page="{page}", title=title
    )
    piece = Piece(title, "", original, document.content_type, pages, alt=alt)
    return Part(title=title, piece=piece, row=str(document.pk))


def letters_of(debt):
    return debt.letters.exclude(mailing__mailed_on=None).order_by("mailing__mailed_on", "made_at")


def of_letter(letter):
    title = _("Letter of {day}: {title}").format(day=day(letter.issued_on), title=letter.called)
    pdf = bytes(letter.pdf)
    piece = Piece(title, "", pdf, PDF, pdf, tagged=True)
    return Part(title=title, piece=piece, row=str(letter.pk))


# ---- records: on our own pages, and as plain text --------------------------------------------


def records_of(deal, scope):
    """Each record with its lines; what was noted of calls goes to nobody else."""
    yield _("Payments"), payments_of(deal)
    if scope == WHOLE:
        yield _("Call log"), calls_of(deal.debt)
        yield _("Timeline"), timeline_of(deal.debt)


def of_record(title, lines):
    text = "".join(f"{each}\n" for each in lines).encode()
    return Part(title=title, piece=Piece(title, "", text, TEXT), lines=tuple(lines))


def payments_of(deal):
    paid = [part.payment for part in deal.instalments.all() if part.payment]
    return [
        ", ".join(
            filter(
                None,
                (day(each.paid_on), dollars(each.amount), each.get_method_display(), each.note),
            )
        )
        for each in paid
    ] or [_("No payment is written down.")]


def calls_of(debt):
    lines = map(of_call, debt.calls.order_by("at"))
    return [". ".join([f"{one.when}: {one.what}", *one.more]) for one in lines] or [
        _("No call is written down.")
    ]


def timeline_of(debt):
    """Every event in order. Each was written down then, and never changed."""
    events = reversed(list(debt.events.all()))
    return [f"{day(event.happened_on)}: {say_all(line(event).sentences)}" for event in events]


# ---- whether it is still what it was --------------------------------------------------------


def checked(file):
    """Each part of a kept defence file, and whether it still has its fingerprint.

    `inside`: what lies in the file; `stored`: the paper or letter itself, None for a record.
    """
    with file.document.file.open("rb") as opened:
        content = opened.read()
    _pages, attached = weighed(content, whose=file.workspace_id)
    whole = digest(content) == file.document.sha256
    return whole, [
        part
        | {
            "inside": attached.get(part["name"]) == part["sha256"],
            "stored": stored(file, part["row"]) in (None, part["sha256"]),
        }
        for part in file.parts
    ]


def stored(file, row):
    """The fingerprint of the paper or letter as it is kept today."""
    if not row:
        return None
    if letter := Letter.objects.filter(debt=file.debt_id, pk=row).first():
        return digest(bytes(letter.pdf))
    document = Document.objects.filter(debt=file.debt_id, pk=row).first()
    if document is None:
        return ""
    with document.file.open("rb") as opened:
        return digest(opened.read())


def is_whole(found):
    """Whether all that `checked` found is as it was."""
    whole, parts = found
    return whole and all(part["inside"] and part["stored"] for part in parts)

"""The papers that go with letters: cover sheet, proof of mailing, mailing list, address labels.

The proof of mailing is shown to others, so it speaks the letter's language; what is only for the
writer speaks theirs.
"""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation

from ledger.fields import one_line
from negotiation.letters import typeface
from negotiation.letters.compose import enclosures_of
from negotiation.letters.letter import LetterContent
from negotiation.letters.pdf import to_pdf
from negotiation.models import Mailing
from negotiation.printing.addressed import Addressed
from negotiation.printing.labels import sheets

FOLDER = "negotiation/letters/printed"


@dataclass(frozen=True, kw_only=True)
class Row:
    """One letter as these papers name it, and what goes with it: each enclosure once.

    `papers` lie in the pile, `by_hand` are ours but could not be printed, and of `own`, which the
    letter lists as well, we have no file.
    """

    letter: Addressed
    place: int | None = None
    way: str = ""
    number: str = ""
    mailed_on: date | None = None
    delivered_on: date | None = None
    sha256: str = ""
    papers: list[str] = field(default_factory=list)
    by_hand: list[str] = field(default_factory=list)
    own: list[str] = field(default_factory=list)
    why: str = ""

    @property
    def enclosed(self):
        return [*self.papers, *self.by_hand, *self.own]

    @classmethod
    def of(cls, letter, *, place=None, by_hand=(), why=""):
        """The row of an issued letter, as it stands in the file today."""
        mailing = letter.mailing
        attached = {place: paper.document.title for place, paper in numbered_papers(letter)}
        unprinted = {place for _title, _why, place in by_hand}
        return cls(
            letter=addressed(letter),
            place=place,
            way=str(Mailing.Method(mailing.method or letter.data.get("mail") or "").label)
            if mailing.method or letter.data.get("mail")
            else "",
            number=mailing.number or letter.data.get("mail_number", ""),
            mailed_on=mailing.mailed_on,
            delivered_on=mailing.delivered_on,
            sha256=letter.sha256,
            papers=[title for place, title in attached.items() if place not in unprinted],
            by_hand=[title for place, title in attached.items() if place in unprinted],
            own=listed_besides(letter, attached.values()),
            why=why,
        )


def numbered_papers(letter):
    """The papers of the debt's file that go with the letter: (place, paper)."""
    return enumerate(letter.papers.all(), 1)


def listed_besides(letter, attached):
    """What the letter says is enclosed, but for the papers of the debt's file."""
    left, besides = Counter(map(one_line, attached)), []
    for listed in enclosures_of(LetterContent.restore(letter.data)):
        if left[listed]:
            left[listed] -= 1
        else:
            besides.append(listed)
    return besides


def addressed(letter):
    return Addressed.read(str(letter.pk), letter.called, letter.issued_on, letter.data)


def cover_sheet(letter, **known):
    """What to do with this letter, and what goes into its envelope."""
    return drawn("cover", letter.workspace, row=Row.of(letter, **known))


def proof_of_mailing(letter, **known):
    """A page to sign and to keep with the receipts."""
    with translation.override(letter.language):
        sender = [letter.data["sender_name"], *letter.data["sender_lines"]]
        return drawn("proof", letter.workspace, row=Row.of(letter, **known), sender=sender)


def mailing_list(workspace, rows, left_out, *, on):
    return drawn("mailing_list", workspace, rows=rows, left_out=left_out, on=on)


def address_labels(workspace, letters, *, first=1):
    made = sheets([letter.address for letter in letters], typeface.width, start=first)
    return drawn("labels", workspace, sheets=made)


def drawn(name, workspace, **context):
    """The PDF of one of our templates, in the language that is on."""
    context |= {"author": workspace.full_name, "a4": settings.LETTER_PAPER == "A4"}
    return to_pdf(render_to_string(f"{FOLDER}/{name}.html", context))

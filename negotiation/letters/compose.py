"""A letter's content in, its page out: the whole document to keep, or the sheet to look at.

What people typed reaches the page only as escaped values: it is never a template.
"""

import re
from dataclasses import dataclass
from decimal import Decimal

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.html import escape
from django.utils.safestring import mark_safe

from ledger.money import dollars
from negotiation.letters import typeface, written
from negotiation.letters.body import WORDS, body
from negotiation.letters.bounds import SHORT, TextTooLong, bounded
from negotiation.letters.envelope import RECIPIENT, SENDER, AddressTooLong, fit
from negotiation.letters.kinds import KINDS
from negotiation.letters.letter import LetterContent, NothingAsked, WrongRecipient
from negotiation.letters.parts import Wording, printed

__all__ = [
    "AddressTooLong",
    "FullAccountNumber",
    "LetterContent",
    "NothingAsked",
    "TextTooLong",
    "WrongRecipient",
    "in_full",
    "references",
    "sheet_of",
    "subject",
    "to_html",
    "to_sheet",
]

FOLDER = "negotiation/letters"
CREDITOR = Wording("Creditor", "Acreedor")
ACCOUNT = Wording("Account", "Cuenta")
ENDING = Wording("ending in {last4}", "terminada en {last4}")
UNDER = Wording("under the name {name}", "a nombre de {name}")
REFERENCE = Wording("Your reference", "Su referencia")
CLAIMED = Wording("Amount you claim", "Monto que usted reclama")
MAILED = {"": (), "certified": ("certified", "receipt"), "first_class": ("first_class",)}
# a law named in a sentence: its parts stay on one line
CITATION = re.compile(
    r"\b(?:UCC \d|\d{1,2} (?:U\.S\.C\.|USC|CFR) )[\w.\-]*\w(?:\(\w{1,4}\))*", re.ASCII
)


class FullAccountNumber(ValueError):
    """More than the last four characters where only those belong."""


def subject(content):
    """What the letter is about, in its own language: its heading and the title of its PDF."""
    return KINDS[content.kind].subject.say(content.language)


def references(
    language, *, creditor="", last4="", name="", reference="", claimed: Decimal | None = None
):
    """The reference table in the letter's language; what is not known gets no row.

    `name` is whose account it is, for a letter that knows no number to say which.
    """
    if len(last4) > 4:
        raise FullAccountNumber
    account = last4 and ENDING.say(language).replace("{last4}", last4)
    rows = (
        (CREDITOR, creditor),
        (ACCOUNT, account or (name and UNDER.say(language).replace("{name}", name))),
        (REFERENCE, reference),
        (CLAIMED, "" if claimed is None else dollars(claimed)),
    )
    return tuple((label.say(language), value) for label, value in rows if value)


def in_full(table, language, number):
    """The same table with the whole account number, for a writer who wants it in this letter."""
    account = ACCOUNT.say(language)
    return tuple((label, number if label == account else value) for label, value in table)


def references_in(table, language, other):
    """The rows of a reference table in another language; names and numbers stay."""
    words = {
        each.say(language): each.say(other) for each in (CREDITOR, ACCOUNT, REFERENCE, CLAIMED)
    }
    return tuple(
        (words.get(label, label), _value_in(value, language, other)) for label, value in table
    )


def _value_in(value, language, other):
    for pattern in (ENDING, UNDER):
        start = pattern.say(language).partition("{")[0]
        if value.startswith(start):
            return pattern.say(other).partition("{")[0] + value.removeprefix(start)
    return value


def to_html(content):
    """The whole document, as it is kept and made into a PDF."""
    author = _line(content.sender_name, "sender")
    context = {"author": author, "subject": subject(content), "sheet": to_sheet(content)}
    return _render("document.html", content, context)


def to_sheet(content):
    """Just the sheet of paper, for a page that links css/letter.css around a .letter-desk."""
    return _render("sheet.html", content, _printed(content))


def sheet_of(html):
    """The sheet of a document made by to_html, unchanged."""
    start, end = html.index("<article"), html.index("</article>")
    return html[start:end] + "</article>"


def _render(template, content, context):
    with translation.override(content.language):
        return render_to_string(f"{FOLDER}/{template}", {"letter": content} | context)


def _printed(content):
    """The addresses as they fit, and every block of the text, made safe."""
    language = content.language
    enclosures = enclosures_of(content)
    return {
        "paper": settings.LETTER_PAPER,
        "subject": subject(content),
        "date": written.day(content.date, language),
        "sender": _block(content.sender_name, content.sender_lines, SENDER, "sender"),
        "recipient": _block(
            content.recipient_name, content.recipient_lines, RECIPIENT, "recipient"
        ),
        "references": [(label, _line(value, "references")) for label, value in content.references],
        "paragraphs": [Printed.of(block) for block in body(content)],
        "enclosures": enclosures,
        "enclosed": say("enclosures", language).replace("{count}", str(len(enclosures))),
        "page": say("page", language),
        "farewell": say("farewell", language),
        "mail": [say(name, language) for name in MAILED[content.mail]],
        "mail_label": say("mail_number", language),
        "mail_number": _line(content.mail_number, "mail_number"),
    }


def enclosures_of(content):
    """What the letter says is enclosed: the usual papers first, then the writer's own."""
    own = [_line(typed, "own_enclosures") for typed in content.own_enclosures]
    usual = printed(content.of.enclosures, content.enclosures, content.language)
    return [*usual, *filter(None, own)]


def say(name, language):
    """A word every letter has, in its language."""
    return WORDS[name].say(language)


@dataclass(frozen=True, slots=True)
class Printed:
    """A block whose words are safe to stand in a page."""

    key: str
    lead: str
    text: str
    items: list[str]
    head: list[tuple[str, bool]]
    rows: list[list[tuple[str, bool]]]

    @classmethod
    def of(cls, block):
        def aligned(cells):
            return [(safe(cell), number in block.numeric) for number, cell in enumerate(cells)]

        return cls(
            key=block.key,
            lead=safe(block.lead),
            text=safe(block.text),
            items=[safe(item) for item in block.items],
            head=aligned(block.head),
            rows=[aligned(row) for row in block.rows],
        )


def safe(text):
    """Plain words as HTML: escaped, line ends kept, the parts of a citation kept together."""
    cited = CITATION.sub(r'<span class="letter-cite">\g<0></span>', escape(text))
    return mark_safe(cited.replace("\n", "<br>"))  # noqa: S308 - escaped above


def _line(typed, field):
    """One line of typed text, however it was typed."""
    return " ".join(bounded(typed, field, characters=SHORT).split())


def _block(name, lines, block, field):
    lines = [_line(line, field) for line in lines]
    try:
        return fit(_line(name, field), lines, block, typeface.width)
    except AddressTooLong as error:
        raise AddressTooLong(field) from error

"""A letter's content in, its page out: the whole document to keep, or the sheet to look at.

What people typed reaches the page only as escaped values: it is never a template.
"""

import re
from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.formats import date_format

from ledger.facts import CreditorKind
from ledger.money import dollars
from negotiation.letters import typeface
from negotiation.letters.bounds import TextTooLong, bounded
from negotiation.letters.catalogue import KINDS, Wording, printed
from negotiation.letters.envelope import RECIPIENT, SENDER, AddressTooLong, fit

__all__ = [
    "AddressTooLong",
    "FullAccountNumber",
    "LetterContent",
    "NothingAsked",
    "TextTooLong",
    "WrongRecipient",
    "references",
    "sheet_of",
    "subject",
    "to_html",
    "to_sheet",
]

DATES = {"en": "F j, Y", "es": r"j \d\e F \d\e Y"}
SHORT = 200  # characters in anything that is one line
FOLDER = "negotiation/letters"
AND = Wording(" and ", " y ")
CREDITOR = Wording("Creditor", "Acreedor")
ACCOUNT = Wording("Account", "Cuenta")
ENDING = Wording("ending in {last4}", "terminada en {last4}")
UNDER = Wording("under the name {name}", "a nombre de {name}")
REFERENCE = Wording("Your reference", "Su referencia")
CLAIMED = Wording("Amount you claim", "Monto que usted reclama")


class WrongRecipient(ValueError):
    """This kind of letter leans on rules that do not bind this recipient."""


class NothingAsked(ValueError):
    """A request that asks for nothing, or a dispute that does not say what is disputed."""


class FullAccountNumber(ValueError):
    """More than the last four characters of an account number; a letter never shows them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterContent:
    """Everything one letter says. What is printed from the catalogue is named by its key.

    `recipient_lines` holds department or person first, then the address. `in_period` says whether
    the letter goes out inside the validation period, None where that is not known; `no_notice`
    that no validation notice ever came. `mail` is "certified", "first_class" or "" (say nothing).
    """

    kind: str
    language: str
    date: date
    sender_name: str
    sender_lines: tuple[str, ...]
    recipient_name: str
    recipient_lines: tuple[str, ...]
    recipient_kind: CreditorKind
    references: tuple[tuple[str, str], ...] = ()
    items: tuple[str, ...] = ()
    grounds: tuple[str, ...] = ()
    notice_on: date | None = None
    no_notice: bool = False
    in_period: bool | None = None
    free_text: str = ""
    enclosures: tuple[str, ...] = ()
    own_enclosures: tuple[str, ...] = ()
    mail: str = "certified"
    mail_number: str = ""

    def __post_init__(self):
        kind = KINDS[self.kind]
        if self.recipient_kind not in kind.to:
            raise WrongRecipient(self.kind, self.recipient_kind)
        if not (self.grounds if kind.grounds else self.items):
            raise NothingAsked(self.kind)

    def snapshot(self):
        """The content as plain values that JSON can hold."""
        dates = {"date": self.date, "notice_on": self.notice_on}
        return asdict(self) | {name: on and on.isoformat() for name, on in dates.items()}


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


def to_html(content):
    """The whole document, as it is kept and made into a PDF."""
    author = _line(content.sender_name, "sender")
    context = {"author": author, "subject": subject(content), "sheet": to_sheet(content)}
    return _render("document.html", content, context)


def to_sheet(content):
    """Just the sheet of paper, for a page that links css/letter.css around a .letter-desk."""
    return _render(f"{content.kind}.{content.language}.html", content, _printed(content))


def sheet_of(html):
    """The sheet of a document made by to_html, unchanged."""
    start, end = html.index("<article"), html.index("</article>")
    return html[start:end] + "</article>"


def _render(template, content, context):
    with translation.override(content.language):
        return render_to_string(f"{FOLDER}/{template}", {"letter": content} | context)


def _printed(content):
    """The catalogue's sentences, the addresses as they fit, and what was typed, made safe."""
    kind, language = KINDS[content.kind], content.language
    grounds = ["whole"] if "whole" in content.grounds else content.grounds
    own = [_line(typed, "own_enclosures") for typed in content.own_enclosures]
    return {
        "subject": subject(content),
        "date": _written(content.date, language),
        "notice_on": content.notice_on and _written(content.notice_on, language),
        "sender": _block(content.sender_name, content.sender_lines, SENDER, "sender"),
        "recipient": _block(
            content.recipient_name, content.recipient_lines, RECIPIENT, "recipient"
        ),
        "references": [(label, _line(value, "references")) for label, value in content.references],
        "items": printed(kind.items_for(content.recipient_kind), content.items, language),
        "grounds": AND.say(language).join(printed(kind.grounds, grounds, language)),
        "part_only": "whole" not in content.grounds,
        "enclosures": [*printed(kind.enclosures, content.enclosures, language), *filter(None, own)],
        "paragraphs": _paragraphs(content.free_text),
        "mail_number": _line(content.mail_number, "mail_number"),
    }


def _written(on, language):
    with translation.override(language):
        return date_format(on, DATES[language])


def _line(typed, field):
    """One line of typed text, however it was typed."""
    return " ".join(bounded(typed, field, characters=SHORT).split())


def _block(name, lines, block, field):
    lines = [_line(line, field) for line in lines]
    try:
        return fit(_line(name, field), lines, block, typeface.width)
    except AddressTooLong as error:
        raise AddressTooLong(field) from error


def _paragraphs(typed):
    """Parted at empty lines; a single line end stays a line end."""
    parts = re.split(r"\n\s*\n", bounded(typed, "free_text"))
    return [part.split("\n") for part in parts if part]

"""A letter's content as a Word file, for those who must change something by hand.

The same blocks as the page and the PDF, set as near to them as Word allows: addresses behind the
windows of the envelope, figures to the right, signature and name never parted. What was issued is
the PDF; this is a copy to edit. Here it is put into words; press/word.py makes the file of them.
"""

import re

from django.conf import settings
from django.utils.translation import gettext as _

from debtsite.press.room import ROOM, PressStopped
from debtsite.press.wire import Refused, TooHeavy
from ledger.walls.inside import resting
from negotiation.letters import envelope, typeface, written
from negotiation.letters.body import body
from negotiation.letters.compose import CITATION, MAILED, enclosures_of, say, subject
from negotiation.letters.letter import LetterContent
from negotiation.letters.pdf import LetterTooHeavy, unavailable

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
NBSP = "\u00a0"
NO_XML = re.compile("[^\\t\\n\\x20-\\ud7ff\\ue000-\\ufffd\\U00010000-\\U0010ffff]")


def to_docx(content: LetterContent) -> bytes:
    """The same bytes for the same content; raises PdfUnavailable like a letter's PDF."""
    try:
        with resting():
            _nothing, made = ROOM.ask("word", sheet(content))
    except (Refused, TooHeavy) as error:
        raise LetterTooHeavy(_("This letter is too long for a Word file.")) from error
    except PressStopped as error:
        raise unavailable(error) from error
    return made


def sheet(content):
    """All that stands on the paper, in plain values; lines with their size in points."""
    language = content.language
    on = written.day(content.date, language)
    running = f"{content.recipient_name} · {on} · {say('page', language)} "
    return cleaned(
        {
            "paper": settings.LETTER_PAPER,
            "language": language,
            "on": content.date.isoformat(),
            "title": subject(content),
            "author": content.sender_name,
            "running": running,
            "sender": fitted(content.sender_name, content.sender_lines, envelope.SENDER),
            "date": [(on, 10.5)],
            "recipient": fitted(
                content.recipient_name, content.recipient_lines, envelope.RECIPIENT
            ),
            "mail": [(line, 9.5) for line in mailed(content)],
            "subject": subject(content),
            "references": content.references,
            "blocks": [block_of(block) for block in body(content)],
            "farewell": say("farewell", language),
            "enclosed": enclosed(content),
        }
    )


def block_of(block):
    names = ("lead", "text", "items", "head", "rows")
    return {name: getattr(block, name) for name in names} | {"numeric": sorted(block.numeric)}


def fitted(name, address, block):
    """The address as it stands on the letter: (line, size), broken and small enough to fit."""
    fit = envelope.fit(name, address, block, typeface.width)
    size = block.sizes[fit.size]
    return [(line, size.name) for line in fit.name] + [(line, size.line) for line in fit.lines]


def mailed(content):
    way = [say(name, content.language) for name in MAILED[content.mail]]
    if content.mail == "certified":
        way.append(f"{say('mail_number', content.language)} {content.mail_number or '_' * 22}")
    return way


def enclosed(content):
    """That something is, and what."""
    enclosures = enclosures_of(content)
    count = say("enclosures", content.language).replace("{count}", str(len(enclosures)))
    return [count, *enclosures] if enclosures else []


def cleaned(value):
    """The same with every text as XML can hold it."""
    if isinstance(value, str):
        return plain(value)
    if isinstance(value, dict):
        return {name: cleaned(each) for name, each in value.items()}
    return [cleaned(each) for each in value] if isinstance(value, list | tuple) else value


def plain(text):
    """Words that XML can hold, with the parts of a citation on one line."""
    kept = NO_XML.sub("", text)
    return CITATION.sub(lambda cited: cited[0].replace(" ", NBSP), kept)

"""Whether everything that was sent and kept is still what it was: each check names what is not.

A fault is one line in plain words. Nothing here believes a row about itself: what a letter is today
is held against the chain (negotiation.chain), the chain against itself, and both against the
history of the debt.
"""

import hashlib
from collections import Counter

from django.core.exceptions import SuspiciousFileOperation
from django.db.models import Exists, OuterRef, Prefetch

from ledger.models import Document, Event
from negotiation import chain, defence
from negotiation.models import DefenceFile, Enclosure, Letter, Link
from negotiation.printing.binding import Unprintable

PARTS = {
    "pdf": "its PDF",
    "page": "its page",
    "data": "its data",
    "about": "what it says of itself, such as its address or its day",
    "papers": "the papers that went with it",
}


def letters():
    """(letter, what is wrong with it) for every letter there is."""
    papers = Enclosure.objects.order_by("position").select_related("document")
    rows = (
        Letter.objects.select_related("mailing")
        .prefetch_related(Prefetch("papers", papers), "links")
        .order_by("issued_on", "made_at")
    )
    for letter in rows.iterator(chunk_size=20):
        yield letter, [*of_letter(letter)]


def of_letter(letter):
    now = chain.of_letter(letter, letter.papers.all())
    if now["pdf"] != letter.sha256:
        yield "its PDF does not have its fingerprint"
    told = {link.act: read(link) for link in letter.links.all()}  # the newest of each act
    if made := told.get(Link.Act.ISSUED):
        changed = (name for name in PARTS if now[name] != made.get(name))
        yield from (f"changed: {PARTS[name]}" for name in changed)
    else:
        yield "no link of the chain says that it was made"
    yield from of_its_way(letter, told.get(Link.Act.SENT, chain.NOT_SENT))


def read(link):
    """What a link says; whoever changed it may have left anything there."""
    return link.told if isinstance(link.told, dict) else {}


def of_its_way(letter, told):
    mailing = getattr(letter, "mailing", None)
    if mailing is None:
        yield "gone: how it was sent"
        return
    now = chain.of_mailing(mailing)
    changed = [name for name in chain.SENT if now[name] != told.get(name)]
    if changed:
        yield f"changed: how it was sent ({', '.join(changed)})"


# ---- the chain, workspace by workspace ----------------------------------------------------------


def links():
    """(workspace id, its links, what is wrong) for every chain there is."""
    spaces = Link.objects.order_by("workspace_id").values_list("workspace_id", flat=True).distinct()
    for workspace_id in spaces:
        rows = list(Link.objects.filter(workspace=workspace_id))
        yield workspace_id, rows, [*of_chain(rows)]


def of_chain(rows):
    found = [chain.Link(row.number, row.content, row.sha256) for row in rows]
    yield from (f"link {number} is missing" for number in chain.missing(found))
    for link in chain.broken(found):
        about = f"{link.content['act']}, letter {link.content['letter_id']}"
        yield f"link {link.number} ({about}) is not the one that was made there"
    made = Counter(row.letter_id for row in rows if row.act == Link.Act.ISSUED)
    yield from (f"letter {pk} was made {times} times" for pk, times in made.items() if times > 1)


def gone():
    """What is wrong: letters that the history of a debt speaks of, and that are not there."""
    there = Letter.objects.filter(pk=OuterRef("subject_id"))
    told = Event.objects.filter(~Exists(there), kind="letter_issued").order_by("recorded_at")
    for event in told.iterator():
        yield f"gone: letter {event.subject_id}, made on {event.happened_on}"


# ---- files --------------------------------------------------------------------------------------


def documents():
    """(document, what is wrong with its file) for every paper there is."""
    for document in Document.objects.order_by("made_at").iterator():
        yield document, [*of_document(document)]


def of_document(document):
    try:
        with document.file.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
            size = file.tell()
    except (OSError, SuspiciousFileOperation) as error:
        yield f"its file cannot be read: {getattr(error, 'strerror', None) or error}"
        return
    if size != document.size:
        yield f"its file has {size} bytes, not {document.size}"
    if digest != document.sha256:
        yield "its file does not have its fingerprint"


def defence_files():
    """(defence file, what is wrong in it) for every one there is."""
    for file in DefenceFile.objects.select_related("document", "debt"):
        yield file, [*of_defence_file(file)]


def of_defence_file(file):
    try:
        whole, parts = defence.checked(file)
    except (OSError, SuspiciousFileOperation, Unprintable) as error:
        yield f"it cannot be read: {error}"
        return
    if not whole:
        yield "changed: the file itself"
    bad = [part["title"] for part in parts if not (part["inside"] and part["stored"])]
    yield from (f"changed: {title}" for title in bad)

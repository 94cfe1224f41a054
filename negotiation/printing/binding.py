"""Hands papers to the bindery, at the press: processes without our settings, secrets and database.

Nobody's PDF is opened in the site's own processes. What is too large, broken or made to break
programs costs one hand of the press, and is then known by name.
"""

import shutil
import time
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import mkdtemp

from django.conf import settings

from debtsite.press.room import ROOM, PressStopped
from debtsite.press.wire import Refused, TooHeavy
from ledger.walls.inside import resting
from negotiation.letters.pdf import unavailable

STALE = 3600  # seconds after which a folder was left behind by a worker that was killed


class Unprintable(Exception):
    """This paper cannot be printed by us; `args` says why: password, pages, broken or toolarge."""


@dataclass(frozen=True, slots=True)
class ToBind:
    """One letter with all that belongs to it, each piece as a whole PDF."""

    title: str
    pieces: tuple[bytes, ...]


def cleaned(content, content_type, *, paper="letter", whose=""):
    """A PDF or picture of others as plain pages: (PDF, number of pages); raises Unprintable."""
    with desk(whose) as folder:
        (folder / "source").write_bytes(content)
        return ordered("clean", folder, source="source", kind=content_type, paper=paper)


def joined(letters, *, title, language, both_sides=False, whose=""):
    """All letters in one PDF: (PDF, pages of each letter).

    With `both_sides` every piece begins on a sheet of its own.
    """
    with desk(whose) as folder:
        named = [
            {"title": letter.title, "sources": put_down(letter.pieces, folder, number)}
            for number, letter in enumerate(letters)
        ]
        return ordered(
            "join",
            folder,
            letters=named,
            title=title,
            language=language,
            both_sides=both_sides,
        )


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a bound file: its pages as a PDF, tagged if they are ours; none for a text alone.

    `alt` is what stands for a page that is not tagged; {page} is its number. `original` is what is
    attached, byte for byte, as `name`.
    """

    title: str
    name: str
    original: bytes
    content_type: str
    pages: bytes = b""
    tagged: bool = False
    alt: str = ""


def bound(front, pieces, *, whose=""):
    """One tagged file with a bookmark for each piece: (PDF, the page each begins on, from 1)."""
    with desk(whose) as folder:
        (folder / "front").write_bytes(front)
        parts, attached = [], []
        for number, piece in enumerate(pieces):
            paper, original = f"{number}.pdf", f"{number}.original"
            (folder / original).write_bytes(piece.original)
            attached.append(
                {"name": piece.name, "source": original, "type": piece.content_type}
                | {"title": piece.title}
            )
            if piece.pages:
                (folder / paper).write_bytes(piece.pages)
                parts.append(
                    {"title": piece.title, "source": paper, "tagged": piece.tagged}
                    | {"alt": piece.alt}
                )
        answer = answered("bind", folder, front="front", parts=parts, attached=attached)
        starts = iter(answer["starts"])
        pages = [next(starts) + 1 if piece.pages else None for piece in pieces]
        return (folder / "made").read_bytes(), pages


def weighed(content, *, whose=""):
    """What lies in a PDF: (number of pages, fingerprint of each attached file by its name)."""
    with desk(whose) as folder:
        (folder / "source").write_bytes(content)
        answer = answered("weigh", folder, source="source")
        return answer["pages"], answer["attached"]


def put_down(pieces, folder, number):
    names = [f"{number}-{place}.pdf" for place in range(len(pieces))]
    for name, piece in zip(names, pieces, strict=True):
        (folder / name).write_bytes(piece)
    return names


def ordered(what, folder, **order):
    """Let the bindery do this in the folder: (what it made, how many pages)."""
    answer = answered(what, folder, **order)
    return (folder / "made").read_bytes(), answer["pages"]


def answered(what, folder, **order):
    """What the bindery says of an order; raises Unprintable, and PdfUnavailable."""
    try:
        with resting():
            answer, _none = ROOM.ask(what, order | {"desk": str(folder), "made": "made"})
    except Refused as error:
        raise Unprintable(str(error)) from error
    except TooHeavy as error:
        raise Unprintable("toolarge") from error
    except PressStopped as error:
        raise unavailable(error) from error
    return answer


@contextmanager
def desk(whose=""):
    """An empty folder of our own, gone afterwards; never the machine's common one.

    It begins with the id of the workspace whose papers lie on it.
    """
    place = bindery().resolve()
    place.mkdir(mode=0o700, parents=True, exist_ok=True)
    folder = Path(mkdtemp(prefix=f"{whose or 'desk'}-", dir=place))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def bindery():
    return Path(settings.DATA_DIR, "bindery")


def desks(whose=""):
    """All of them, or those of one workspace."""
    return list(bindery().glob(f"{whose}*"))


def clear_desks():
    """Folders of workers that were killed lie about: what is old enough goes."""
    for folder in desks():
        with suppress(FileNotFoundError):  # its work is done just now
            if time.time() - folder.stat().st_mtime > STALE:
                shutil.rmtree(folder, ignore_errors=True)

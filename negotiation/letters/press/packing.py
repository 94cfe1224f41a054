"""Makes a letter's PDF small: streams packed once, and what many pages paint kept once.

Letters of one kind paint the same words in the same places. In a print file of many, such a stretch
is one stream that all their pages name; what a page paints, in all, is the same to the byte.
"""

import re
import zlib
from collections import Counter, defaultdict
from itertools import groupby

import pydyf

STAY, STAY_LAST = b">0<", b">0] TJ"  # "move on by nothing", written after most of the glyphs
END = b"EMC"  # of a marked stretch
WORTH = 500  # bytes: a stream of its own takes some room, too
REFERENCE = re.compile(rb"(\d+) 0 R")


def pack(pdf, *, level):
    """Compress each stream: the file's identifier reads them once more, packed."""
    for thing in pdf.objects:
        if isinstance(thing, pydyf.Stream) and thing.compress:
            content = b"\n".join(map(raw, thing.stream))
            if "Length1" not in thing.extra:  # a font, which says how long it is
                content = content.replace(STAY, b"").replace(STAY_LAST, b">] TJ")
            thing.stream = [zlib.compress(content, level)]
            thing.extra["Filter"] = "/FlateDecode"
            thing.compress = False


def raw(part):
    """A part of a stream as it is written."""
    if isinstance(part, bytes):
        return part
    return part.data if isinstance(part, pydyf.Object) else str(part).encode("ascii")


def share(pdf):
    """Part the pages' streams so that what several of them paint is there once."""
    pages = [thing for thing in pdf.objects if is_page(thing)]
    streams = [pdf.objects[int(REFERENCE.fullmatch(page["Contents"])[1])] for page in pages]
    painted = [stretches(stream.stream) for stream in streams]
    where = defaultdict(set)
    for number, page in enumerate(painted):
        for place in enumerate(page):
            where[place].add(number)
    runs = [list(together(page, where)) for page in painted]
    used = Counter(run for page in runs for run in page)
    common = {
        run: added(pdf, [run]) for run, times in used.items() if times > 1 and len(run) >= WORTH
    }
    for page, stream, parts in zip(pages, streams, runs, strict=True):
        page["Contents"] = pydyf.Array(contents(pdf, stream, parts, common))


def is_page(thing):
    return isinstance(thing, pydyf.Dictionary) and thing.get("Type") == "/Page"


def stretches(stream):
    """What is painted, parted after each marked stretch."""
    found, open_ = [], []
    for part in map(raw, stream):
        open_.append(part)
        if part == END:
            found.append(b"\n".join(open_))
            open_ = []
    return [*found, b"\n".join(open_)] if open_ else found


def together(page, where):
    """The page's stretches, joined as far as the same pages have them in the same places."""
    run, among = [], set()
    for place, stretch in enumerate(page):
        there = where[place, stretch]
        alike = there >= among if len(among) > 1 else len(there) == 1
        if run and not alike and (len(there & among) < 2 or sum(map(len, run)) >= WORTH):
            yield b"\n".join(run)
            run, among = [], there
        among = among & there if run else there
        run.append(stretch)
    yield b"\n".join(run)


def contents(pdf, stream, parts, common):
    """The numbers of the streams that make up a page; its own is left with what it alone has."""
    numbers, stream.stream = [], []
    for shared, runs in groupby(parts, key=common.get):
        if shared:
            numbers += [shared] * len(list(runs))
        elif stream.reference in numbers:
            numbers.append(added(pdf, runs))
        else:
            stream.stream = list(runs)
            numbers.append(stream.reference)
    return numbers


def added(pdf, parts):
    stream = pydyf.Stream(list(parts), compress=True)
    pdf.add_object(stream)
    return stream.reference

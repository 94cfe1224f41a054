"""Keeps what many pages of a print file have in common once. Pure.

Letters of one kind paint the same words in the same places. Such a stretch becomes one stream that
all their pages name; what a page paints, in all, is the same to the byte.
"""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

Where = dict[tuple[int, bytes], set[int]]  # which pages paint a stretch at a place

OF_FONTS = ("/FontFile", "/FontFile2", "/FontFile3", "/ToUnicode")
END = b"EMC"  # ends a marked stretch: only pages of ours are cut there, those of others have none
WORTH = 500  # bytes: a stream of its own takes some room, too


def share_fonts(dictionaries: Iterable[Any]) -> None:
    """Letters in the same face bring the same files: one of each is enough."""
    kept: dict[bytes, Any] = {}
    for thing in dictionaries:
        if thing.get("/Type") in ("/FontDescriptor", "/Font"):
            for name in OF_FONTS:
                if name in thing:
                    digest = hashlib.sha256(thing[name].read_raw_bytes()).digest()
                    thing[name] = kept.setdefault(digest, thing[name])


def share_painting(pages: Sequence[Any], stream: Callable[[bytes], Any]) -> None:
    """Part the pages' streams so that what several of them paint is there once.

    `pages` are pages of one stream each; `stream` makes another in their file.
    """
    painted = [stretches(page.Contents.read_bytes()) for page in pages]
    where: Where = defaultdict(set)
    for number, page in enumerate(painted):
        for place in enumerate(page):
            where[place].add(number)
    runs = [list(together(page, where)) for page in painted]
    used = Counter(run for page in runs for run in page)
    common = {run: stream(run) for run, times in used.items() if times > 1 and len(run) >= WORTH}
    for page, parts in zip(pages, runs, strict=True):
        if not common.keys().isdisjoint(parts):
            page.Contents = contents(parts, common, stream)


def stretches(content: bytes) -> list[bytes]:
    """What is painted, parted after each marked stretch."""
    found: list[bytes] = []
    open_: list[bytes] = []
    for line in content.split(b"\n"):
        open_.append(line)
        if line == END:
            found.append(b"\n".join(open_))
            open_ = []
    return [*found, b"\n".join(open_)] if open_ else found


def together(page: Sequence[bytes], where: Where) -> Iterator[bytes]:
    """The page's stretches, joined as far as the same pages have them in the same places."""
    run: list[bytes] = []
    among: set[int] = set()
    for place, stretch in enumerate(page):
        there = where[place, stretch]
        alike = there >= among if len(among) > 1 else len(there) == 1
        if run and not alike and (len(there & among) < 2 or sum(map(len, run)) >= WORTH):
            yield b"\n".join(run)
            run, among = [], there
        among = among & there if run else there
        run.append(stretch)
    yield b"\n".join(run)


def contents(
    parts: Iterable[bytes], common: Mapping[bytes, Any], stream: Callable[[bytes], Any]
) -> list[Any]:
    """The streams that make up a page: those it shares, and between them what it alone has."""
    streams: list[Any] = []
    for is_shared, runs in groupby(parts, key=common.__contains__):
        if is_shared:
            streams += [common[run] for run in runs]
        else:
            streams.append(stream(b"\n".join(runs)))
    return streams

"""The chain over what was sent: each link holds the fingerprint of the one before it. Pure.

Whoever changes, removes or swaps one link would have to work out every later one anew.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

FIRST = "0" * 64  # what stands before the first link
# all that a letter says of itself beside its page, its data and its file
ABOUT = (
    "id", "workspace_id", "debt_id", "creditor_id", "kind", "language", "title", "recipient",
    "recipient_kind", "address", "issued_on", "template_version", "sha256", "replaces_id",
    "made_at",
)  # fmt: skip
# what is known of its way
SENT = (
    "mailed_on", "method", "number", "delivered_on", "returned_on", "returned_why",
    "taken_back_at",
)  # fmt: skip
NOT_SENT = dict.fromkeys(SENT) | {"method": "", "number": "", "returned_why": ""}
BOUND = ("workspace_id", "letter_id", "number", "act", "told", "made_at")


@dataclass(frozen=True, slots=True)
class Link:
    """`content` is all that the link says; `sha256` what was worked out when it was made."""

    number: int
    content: dict[str, Any]
    sha256: str


def fingerprint(content: Any) -> str:
    """The SHA-256 of plain data, however a database orders its keys."""
    text = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def joined(previous: str, content: dict[str, Any]) -> str:
    """The fingerprint of a link that follows the one with this fingerprint."""
    return hashlib.sha256((previous + fingerprint(content)).encode()).hexdigest()


def missing(links: Iterable[Link]) -> Iterator[int]:
    """The numbers that are not there, though a later one is."""
    expected = 1
    for link in links:
        yield from range(expected, link.number)
        expected = link.number + 1


def broken(links: Iterable[Link]) -> Iterator[Link]:
    """Those that are not what was worked out when they were made; a gap breaks the next one.

    Each is held against the stored fingerprint before it, so that one change names one link.
    """
    previous = FIRST
    for link in links:
        if link.sha256 != joined(previous, link.content):
            yield link
        previous = link.sha256


# ---- what a link says ---------------------------------------------------------------------------


def of_letter(letter: Any, papers: Iterable[Any]) -> dict[str, Any]:
    """Fingerprints of a letter in its parts, so that a change can be named."""
    return {
        "pdf": hashlib.sha256(bytes(letter.pdf)).hexdigest(),
        "page": hashlib.sha256(letter.html.encode()).hexdigest(),
        "data": fingerprint(letter.data),
        "about": fingerprint(said(letter, ABOUT)),
        "papers": [[each.position, str(each.document_id), each.document.sha256] for each in papers],
    }


def of_mailing(mailing: Any) -> dict[str, Any]:
    return said(mailing, SENT)


def said(row: Any, names: Iterable[str]) -> dict[str, Any]:
    return {name: plain(getattr(row, name)) for name in names}


def plain(value: Any) -> Any:
    """A value as it reads the same on every database."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, UUID) else value

"""Letters as the post sees them: to whom, how they go, and in which order. Pure.

Certified letters come first, since they are handed over at the counter; then what is dropped into
a box. Within both, letters to one place and one address lie together.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from negotiation.letters.envelope import zip_code

COUNTER_FIRST = ("certified", "first_class", "")


@dataclass(frozen=True, slots=True)
class Addressed:
    """What envelope, label and list need of a letter. `id` is the letter's own."""

    id: str
    name: str
    lines: tuple[str, ...]
    mail: str
    number: str
    title: str
    on: date

    @classmethod
    def read(cls, id: str, title: str, on: date, data: Mapping[str, Any]) -> "Addressed":
        """From what an issued letter keeps of itself."""
        return cls(
            id=id,
            name=str(data.get("recipient_name", "")),
            lines=tuple(map(str, data.get("recipient_lines", ()))),
            mail=str(data.get("mail", "")),
            number=str(data.get("mail_number", "")),
            title=title,
            on=on,
        )

    @property
    def zip_code(self) -> str:
        return zip_code(self.lines)

    @property
    def address(self) -> tuple[str, ...]:
        return (self.name, *self.lines)


def in_mailing_order(letters: Iterable[Addressed]) -> list[Addressed]:
    """The same order every time, whatever order they come in."""
    return sorted(letters, key=_place)


def _place(letter: Addressed) -> tuple[object, ...]:
    known = letter.mail in COUNTER_FIRST
    way = COUNTER_FIRST.index(letter.mail) if known else len(COUNTER_FIRST)
    address = tuple(line.casefold() for line in letter.address)
    return (way, not letter.zip_code, letter.zip_code, address, letter.on, letter.title, letter.id)

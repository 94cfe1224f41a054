"""Everything one letter says, before it is words on paper. Pure."""

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from negotiation.letters.kinds import KINDS
from negotiation.letters.parts import Ask, AskType, Condition, LetterKind, Recipient, UnknownChoice

Scalar = str | Decimal | date | int | bool
Value = Scalar | tuple[str, ...] | tuple[tuple[Scalar, ...], ...]

READ: dict[AskType, Callable[[Any], Any]] = {
    AskType.MONEY: Decimal,
    AskType.DAY: date.fromisoformat,
    AskType.CHOICES: tuple,
}


class WrongRecipient(ValueError):
    """This kind of letter leans on rules that do not bind this recipient."""


class NothingAsked(ValueError):
    """Answers the letter cannot do without are missing; `args` names their questions."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterContent:
    """Everything one letter says. What is printed from its kind is named by its key.

    `said` holds the answers by question: Decimal for dollars, date, int, True, the key of a choice,
    a tuple of keys, or rows of cells. `names` are the words the debt gives ("creditor", "owner",
    "last4"), `flags` what is true of it (parts.FLAGS). `edited` holds the writer's own words for
    a paragraph. `recipient_lines` holds department or person first, then the address. `mail` is
    "certified", "first_class" or "" (say nothing). Days are dates, amounts dollars.
    """

    kind: str
    language: str
    date: date
    sender_name: str
    sender_lines: tuple[str, ...]
    recipient_name: str
    recipient_lines: tuple[str, ...]
    recipient_kind: Recipient
    references: tuple[tuple[str, str], ...] = ()
    said: Mapping[str, Value] = field(default_factory=dict)
    flags: frozenset[str] = frozenset()
    names: Mapping[str, str] = field(default_factory=dict)
    edited: Mapping[str, str] = field(default_factory=dict)
    free_text: str = ""
    enclosures: tuple[str, ...] = ()
    own_enclosures: tuple[str, ...] = ()
    mail: str = "certified"
    mail_number: str = ""

    def __post_init__(self) -> None:
        if self.recipient_kind not in self.of.to:
            raise WrongRecipient(self.kind, self.recipient_kind)
        for key in self.said:
            self.of.ask(key)

    @property
    def of(self) -> LetterKind:
        return KINDS[self.kind]

    def holds(self, condition: Condition) -> bool:
        """Whether a paragraph or question with this condition belongs in this letter."""
        said = self.said.get(condition.name)
        if condition.choice:
            found = (
                condition.choice in said if isinstance(said, tuple) else condition.choice == said
            )
        else:
            found = condition.name in self.flags or bool(said)
        return found != condition.negated

    def asks(self) -> tuple[Ask, ...]:
        """The questions that matter for this letter, with the answers given so far."""
        return tuple(ask for ask in self.of.asks if all(map(self.holds, ask.when)))

    def missing(self) -> tuple[str, ...]:
        """The required questions without an answer; a letter is issued only when there are none."""
        return tuple(
            ask.key
            for ask in self.asks()
            if ask.required and self.said.get(ask.key) in (None, "", (), False)
        )

    def require_answers(self) -> None:
        if missing := self.missing():
            raise NothingAsked(*missing)

    def snapshot(self) -> dict[str, Any]:
        """The content as plain values that JSON can hold."""
        said = {key: _plain(value) for key, value in self.said.items()}
        flags = sorted(self.flags)
        return asdict(self) | {"date": self.date.isoformat(), "said": said, "flags": flags}

    @classmethod
    def restore(cls, data: Mapping[str, Any]) -> "LetterContent":
        """The content a snapshot was taken of."""
        kind = KINDS[data["kind"]]
        read: dict[str, Any] = {name: tuple(data[name]) for name in LISTS} | {
            "date": date.fromisoformat(data["date"]),
            "recipient_kind": Recipient(data["recipient_kind"]),
            "references": tuple((label, value) for label, value in data["references"]),
            "said": {key: _read(kind, key, value) for key, value in data["said"].items()},
            "flags": frozenset(data["flags"]),
        }
        return cls(**(dict(data) | read))


LISTS = ("sender_lines", "recipient_lines", "enclosures", "own_enclosures")


def _plain(value: object) -> Any:
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    return str(value) if isinstance(value, Decimal | date) else value


def _read(kind: LetterKind, key: str, value: Any) -> Value:
    try:
        ask = kind.ask(key)
    except UnknownChoice:
        return str(value)
    if ask.type is AskType.ROWS:
        return tuple(
            tuple(
                READ.get(column.type, str)(cell)
                for column, cell in zip(ask.columns, row, strict=True)
            )
            for row in value
        )
    read = READ.get(ask.type)
    result: Value = read(value) if read and value not in (None, "") else value
    return result

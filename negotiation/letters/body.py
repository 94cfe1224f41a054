"""A letter's content to its words: plain blocks that page, PDF, DOCX and the check all read. Pure.

What the writer typed fills a placeholder once and is never read for placeholders itself.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from negotiation.letters import written
from negotiation.letters.bounds import SHORT, bounded
from negotiation.letters.kinds import EVERY, PLACEHOLDER, SCHEDULE, wording
from negotiation.letters.letter import LetterContent, Value
from negotiation.letters.parts import Ask, AskType, Paragraph, Wording, printed
from negotiation.letters.schedule import Instalment, monthly

WORDS: Mapping[str, Wording] = {
    name: wording(EVERY.table("words"), name) for name in EVERY.table("words").values
}
BLANK = "_____"  # where an answer is still to come
FREE_TEXT = "free_text"
Rows = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph as it is read; a "\\n" in it is a line end.

    `lead` is set bold before it, `items` stand numbered below it, or a table of `rows` under its
    `head`, whose `numeric` columns are set to the right.
    """

    key: str
    text: str
    lead: str = ""
    items: tuple[str, ...] = ()
    head: tuple[str, ...] = ()
    rows: Rows = ()
    numeric: tuple[int, ...] = ()
    editable: bool = False
    edited: bool = False


def body(content: LetterContent) -> tuple[Block, ...]:
    """The whole text from the salutation on; TextTooLong names what is too long."""
    say = WORDS["salutation"].say(content.language)
    return (
        Block("salutation", say),
        *(_block(each, content) for each in content.of.paragraphs if _belongs(each, content)),
        *_free_text(content),
        *(_block(each, content) for each in content.of.closing if _belongs(each, content)),
    )


def own_words(content: LetterContent, key: str) -> str:
    """The words a paragraph would have if nobody had edited it."""
    part = next(each for each in content.of.paragraphs if each.key == key)
    return fill(part.text.say(content.language), content)


def _belongs(part: Paragraph, content: LetterContent) -> bool:
    emptied = part.editable and content.edited.get(part.key, None) == "" and not part.required
    listed = not part.list or bool(content.said.get(part.list))
    return listed and not emptied and all(map(content.holds, part.when))


def _block(part: Paragraph, content: LetterContent) -> Block:
    language = content.language
    own = content.edited.get(part.key, "") if part.editable else ""
    text = bounded(own, part.key) if own else fill(part.text.say(language), content)
    head, rows, numeric = _table(part, content)
    return Block(
        key=part.key,
        text=text,
        lead=fill(part.lead.say(language), content) if part.lead else "",
        items=_items(part, content),
        head=head,
        rows=rows,
        numeric=numeric,
        editable=part.editable,
        edited=bool(own),
    )


def _items(part: Paragraph, content: LetterContent) -> tuple[str, ...]:
    if not part.list:
        return ()
    ask, keys = content.of.ask(part.list), content.said.get(part.list)
    choices = ask.choices_for(content.recipient_kind)
    chosen = keys if isinstance(keys, tuple) else ()
    said = printed(choices, [str(key) for key in chosen], content.language)
    return tuple(fill(each, content) for each in said)


def _free_text(content: LetterContent) -> Iterator[Block]:
    """What the writer adds, parted at empty lines."""
    for part in re.split(r"\n\s*\n", bounded(content.free_text, FREE_TEXT)):
        if part:
            yield Block(FREE_TEXT, part)


# ---- tables -------------------------------------------------------------------------------


def _table(
    part: Paragraph, content: LetterContent
) -> tuple[tuple[str, ...], Rows, tuple[int, ...]]:
    if part.table == SCHEDULE:
        return _schedule(content)
    if not part.table:
        return (), (), ()
    ask, rows = content.of.ask(part.table), content.said.get(part.table)
    head = tuple(column.label.say(content.language) for column in ask.columns)
    numeric = tuple(n for n, column in enumerate(ask.columns) if column.type is AskType.MONEY)
    cells = tuple(tuple(_cell(cell, ask, content) for cell in row) for row in rows or ())  # type: ignore[union-attr]
    return head, cells, numeric


def _cell(cell: object, ask: Ask, content: LetterContent) -> str:
    if isinstance(cell, Decimal | date | int):
        return written.scalar(cell, content.language)
    return _line(str(cell), ask.key)


def _schedule(content: LetterContent) -> tuple[tuple[str, ...], Rows, tuple[int, ...]]:
    head = tuple(WORDS[name].say(content.language) for name in ("payment", "due", "amount"))
    rows = tuple(
        (
            str(each.number),
            written.day(each.due_on, content.language),
            written.scalar(each.amount, content.language),
        )
        for each in instalments(content)
    )
    return head, rows, (2,)


def instalments(content: LetterContent) -> tuple[Instalment, ...]:
    """The payments of an offer in parts; none while an answer is missing or makes no sense."""
    amount, count, first = (content.said.get(key) for key in ("amount", "count", "first_on"))
    if not (isinstance(amount, Decimal) and isinstance(count, int) and isinstance(first, date)):
        return ()
    try:
        return monthly(amount, count, first)
    except ValueError:
        return ()


# ---- placeholders -------------------------------------------------------------------------


def fill(sentence: str, content: LetterContent) -> str:
    """The sentence with its placeholders filled, each once."""
    return PLACEHOLDER.sub(lambda found: _fill(found[1], content), sentence)


def _fill(name: str, content: LetterContent) -> str:
    if name in GENERAL:
        return GENERAL[name](content)
    value = content.said.get(name)
    if value in (None, "", ()):
        return BLANK
    return _said(content.of.ask(name), value, content)


def _said(ask: Ask, value: Value, content: LetterContent) -> str:
    """An answer as it stands in a sentence."""
    if ask.type in (AskType.CHOICE, AskType.CHOICES):
        keys = value if isinstance(value, tuple) else (value,)
        choices = ask.choices_for(content.recipient_kind)
        several = printed(choices, [str(key) for key in keys], content.language)
        return written.listed([fill(each, content) for each in several], content.language)
    if isinstance(value, Decimal | date | int):
        return written.scalar(value, content.language)
    if ask.type is AskType.TEXT:
        return bounded(str(value), ask.key)
    return _line(str(value), ask.key)


def _line(typed: str, field: str) -> str:
    """One line of typed text, however it was typed."""
    return " ".join(bounded(typed, field, characters=SHORT).split())


def _account(content: LetterContent) -> str:
    last4 = content.names.get("last4", "")
    name = "account" if last4 else "this_account"
    return WORDS[name].say(content.language).replace("{last4}", last4)


GENERAL: Mapping[str, Callable[[LetterContent], str]] = {
    "recipient": lambda content: content.recipient_name,
    "sender": lambda content: content.sender_name,
    "creditor": lambda content: content.names.get("creditor") or content.recipient_name,
    "owner": lambda content: content.names.get("owner") or content.recipient_name,
    "account": _account,
    "date": lambda content: written.day(content.date, content.language),
}

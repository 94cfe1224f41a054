"""The kinds of letters there are, read from `kinds/*.toml` and checked. Pure.

A kind that names a flag, an answer or a placeholder nobody knows, or lacks a language, stops the
reading and says where.
"""

import re
import tomllib
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from ledger.facts import DebtKind
from ledger.law.figures import Entry
from negotiation.letters.parts import (
    FLAGS,
    MOST,
    NAMES,
    Ask,
    AskType,
    Basis,
    Choice,
    Column,
    Condition,
    LetterKind,
    Paragraph,
    Recipient,
    Wording,
)
from negotiation.stage import Stage

FOLDER = Path(__file__).parent / "kinds"
SCHEDULE = "schedule"  # the one table that is worked out, not typed
PLACEHOLDER = re.compile(r"\{([a-z_0-9]*)\}")
KIND = (
    "id slug version to debts fits gates requires money follow_up_days asked_as basis"
    " closing title why subject advice warn ask paragraph enclosure"
).split()
ASK = (
    "key type required from past future when rows_max label help choice column"
    " least most within_days after since until up_to"
).split()
BOUNDS = ("least", "most", "within_days")
BESIDE = {
    "after": AskType.DAY,
    "since": AskType.DAY,
    "until": AskType.DAY,
    "up_to": AskType.COUNT,
}


def read(path: Path) -> Entry:
    text = path.read_text(encoding="utf-8")
    return Entry(f"kinds/{path.name}", tuple(text.splitlines()), (), tomllib.loads(text))


def wording(entry: Entry, name: str) -> Wording:
    """A text in both languages, its lines joined."""
    pair = entry.table(name)
    pair.only("en", "es")
    return Wording(joined(pair.take("en", str)), joined(pair.take("es", str)))


def may_say(entry: Entry, name: str) -> Wording | None:
    return wording(entry, name) if name in entry.values else None


def may_be(entry: Entry, name: str) -> str:
    """A name that may be left out or empty."""
    return entry.take(name, str) if entry.values.get(name) else ""


def joined(text: str) -> str:
    return " ".join(text.split())


def names(entry: Entry, name: str) -> tuple[str, ...]:
    return tuple(str(value) for value in entry.may(name, list, []))


def recipients(entry: Entry) -> frozenset[Recipient]:
    return frozenset(entry.choices("to", Recipient) if "to" in entry.values else Recipient)


def condition(said: str) -> Condition:
    name, unequal, choice = said.partition("!=")
    if unequal:
        return Condition(name, choice, negated=True)
    name, _, choice = said.partition("=")
    return Condition(name.removeprefix("!"), choice, negated=name.startswith("!"))


def conditions(entry: Entry) -> tuple[Condition, ...]:
    return tuple(condition(said) for said in names(entry, "when"))


def choice(entry: Entry) -> Choice:
    entry.only("key", "label", "printed", "to", "usual")
    label = wording(entry, "label")
    said = may_say(entry, "printed") or label
    usual = entry.may("usual", bool, True)
    return Choice(entry.take("key", str), label, said, recipients(entry), usual)


def column(entry: Entry) -> Column:
    entry.only("key", "type", "label")
    return Column(entry.take("key", str), entry.choice("type", AskType), wording(entry, "label"))


def ask(entry: Entry) -> Ask:
    entry.only(*ASK)
    return Ask(
        key=entry.take("key", str),
        type=entry.choice("type", AskType),
        label=wording(entry, "label"),
        help=may_say(entry, "help"),
        required=entry.may("required", bool, False),
        prefill=may_be(entry, "from"),
        past=entry.may("past", bool, False),
        future=entry.may("future", bool, False),
        when=conditions(entry),
        choices=tuple(choice(each) for each in entry.tables("choice")),
        columns=tuple(column(each) for each in entry.tables("column")),
        rows_max=entry.may("rows_max", int, 6),
        **bounds(entry),
    )


def bounds(entry: Entry) -> dict[str, Any]:
    """What an answer may be, by itself and beside the others."""
    numbers = {name: entry.take(name, int) for name in BOUNDS if name in entry.values}
    return numbers | {name: names(entry, name) for name in BESIDE}


def paragraph(entry: Entry) -> Paragraph:
    entry.only("key", "text", "lead", "editable", "required", "when", "list", "table")
    return Paragraph(
        key=entry.take("key", str),
        text=wording(entry, "text"),
        lead=may_say(entry, "lead"),
        editable=entry.may("editable", bool, False),
        required=entry.may("required", bool, False),
        when=conditions(entry),
        list=may_be(entry, "list"),
        table=may_be(entry, "table"),
    )


def basis(entry: Entry) -> Basis:
    entry.only("cite", "source")
    return Basis(entry.take("cite", str), entry.url("source"))


def closings(entry: Entry) -> Mapping[str, Paragraph]:
    return {each.key: each for each in map(paragraph, entry.tables("paragraph"))}


def one_of(entry: Entry, name: str, among: Collection[str]) -> tuple[str, ...]:
    """The names of a list, in its order; each must be one of these."""
    said = names(entry, name)
    if strange := [each for each in said if each not in among]:
        raise entry.wrong(name, f"knows no {', '.join(strange)}")
    return said


def kind(entry: Entry) -> LetterKind:
    """The kind a file describes; LawError names the line of what is wrong."""
    entry.only(*KIND)
    made = LetterKind(**words(entry), **rules(entry), **parts(entry))
    for fault in faults(made):
        raise entry.wrong("id", fault)
    return made


def words(entry: Entry) -> dict[str, Any]:
    return {name: wording(entry, name) for name in ("title", "why", "subject", "advice")}


def rules(entry: Entry) -> dict[str, Any]:
    """To whom, when and for what the letter is."""
    return {
        "id": entry.take("id", str),
        "slug": entry.take("slug", str),
        "version": entry.take("version", int),
        "to": recipients(entry),
        "debts": frozenset(one_of(entry, "debts", list(DebtKind))),
        "fits": frozenset(one_of(entry, "fits", list(Stage))),
        "gates": frozenset(names(entry, "gates")),
        "requires": frozenset(names(entry, "requires")),
        "money": entry.may("money", bool, False),
        "follow_up_days": tuple(int(day) for day in names(entry, "follow_up_days")),
        "asked_as": may_be(entry, "asked_as"),
        "warn": may_say(entry, "warn"),
    }


def parts(entry: Entry) -> dict[str, Any]:
    """What the letter asks of the writer, and what it prints."""
    closing = one_of(entry, "closing", CLOSINGS)
    return {
        "basis": tuple(basis(each) for each in entry.tables("basis")),
        "asks": tuple(ask(each) for each in entry.tables("ask")),
        "paragraphs": tuple(paragraph(each) for each in entry.tables("paragraph")),
        "closing": tuple(CLOSINGS[key] for key in closing),
        "enclosures": tuple(choice(each) for each in entry.tables("enclosure")),
    }


# ---- what would only be noticed in the middle of a letter ---------------------------------


def faults(made: LetterKind) -> Iterator[str]:
    """What a file says that nothing could print or ask, in words."""
    asks = {each.key: each for each in made.asks}
    for several in (made.asks, made.paragraphs, made.enclosures):
        keys = [each.key for each in several]
        yield from (f"has {key} twice" for key in sorted(set(keys)) if keys.count(key) > 1)
    if made.money and "amount" not in asks:
        yield "names money but asks no amount"
    for each in made.asks:
        yield from ask_faults(each)
        yield from bound_faults(each, asks)
        yield from condition_faults(each.key, each.when, asks)
    for part in made.paragraphs:
        yield from condition_faults(part.key, part.when, asks)
        yield from text_faults(part, asks)


def ask_faults(asked: Ask) -> Iterator[str]:
    chooses = asked.type in (AskType.CHOICE, AskType.CHOICES)
    if chooses != bool(asked.choices):
        yield f"{asked.key}: only a choice has choices, and it must"
    if (asked.type is AskType.ROWS) != bool(asked.columns):
        yield f"{asked.key}: only rows have columns, and they must"
    if asked.type is AskType.CHOICE and sum(each.usual for each in asked.choices) > 1:
        yield f"{asked.key}: only one choice can be the usual one"


def bound_faults(asked: Ask, asks: Mapping[str, Ask]) -> Iterator[str]:
    """Days stand beside days and counts beside counts; a bound of another type holds nothing."""
    for name, type_ in BESIDE.items():
        for other in getattr(asked, name):
            if other not in asks or not asked.type is asks[other].type is type_:
                yield f"{asked.key}: {name} must name a question that asks a {type_}"
    if asked.type is not AskType.COUNT and (asked.least, asked.most) != (1, MOST):
        yield f"{asked.key}: only a count has least and most"
    if asked.type is not AskType.DAY and asked.within_days:
        yield f"{asked.key}: only a day lies within days"


def condition_faults(key: str, when: Iterable[Condition], asks: Mapping[str, Ask]) -> Iterator[str]:
    for each in when:
        if each.name not in FLAGS and each.name not in asks:
            yield f"{key}: nobody knows {each.name}"
        elif each.choice and each.choice not in [c.key for c in asks[each.name].choices]:
            yield f"{key}: {each.name} has no choice {each.choice}"


def text_faults(part: Paragraph, asks: Mapping[str, Ask]) -> Iterator[str]:
    printed = (part.text.en, part.text.es, *((part.lead.en, part.lead.es) if part.lead else ()))
    guarded = {each.name for each in part.when if not each.negated}
    for name in sorted({name for text in printed for name in PLACEHOLDER.findall(text)} - NAMES):
        if name not in asks:
            yield f"{part.key}: nobody can fill {{{name}}}"
        elif not asks[name].required and name not in guarded:
            yield f"{part.key}: {{{name}}} may have no answer; say when"
    if part.list and (part.list not in asks or asks[part.list].type is not AskType.CHOICES):
        yield f"{part.key}: no choices called {part.list}"
    if part.table and part.table != SCHEDULE and part.table not in asks:
        yield f"{part.key}: no rows called {part.table}"
    if part.table == SCHEDULE and not {"amount", "count", "first_on"} <= set(asks):
        yield f"{part.key}: a schedule needs amount, count and first_on"


EVERY = read(FOLDER / "closings.toml")
CLOSINGS = closings(EVERY)
KINDS = {
    made.id: made
    for made in sorted(
        (kind(read(path)) for path in FOLDER.glob("L*.toml")), key=lambda made: int(made.id[1:])
    )
}


def kind_for(holder: str) -> LetterKind:
    """How to ask this party for its figures: a collector by right, any other as a courtesy."""
    return next(made for made in KINDS.values() if made.asked_as and holder in made.to)


def in_language(title: str, language: str) -> str:
    """A letter's title for a reader of this language, whatever language it was printed in."""
    subjects = (made.subject for made in KINDS.values())
    same = (subject for subject in subjects if title in (subject.en, subject.es))
    return next((subject.say(language) for subject in same), title)

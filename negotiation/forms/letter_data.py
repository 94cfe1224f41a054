"""A letter's answers as its form sends them: strings by name, to begin with or to write anew."""

import uuid
from datetime import date, timedelta
from decimal import Decimal

from django.utils.datastructures import MultiValueDict

from ledger.fields import one_line
from negotiation.forms.asks import usual
from negotiation.letters import talked
from negotiation.letters.content import prefilled
from negotiation.letters.kinds import KINDS
from negotiation.letters.letter import LetterContent

DAY = timedelta(days=1)
EDIT, WAS = "edit-", "was-"  # an editable paragraph as it is now, and as it was shown


def begun(debt, kind, to, *, on):
    """The data of a letter nobody has written on yet: the facts the debt knows."""
    known = prefilled(debt, on=on)
    data = {
        "form_key": [str(next_key(debt, kind, to))],
        "address": [to.address],
        "enclosures": [paper.key for paper in kind.enclosures_for(to.party) if paper.usual],
        "mail": ["certified"],
        "language": ["en"],
    }
    told = talked.answers(debt, kind.id)
    for ask in kind.asks:
        if ask.key in told:
            data[ask.key] = [told[ask.key]]
        elif ask.choices:
            data[ask.key] = usual(ask, to.party)
        elif known.get(ask.prefill) not in (None, ""):
            data[ask.key] = [as_typed(known[ask.prefill])]
            limits = [date.fromisoformat(told[name]) for name in ask.until if name in told]
            if limits and known[ask.prefill] >= min(limits):
                data[ask.key] = [as_typed(max(on, min(limits) - DAY))]
    return MultiValueDict(data)


def next_key(debt, kind, to):
    """The key of the letter to be made next: the same in every tab, so that two make one letter."""
    before = debt.letters.filter(kind=kind.id, creditor=to.creditor, recipient_kind=to.party)
    return uuid.uuid5(debt.pk, f"{kind.id} {to.key} {before.count()}")


def made_fit(data, kind, to):
    """Drop from answers given for one recipient the choices that another is not offered."""
    offered = {ask.key: ask.choices_for(to.party) for ask in kind.asks if ask.choices}
    for name, choices in (offered | {"enclosures": kind.enclosures_for(to.party)}).items():
        keys = {choice.key for choice in choices}
        data.setlist(name, [value for value in data.getlist(name) if value in keys])


def answers_of(letter, to, *, on):
    """A letter's answers, to write a corrected one."""
    data = begun(letter.debt, KINDS[letter.kind], to, on=on)
    data["address"] = letter.creditor.address if letter.creditor else letter.address
    said = typed_in(letter) if "said" in letter.data else {}
    return dict(data.lists()) | said


def typed_in(letter):
    """What was typed and chosen for a letter, as lists of strings."""
    content = LetterContent.restore(letter.data)
    papers = [paper.document for paper in letter.papers.select_related("document")]
    titles = {one_line(paper.title) for paper in papers}
    own = [line for line in content.own_enclosures if line not in titles]
    typed = {
        "name": [content.recipient_name],
        "free_text": [content.free_text],
        "own_enclosures": ["\n".join(own)],
        "documents": [str(paper.pk) for paper in papers],
        "enclosures": list(content.enclosures),
        "mail": [content.mail],
        "language": [content.language],
    }
    typed |= {EDIT + key: [words] for key, words in content.edited.items()}
    for key, value in content.said.items():
        typed |= as_data(key, value)
    return typed


def as_data(key, value):
    """One answer as its field sends it."""
    if isinstance(value, tuple) and any(isinstance(row, tuple) for row in value):
        return {
            f"{key}-{row}-{place}": [as_typed(cell)]
            for row, cells in enumerate(value)
            for place, cell in enumerate(cells)
        }
    return {key: [as_typed(each) for each in (value if isinstance(value, tuple) else (value,))]}


def as_typed(value):
    """A value as people write it: $1,234.50 is 1,234.50."""
    return f"{value:,.2f}" if isinstance(value, Decimal) else str(value)

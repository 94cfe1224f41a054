"""Which letters fit a debt today, with a reason for each: those to write first, then the others.

The rules are in `choosing`; here they are asked for every party of a debt, with what its writer
told us on the way.
"""

import re
from dataclasses import dataclass, replace

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from ledger.wording import say, say_all
from ledger.words import Text, text
from negotiation import standing
from negotiation.letters.choosing import Answer, choose, verdict
from negotiation.letters.kinds import KINDS
from negotiation.letters.parts import Recipient
from negotiation.letters.recipients import everybody
from negotiation.letters.situation import Case

NAME = re.compile(r"[a-z_]{1,40}", re.ASCII)
OUTSIDE = {Recipient.CREDIT_BUREAU: _("A credit bureau"), Recipient.BANK: _("Your bank")}


ASKED = {
    "answer": Answer.WITHHELD,
    "why": text("You have asked already, and the answer is still to come."),
    "first": False,
}


@dataclass(frozen=True, slots=True)
class Told:
    """What the writer confirmed on the way to a letter, by the names the verdicts gave it."""

    passed: frozenset[str] = frozenset()

    @classmethod
    def read(cls, query):
        return cls(frozenset(name for name in query.getlist("passed") if NAME.fullmatch(name)))

    def with_all_of(self, other):
        return Told(self.passed | other.passed)

    def pairs(self):
        return [("passed", name) for name in sorted(self.passed)]


def write_url(debt, kind, recipient="", told=None):
    """Where a letter of this kind is written."""
    url = reverse("negotiation:letter_create", args=[debt.pk, kind])
    query = [("to", recipient)] if recipient else []
    query += told.pairs() if told else []
    return f"{url}?{urlencode(query)}" if query else url


def called(to):
    """Somebody a letter may go to, in the reader's language."""
    return to.name or str(OUTSIDE[to.party])


@dataclass(frozen=True, slots=True)
class Offer:
    """A kind of letter on the choosing page.

    One that is not offered has no `url`; with sentences to `confirm` it may still be written.
    """

    kind: str
    title: str
    why: str
    recipient: str = ""
    url: str = ""
    to: str = ""
    confirm: tuple[tuple[str, Text], ...] = ()
    cited: str = ""
    source: str = ""


def offered(debt, *, on):
    """The letters for this debt: first choices, others that may be written, and those not now."""
    best, now = {}, now_of(debt, on=on)
    for to in everybody(debt):
        for found in verdicts(debt, now, to, on=on):
            if found.kind not in best or better(found, best[found.kind][0]):
                best[found.kind] = (found, to)
    ranked = sorted(best.values(), key=lambda each: (not each[0].first, each[0].rank))
    may = [each for each in ranked if each[0].answer is Answer.OFFERED]
    return {
        "first": [offer(debt, *each) for each in may if each[0].first],
        "also": [offer(debt, *each) for each in may if not each[0].first],
        "not_now": [not_now(*each) for each in ranked if each not in may],
    }


def now_of(debt, *, on):
    """The engine's answers; an offer of theirs that we answered still wants its letter."""
    found = standing.answers(debt, on=on)
    answering = [offer.answers for offer in debt.offers.all() if offer.is_open and offer.answers_id]
    if not answering:
        return found
    day = max(theirs.made_on for theirs in answering)
    return replace(found, past=replace(found.past, counter_offer_on=day))


def verdicts(debt, found, to, *, on):
    """The answers for one party; what was asked and waits for its answer is not asked twice."""
    waits = any(asked.is_open for asked in debt.statement_requests.all())
    for each in choose(found.facts, found.past, found.stage, to.party, on=on):
        again = waits and KINDS[each.kind].asked_as and each.answer is Answer.OFFERED
        yield replace(each, **ASKED) if again else each


PLACE = {Answer.OFFERED: 0, Answer.WITHHELD: 1, Answer.REFUSED: 2}


def better(one, other):
    return PLACE[one.answer] < PLACE[other.answer]


def offer(debt, found, to):
    now = found.now.say(get_language())
    return Offer(
        kind=found.kind,
        title=title_of(found.kind),
        why=f"{now} {say(found.why)}" if found.why else now,
        recipient=called(to),
        url=write_url(debt, found.kind, to.key),
    )


def not_now(found, to):
    return Offer(
        kind=found.kind,
        title=title_of(found.kind),
        why=reason(found),
        to=to.key,
        confirm=found.confirm,
        cited=found.cited,
        source=found.source,
    )


def title_of(kind):
    return KINDS[kind].title.say(get_language())


def reason(found):
    return say_all([each for each in (found.why, found.instead) if each])


def judged(debt, kind, to, told, *, on):
    """The verdict about one letter to one party."""
    found = now_of(debt, on=on)
    case = Case(found.facts, found.past, found.stage, to.party, on, told.passed)
    return verdict(kind, case)

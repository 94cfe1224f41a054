"""A call's script from a debt's rows, and what a call that is over can be made into."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import uuid5

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ledger.labels import STATES
from negotiation.companion import Call, script
from negotiation.models import CallLog, Offer
from negotiation.stage import Stage
from negotiation.talks import standing_deal

FOLLOW_UPS = {1: _("Tomorrow"), 7: _("In a week"), 14: _("In two weeks")}
# the letters that go on from how a call ended, the likeliest first
COUNTER, IN_WRITING, CONTACT_RULES = "L6", "L7", "L12"
ASK_FOR_FIGURES, MORE_TIME, PROOF = "L4", "L10", "L9"
LETTER_WORDS = {
    COUNTER: _("Counter-offer by letter"),
    IN_WRITING: _("Ask for the deal in writing"),
    CONTACT_RULES: _("Tell them how to contact you"),
    ASK_FOR_FIGURES: _("Ask for it in writing"),
    MORE_TIME: _("Ask for more time"),
    PROOF: _("Ask for the proof that it is over"),
}


def script_of(table):
    """The script of a call about the debt of this table (weighing.Table)."""
    debt = table.debt
    deal = standing_deal(debt)
    call = Call(
        debt=table.facts,
        stage=table.stage,
        band=table.band,
        rung=table.rung,
        theirs=table.theirs and table.theirs.part,
        accepted=bool(deal and not deal.is_in_writing and not deal.reason),
        answered_court=debt.answered_on is not None,
        attested_on=attested_on(debt),
        their_state=state_of(debt.holder),
    )
    return script(call, on=table.on)


def attested_on(debt):
    """The last day a letter of this debt was made under the word that bankruptcy is truly next."""
    said = debt.events.filter(kind="bankruptcy_attested").order_by("-happened_on").first()
    return said and said.happened_on


def state_of(creditor):
    """The state in the last line of an address: "Columbus, OH 43201"."""
    lines = creditor.address_lines if creditor else ()
    words = lines[-1].replace(",", " ").split() if lines else []
    known = dict(STATES)
    return next((word for word in reversed(words) if word in known), "")


@dataclass(frozen=True, slots=True)
class NextLetter:
    """A letter that goes on from the call, one tap away."""

    kind: str
    words: str
    url: str


def letters_after(call, table):
    """The letters this call asks for, at most two."""
    kinds = list(_letters_after(call, table))[:2]
    return [
        NextLetter(
            kind,
            LETTER_WORDS[kind],
            reverse("negotiation:letter_create", args=[call.debt_id, kind]),
        )
        for kind in kinds
    ]


def _letters_after(call, table):
    if call.debt.agreements.standing().filter(written_on=None).exists():
        yield IN_WRITING
    elif table.theirs and call.talked:
        yield COUNTER
    if table.stage in (Stage.SETTLED,):
        yield PROOF
    if call.outcome == CallLog.Outcome.REFUSED:
        yield MORE_TIME
    if call.outcome == CallLog.Outcome.PROMISED or (call.talked and table.band.limits is None):
        yield ASK_FOR_FIGURES
    if call.direction == CallLog.Direction.INCOMING and table.facts.in_collections:
        yield CONTACT_RULES


def follow_ups(on):
    """The days a follow-up can be put on with one tap: (days, words, day)."""
    return [(days, words, on + timedelta(days=days)) for days, words in FOLLOW_UPS.items()]


def offer_of(call, side, table):
    """The offer made on the phone, not kept yet; the same call and side are always the same row."""
    answers = table.ours if side == Offer.By.THEM else table.theirs
    return Offer(
        workspace=call.workspace,
        form_key=uuid5(call.pk, side),
        debt=call.debt,
        creditor=call.creditor or table.debt.holder,
        by=side,
        answers=answers,
        amount=call.amount,
        made_on=min(call.day, table.on),
        how=Offer.How.CALL,
        call=call,
    )


def needs_a_reason(call, table):
    """Whether our figure of this call wants a second look: a gate, the limit, more than is owed."""
    owed = table.facts.balance
    above = table.weigh(call.amount).above_limit or (owed is not None and call.amount > owed)
    return above or any(gate.blocking for gate in table.gates())

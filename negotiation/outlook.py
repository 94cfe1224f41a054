"""What the case file says of a debt's chances: its dates, what to offer, what would tell more."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from ledger.law.revival import Act, revival
from ledger.law.sourced import HOW_SURE
from ledger.law.time_barred import time_bar
from ledger.law.validation import clocks as validation_rules
from ledger.models.corrections import standing as that_stand
from ledger.words import Text, text
from negotiation.clock import Clock, Phase
from negotiation.clock_strip import strip
from negotiation.clocks import clocks
from negotiation.fact_sheet import first_place
from negotiation.gates import Gate, GateKind, gates
from negotiation.sensitivity import what_would_raise, what_would_tell_more
from negotiation.settlement import Part, reduction, said
from negotiation.shares import RULE_OF_THUMB, Percents
from negotiation.steps import StepKind
from negotiation.strategy import Band, band

TOLD = (GateKind.OVER, GateKind.DEAL, GateKind.SPECIAL)  # the band itself says why there is none
ABOUT_PROOF = (StepKind.REQUEST_STATEMENT, StepKind.MAIL_LETTER, StepKind.CHASE_ANSWER)
NAMES = {
    "open": text("Open with"),
    "aim": text("Aim for"),
    "walk_away": text("Walk away above"),
}


@dataclass(frozen=True, slots=True)
class ShownClock:
    """A clock, how sure we are of its law, and where to enter what it lacks."""

    clock: Clock
    how_sure: Text | None
    url: str


@dataclass(frozen=True, slots=True)
class ShownGate:
    """A gate, and where to enter what would open it."""

    gate: Gate
    url: str


@dataclass(frozen=True, slots=True)
class Share:
    """An amount in dollars and in percent of the balance, as it is written."""

    amount: Decimal
    percent: str

    @classmethod
    def of(cls, part: Part):
        return cls(part.amount, said(part.percent))


@dataclass(frozen=True, slots=True)
class Limit:
    """One of the three figures: ours, and the user's own where it is set."""

    name: Text
    ours: Share
    yours: Share | None


def of(debt, found, *, on):
    """The panels of the case file, from what the engine answered for that day."""
    return {
        "step_laws": step_laws(found, on=on),
        **dates(debt, found.facts, on=on),
        **offer(debt, found, on=on),
        "tell_more": what_would_tell_more(found.score),
        "raises": what_would_raise(found.facts, on=on),
    }


def step_laws(found, *, on: date):
    """The laws behind what the next step says; none where it states none."""
    facts, kind = found.facts, found.step.kind
    if kind in ABOUT_PROOF and facts.holder and facts.holder.collects_for_others:
        return [validation_rules()["period"], validation_rules()["dispute"]]
    bar = time_bar(facts, on=on)
    if kind is StepKind.PREPARE_OFFER and bar.risky_to_admit:
        return [bar, *(revival(facts.state, act, expired=None) for act in Act)]
    return []


def dates(debt, facts, *, on: date):
    """The clocks as a picture, and each in words; those that do not run come last."""
    every = clocks(facts, on=on)
    shown = [
        ShownClock(one, HOW_SURE.get(one.confidence), first_place(one.fields, debt))
        for one in every
    ]
    return {
        "strip": strip(every, on=on),
        "clocks": [one for one in shown if one.clock.phase is not Phase.NONE],
        "no_clocks": [one for one in shown if one.clock.phase is Phase.NONE],
        "today": on,
    }


def offer(debt, found, *, on: date):
    """The band with its reasons, the user's own figures, and what is missing before an offer."""
    own = getattr(debt, "own_band", None)
    ours = band(found.facts, on=on, stage=found.stage, override=own and own.override())
    first = ours.yours.open.amount if ours.yours else None
    asked = gates(found.facts, found.past, on=on, amount=first)
    missing = [
        ShownGate(gate, first_place(gate.fields, debt)) for gate in asked if gate.kind not in TOLD
    ]
    return {
        "band": ours,
        "limits": limits(ours),
        "bars": bars(ours),
        "percents": {name: said(share) for name, share in ours.shares.percents._asdict().items()},
        "rule_of_thumb": RULE_OF_THUMB,
        "reduction": against_the_oldest(debt, ours),
        "of_original": ours.limits and ours.of_original(ours.limits.aim.amount),
        "band_asks": [
            {"text": ask.text, "url": first_place(ask.fields, debt)} for ask in ours.shares.unknown
        ],
        "gates": [shown for shown in missing if shown.gate.blocking],
        "warnings": [shown for shown in missing if not shown.gate.blocking],
    }


def limits(found: Band) -> list[Limit]:
    if found.ours is None:
        return []
    return [
        Limit(
            name,
            Share.of(getattr(found.ours, limit)),
            Share.of(getattr(found.yours, limit)) if found.yours else None,
        )
        for limit, name in NAMES.items()
    ]


def bars(found: Band):
    """Open to walk away on a line of 0 to 100 percent, for the picture; yours below ours."""
    if found.ours is None:
        return []
    several = [found.ours, *([found.yours] if found.yours else [])]
    return [bar(Percents(*(one.percent for one in (a.open, a.aim, a.walk_away)))) for a in several]


def bar(percents: Percents):
    width = percents.walk_away - percents.open
    return {
        "open": f"{percents.open}%",
        "aim": f"{percents.aim}%",
        "width": f"{max(width, 1)}%",
    }


def against_the_oldest(debt, found: Band):
    """What our aim takes off in truth, where an older figure is on file and another one today."""
    entries = that_stand(debt.balances.all())
    if found.limits is None or len(entries) < 2:
        return None
    oldest = min(entries, key=lambda entry: (entry.as_of, entry.made_at))
    today = found.limits.aim.of
    if oldest.total <= 0 or oldest.total == today:
        return None
    return reduction(found.limits.aim.amount, old=oldest.total, today=today).text

"""Where the figures of our band and our score come from, as rows for the page of sources."""

from datetime import date

from ledger.law.rules import Rule
from ledger.sources_page import Ages, Block, Row
from ledger.wording import say_whole
from ledger.words import text
from negotiation.factors import SOURCES, WEIGHTS, Factor
from negotiation.shares import figures

BAND = text("open at {open}, aim for {aim}, stop at {walk_away} percent")
MORE = text("{open}, {aim} and {walk_away} percent more")
BANDS = {
    "start": (BAND, text("For any debt, as long as nobody knows who holds it.")),
    "first_hand": (BAND, text("A first creditor still has it.")),
    "early": (BAND, text("The same, less than {days} days late.")),
    "charge_off": (
        text("{open_end} days for cards, {closed_end} for other loans"),
        text("When banks mostly book a loss. From {near} days on, some rather deal."),
    ),
    "placed": (BAND, text("A collector works for the owner.")),
    "placed_old": (BAND, text("The same, {months} months after the first missed payment.")),
    "bought": (BAND, text("A debt buyer has it from the first creditor.")),
    "bought_old": (BAND, text("The same, {months} months after the first missed payment.")),
    "resold": (BAND, text("A debt buyer has it from another buyer.")),
    "lawsuit": (MORE, text("They have sued.")),
    "judgment": (MORE, text("A court has decided for them.")),
}
POINTS = text("up to {points} points")
FACTORS = {
    Factor.HOLDER: text("Who holds the debt: buyers paid little for it."),
    Factor.AGE: text("How long ago the first payment was missed."),
    Factor.TIME_TO_SUE: text("How near the end of the time to sue is."),
    Factor.CASH: text("How much of it your cash would cover at once."),
    Factor.HARDSHIP: text("A hard time, and papers that show it."),
    Factor.COLLECTABILITY: text("How little a court could take from you."),
    Factor.PAPERS: text("How little they have shown on paper."),
    Factor.SECURITY: text("Whether they can take something back."),
    Factor.BANKRUPTCY: text("Whether you may truly file for bankruptcy."),
    Factor.LAWSUIT: text("Whether they have sued or a court has decided."),
}


def bands(*, on: date) -> Block:
    """The rules of thumb behind open, aim and walk away."""
    ages = Ages(on)
    return Block("", [_band(name, rule, ages) for name, rule in figures().items()])


def weights() -> Block:
    """The score's factors with their weights, which are ours; a source stands for the direction."""
    return Block("", [_weight(factor) for factor in Factor])


def _band(name: str, rule: Rule, ages: Ages) -> Row:
    value, about = BANDS[name]
    told, old = ages.of(rule.checked_on)
    return Row(
        about=say_whole(about.filled(**rule.figures)),
        value=say_whole(value.filled(**rule.figures)),
        told=(),
        citation=rule.citation,
        source=rule.source,
        checked_on=rule.checked_on,
        age=told,
        is_old=old,
        confidence=rule.confidence,
    )


def _weight(factor: Factor) -> Row:
    cited, source = SOURCES[factor]
    return Row(
        about=say_whole(FACTORS[factor]),
        value=say_whole(POINTS.filled(points=WEIGHTS[factor])),
        told=(),
        citation=cited,
        source=source,
        checked_on=None,
        age="",
        is_old=False,
        confidence="",
    )

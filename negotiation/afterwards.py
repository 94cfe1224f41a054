"""What is left to look at once a deal is paid: the proof, the credit reports, the tax form."""

from negotiation import happened, standing
from negotiation.deadline import DeadlineKind
from negotiation.deadlines import deadlines
from negotiation.letters.kinds import KINDS

# each with the column that says it is done
AFTER = {
    DeadlineKind.CHECK_REPORT: "report_checked_on",
    DeadlineKind.FORM_1099C: "form_came_on",
    DeadlineKind.ASK_FOR_1099C: "form_came_on",
}


def afterwards(deal, *, on):
    """What of it is still to be done for this deal, the earliest first; nothing before it is paid.

    The debt comes from `standing.with_history`.
    """
    debt = deal.debt
    if not deal.settled_on:
        return []
    found = deadlines(standing.facts_of(debt), standing.history(debt), happened.acts(debt), on=on)
    return [
        {"deadline": one, "done_by": AFTER[one.kind], "is_open": looked_for_since(one) <= on}
        for one in found
        if one.kind in AFTER and one.about == str(deal.pk)
    ]


def looked_for_since(deadline):
    """The tax form must come by the end of January: it may come all month."""
    return deadline.on.replace(day=1) if deadline.kind is DeadlineKind.FORM_1099C else deadline.on


def claimed_by(deal):
    """Who could ask for it again: a collector that holds the debt now."""
    holder = deal.debt.holder
    return holder if holder and holder.party in KINDS["L3"].to else None

"""The plan on one sheet of paper, tagged, to keep or to take to a counselor."""

from negotiation.plan import pictures
from negotiation.plan.what_if import WhatIf
from negotiation.plan_page import PlanPage
from negotiation.printing.papers import drawn

STEPS, PAYMENTS, NOTES = 9, 6, 4  # what fits on one page, however long the names are


def to_pdf(workspace, what_if: WhatIf, *, on):
    """The bytes; PdfUnavailable where there can be none."""
    return drawn("plan", workspace, **context(workspace, what_if, on=on))


def context(workspace, what_if, *, on):
    page = PlanPage.of(workspace, what_if, on=on)
    payments = [
        (shown.day, name, amount, shown.entry.pot)
        for shown in page.schedule
        for name, amount in shown.entry.deals
    ]
    notes = list(page.notes)
    return {
        "page": page,
        "lines": page.lines(),
        "wide": pictures.WIDE,
        "steps": page.steps[:STEPS],
        "steps_left": len(page.steps[STEPS:]),
        "payments": payments[:PAYMENTS],
        "payments_left": len(payments[PAYMENTS:]),
        "notes": notes[:NOTES],
        "notes_left": len(notes[NOTES:]),
    }

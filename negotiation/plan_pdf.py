"""The plan on one sheet of paper, tagged, to keep or to take to a counselor."""

from negotiation.plan import pictures
from negotiation.plan.what_if import WhatIf
from negotiation.plan_page import PlanPage
from negotiation.printing.papers import drawn

STEPS, NOTES, MONTHS = 12, 6, 12  # what fits beside the rest


def to_pdf(workspace, what_if: WhatIf, *, on):
    """The bytes; PdfUnavailable where there can be none."""
    return drawn("plan", workspace, **context(workspace, what_if, on=on))


def context(workspace, what_if, *, on):
    page = PlanPage.of(workspace, what_if, on=on)
    entries = [each for each in page.schedule if each.entry.deals]
    notes = list(page.notes)
    return {
        "page": page,
        "lines": page.lines(),
        "wide": pictures.WIDE,
        "steps": page.steps[:STEPS],
        "steps_left": len(page.steps[STEPS:]),
        "entries": entries[:MONTHS],
        "entries_left": len(entries[MONTHS:]),
        "notes": notes[:NOTES],
        "notes_left": len(notes[NOTES:]),
    }

"""All deadlines and reminders of a workspace, in order, with the page where each is dealt with.

Calendar page, calendar feed and mail all read this one list.
"""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.urls import reverse

from ledger.words import Text, text
from negotiation import happened, standing
from negotiation.deadline import Deadline, DeadlineKind
from negotiation.deadlines import deadlines
from negotiation.models import Reminder
from negotiation.step_pages import CASE, Pages

# what a reminder is called that has no words of its own
REMINDERS = {
    "letter_id": text("Look at your letter again"),
    "call_id": text("Think of your call"),
    "offer_id": text("Look at the offer again"),
    "debt_id": text("Look at this debt again"),
}
REMINDER = text("A reminder from you")
# where a deadline is dealt with: a page of the row it is about, or of its debt
OF_ROW = {
    DeadlineKind.PAY: "negotiation:instalment_pay",
    DeadlineKind.GRACE_ENDS: "negotiation:instalment_pay",
    DeadlineKind.GET_PAPER: "negotiation:agreement_detail",
    DeadlineKind.ANSWER_OFFER: "negotiation:offer_detail",
    DeadlineKind.OFFER_ENDS: "negotiation:offer_detail",
    DeadlineKind.MAIL_LETTER: "negotiation:letter_detail",
    DeadlineKind.STATEMENT_DUE: "negotiation:letter_detail",
    DeadlineKind.LETTER_DUE: "negotiation:letter_detail",
    **dict.fromkeys(
        (
            DeadlineKind.ZERO_BALANCE,
            DeadlineKind.CHECK_REPORT,
            DeadlineKind.FORM_1099C,
            DeadlineKind.ASK_FOR_1099C,
        ),
        "negotiation:agreement_detail",
    ),
}
OF_DEBT = {
    DeadlineKind.FIND_ANSWER_DAY: ("ledger:debt_edit", "#id_answer_due_on"),
    DeadlineKind.MAIL_DISPUTE: ("negotiation:statement_create", ""),
    DeadlineKind.CALL_BACK: ("negotiation:call_companion", ""),
    DeadlineKind.ZERO_BALANCE: ("ledger:document_create", ""),
    DeadlineKind.RESUME: ("ledger:debt_edit", "#id_paused_until"),
}
OF_TOPIC = {
    "letter_id": "negotiation:letter_detail",
    "call_id": "negotiation:call_edit",
    "offer_id": "negotiation:offer_detail",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line. `said`, names and amount are for its owner alone.

    `key` is the same for the same deadline however often it is worked out; `at` is when the row
    behind it was made.
    """

    on: date
    title: Text
    why: Text | None = None
    said: str = ""  # the person's own words
    debt_name: str = ""
    holder: str = ""
    amount: Decimal | None = None
    url: str
    debt_url: str = ""
    is_law: bool = False
    is_late: bool
    passed: bool
    key: str
    at: datetime
    reminder: Reminder | None = None

    @property
    def names(self):
        """What it is about, in words that only its owner may read."""
        return " · ".join(part for part in map(plain, (self.said, self.debt_name)) if part)


def plain(words):
    """Typed text without the control characters that no calendar or mail may hold."""
    return "".join(sign for sign in words if sign.isprintable())


def of(workspace, *, on):
    """Every entry as of that day, the earliest first; debts put away are left out."""
    pages = Pages(workspace.pk)
    debts = standing.with_history(workspace.debts.filter(archived_at=None))
    found = [entry for debt in debts for entry in of_debt(debt, pages, on=on)]
    reminders = workspace.reminders.open().select_related("debt")
    found += [reminded(row, pages, on=on) for row in reminders]
    return sorted(found, key=lambda entry: entry.on)


def of_debt(debt, pages, *, on):
    facts, past = standing.facts_of(debt), standing.history(debt)
    made_at = happened.made_at(debt)
    for found in deadlines(facts, past, happened.acts(debt), on=on):
        yield Entry(
            on=found.on,
            title=found.title,
            why=found.why,
            debt_name=debt.nickname,
            holder=debt.holder.name if debt.holder else "",
            amount=found.amount,
            url=page_of(found, debt, pages),
            debt_url=pages.case(debt.pk),
            is_law=found.is_law,
            is_late=found.overdue,
            passed=found.passed,
            key=f"{found.kind}-{found.about or debt.pk}",
            at=made_at.get(found.about, debt.made_at),
        )


def page_of(deadline: Deadline, debt, pages):
    if deadline.about and deadline.kind in OF_ROW:
        return pages.address(OF_ROW[deadline.kind], deadline.about)
    route, field = OF_DEBT.get(deadline.kind, (CASE, ""))
    return pages.address(route, debt.pk) + field


def reminded(row, pages, *, on):
    debt, late = row.debt, row.remind_on < on
    return Entry(
        on=row.remind_on,
        title=title_of(row),
        said=row.words,
        debt_name=debt.nickname if debt else "",
        url=place_of(row, pages),
        debt_url=pages.case(debt.pk) if debt else "",
        is_late=late,
        passed=late,
        key=f"reminder-{row.pk}",
        at=row.made_at,
        reminder=row,
    )


def title_of(row):
    """What it is about, by kind alone."""
    return next((words for name, words in REMINDERS.items() if getattr(row, name)), REMINDER)


def place_of(row, pages):
    """The page of what a reminder is about."""
    for name, route in OF_TOPIC.items():
        if topic := getattr(row, name):
            return pages.address(route, topic)
    return pages.case(row.debt_id) if row.debt_id else reverse("negotiation:calendar")

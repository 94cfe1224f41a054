"""Where each step is done, and how its day reads."""

from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ledger import wording
from negotiation.guides import Act
from negotiation.steps import StepKind

BLANK = UUID(int=0)  # stands for a row's id in an address that is made once for many rows
CASE = "negotiation:case_file"
OF_DEBT = {
    StepKind.REQUEST_STATEMENT: "negotiation:statement_create",
    StepKind.CALL_BACK: "negotiation:call_companion",
    StepKind.PREPARE_OFFER: "negotiation:offer_create",
    **dict.fromkeys(
        (
            StepKind.WAIT_FOR_ANSWER,
            StepKind.CHASE_ANSWER,
            StepKind.ANSWER_OFFER,
            StepKind.GET_IT_IN_WRITING,
            StepKind.PAY,
            StepKind.GET_PROOF,
        ),
        "negotiation:talks",
    ),
}
# where a button of a card leads, the field it is about, and its icon
OF_ACT = {
    Act.ADD_COURT_PAPER: ("ledger:document_create", "", "paperclip"),
    Act.ENTER_DATES: ("ledger:debt_edit", "#id_answer_due_on", "calendar-event"),
    Act.LOG_CALL: ("negotiation:call_create", "", "telephone"),
    Act.ADD_PAPER: ("ledger:document_create", "", "paperclip"),
    Act.ADD_PAYMENT: ("negotiation:payment_create", "", "wallet2"),
}
OF_LETTER = (
    StepKind.MAIL_LETTER,
    StepKind.WAIT_FOR_ANSWER,
    StepKind.CHASE_ANSWER,
    StepKind.FOLLOW_UP,
)
OF_WORKSPACE = (StepKind.ENTER_CASH, StepKind.SAVE_CASH)
# nothing to do but wait, save or go on as before: never what to do next
PATIENT = (
    StepKind.WAIT_FOR_ANSWER,
    StepKind.SAVE_CASH,
    StepKind.KEEP_CURRENT,
    StepKind.WATCH_COURT,
    StepKind.NOTHING,
)


class Pages:
    """Addresses of one request; each route is looked up once, however many rows there are."""

    def __init__(self, workspace_id):
        self.workspace_id = workspace_id
        self.patterns = {}

    def address(self, route, row_id):
        if route not in self.patterns:
            self.patterns[route] = reverse(route, args=[BLANK])
        return self.patterns[route].replace(str(BLANK), str(row_id))

    def case(self, debt_id):
        return self.address(CASE, debt_id)

    def call(self, debt_id):
        return self.address("negotiation:call_create", debt_id)

    def companion(self, debt_id):
        return self.address("negotiation:call_companion", debt_id)

    def act(self, act, debt_id):
        """Where this button of a debt's card leads."""
        route, field, _icon = OF_ACT[act]
        return self.address(route, debt_id) + field

    def step(self, kind, debt_id, letter_id=None):
        """Where this step of a debt is done; its case file where no page is made for it alone."""
        if kind in OF_LETTER and letter_id:
            return self.address("negotiation:letter_detail", letter_id)
        if kind in OF_WORKSPACE:
            return self.address("ledger:workspace_edit", self.workspace_id) + "#id_cash"
        if kind == StepKind.RESUME:
            return self.address("ledger:debt_edit", debt_id) + "#id_paused_until"
        return self.address(OF_DEBT.get(kind, CASE), debt_id)


def due_phrase(due_on, *, on):
    """By when, in as few words as will do; empty where nothing presses."""
    if due_on is None:
        return ""
    days = (due_on - on).days
    if days == 0:
        return _("today")
    if days == 1:
        return _("by tomorrow")
    day = wording.short_day(due_on) if abs(days) < 180 else wording.day(due_on)
    return (_("since {day}") if days < 0 else _("by {day}")).format(day=day)


def lateness(due_on, *, on):
    """How late it is, beside a calendar leaf that shows the day itself; empty while in time."""
    days = (on - due_on).days if due_on else 0
    if days <= 0:
        return ""
    return ngettext("{days} day late", "{days} days late", days).format(days=days)

"""The board's list: which debts, in which order, fifty at a time.

It reads stored standings, never a debt. A page starts after the last row of the page before,
so the last page costs what the first one does.
"""

from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple
from uuid import UUID

from django.db.models import Count, F, FilteredRelation, Q, Sum
from django.db.models.functions import Coalesce, Lower
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from ledger import labels
from negotiation.models import Standing
from negotiation.models.standings import BY_AMOUNT, BY_SCORE
from negotiation.stage import Stage
from negotiation.step_pages import PATIENT
from negotiation.steps import CALL_BACK, COURT, StepKind

PAGE = 50
DUE_SHOWN = 6  # steps on the board; calls promised stand beside them, however many
# each order: what to compare, and whether the largest comes first; the id breaks every tie
ORDERS = {
    "due": [("by_day", F("presses_on"), False), ("by_score", BY_SCORE, True)],
    "score": [("by_score", BY_SCORE, True)],
    "amount": [("by_amount", BY_AMOUNT, True)],
    "name": [("by_name", Lower("debt__nickname"), False)],
}
ORDER_LABELS = {
    "due": _("Soonest first"),
    "score": _("Most room first"),
    "amount": _("Largest first"),
    "name": _("By name"),
}
DONE = (
    Stage.SETTLED,
    Stage.CONFIRMED,
    Stage.PAID_IN_FULL,
    Stage.WRITTEN_OFF,
    Stage.DISCHARGED,
)
GROUPS = {
    "start": (Stage.UNVERIFIED,),
    "asked": (Stage.STATEMENT_REQUESTED, Stage.DISPUTED),
    "ready": (Stage.VERIFIED, Stage.SAVING),
    "talks": (Stage.OFFER_OUT, Stage.COUNTER_OFFER),
    "deal": (Stage.AGREED, Stage.PAYING),
    "court": (Stage.IN_COURT,),
    "paused": (Stage.PAUSED,),
    "done": DONE,
}
SHOW_LABELS = {
    "": _("In every stage"),
    "start": _("Not verified yet"),
    "asked": _("Waiting for an answer"),
    "ready": _("Verified or saving up"),
    "talks": _("In talks"),
    "deal": _("Agreed or paying"),
    "court": _("In court"),
    "paused": _("Paused"),
    "done": _("Done"),
    "archived": _("Put away"),
}


class Row(NamedTuple):
    """One debt on the board; `letter_id` is the letter its step is about, if it is about one."""

    debt_id: UUID
    name: str
    kind: str
    holder: str | None
    stage: str
    route: str
    score: int | None
    step: str
    due_on: date | None
    basis: str
    amount: Decimal | None
    letter_id: UUID | None
    why: list


COLUMNS = ["debt_id", "debt__nickname", "debt__kind", "holder__name", "stage", "route", "score"]
COLUMNS += ["step", "due_on", "basis", "amount", "letter_id", "why"]


@dataclass(frozen=True, slots=True)
class Wish:
    """What the reader asked the list for; what makes no sense is left out, never an error."""

    sort: str = "due"
    show: str = ""
    kind: str = ""
    q: str = ""
    after: str = ""

    @classmethod
    def read(cls, query):
        return cls(
            sort=one_of(ORDERS, query.get("sort")) or "due",
            show=one_of(SHOW_LABELS, query.get("show")),
            kind=one_of(labels.DEBT_KINDS, query.get("kind")),
            q=query.get("q", "").replace("\0", "").strip()[:80],
            after=an_id(query.get("after", "")),
        )

    def address(self, **changes):
        """The query string of this wish: short, and the same for the same wish."""
        asked = asdict(self) | {"after": ""} | changes
        asked["sort"] = "" if asked["sort"] == "due" else asked["sort"]
        return urlencode({name: value for name, value in asked.items() if value})


def one_of(choices, value):
    return value if value in choices else ""


def an_id(value):
    try:
        return str(UUID(value))
    except ValueError:
        return ""


def page(workspace, wish):
    """The rows this wish finds, and the debt the next page starts after ("" if there is none)."""
    keys = ORDERS[wish.sort]
    found = matching(workspace, wish).annotate(**{name: key for name, key, _down in keys})
    if wish.after:
        found = found.filter(beyond(workspace, keys, wish.after))
    found = found.order_by(*(f"-{name}" if down else name for name, _key, down in keys), "id")
    rows = read(found, PAGE + 1)
    return rows[:PAGE], str(rows[PAGE - 1].debt_id) if len(rows) > PAGE else ""


def matching(workspace, wish):
    """The standings that fit the filters."""
    found = Standing.objects.filter(workspace=workspace, archived=wish.show == "archived")
    if wish.show in GROUPS:
        found = found.filter(stage__in=GROUPS[wish.show])
    if wish.kind:
        found = found.filter(debt__kind=wish.kind)
    if wish.q:
        named = Q(debt__nickname__icontains=wish.q) | Q(holder__name__icontains=wish.q)
        found = found.filter(named)
    return found


def beyond(workspace, keys, last):
    """What comes after this debt in this order; everything if it is not there any more."""
    mine = Standing.objects.filter(workspace=workspace, debt_id=last)
    place = next(iter(mine.values_list(*(key for _name, key, _down in keys), "id")), None)
    return later(keys, *place) if place else Q()


def later(keys, *place):
    """The rows further on than these values: in the first key, or equal there and in the next."""
    *values, row_id = place
    rest = Q(id__gt=row_id)
    for (name, _key, down), value in reversed(list(zip(keys, values, strict=True))):
        further = Q(**{f"{name}__{'lt' if down else 'gt'}": value})
        rest = further | Q(**{name: value}) & rest
    name, _key, down = keys[0]
    # said once more for the first key alone, so that the index can start there
    return Q(**{f"{name}__{'lte' if down else 'gte'}": values[0]}) & rest


def read(found, number):
    return [Row._make(row) for row in found.values_list(*COLUMNS)[:number]]


def in_use(workspace):
    return Standing.objects.filter(workspace=workspace, archived=False)


def pressing(workspace, *, on, by):
    """The one thing to do next (None if all is waiting), and what is late or due by then."""
    active = ~Q(step__in=PATIENT)
    ordered = in_use(workspace).order_by("presses_on", BY_SCORE.desc(), "id")
    found = read(ordered.filter(active | Q(due_on__lte=by)), DUE_SHOWN + 1)
    first = next((row for row in found if row.step not in PATIENT), None)
    if first is None and len(found) > DUE_SHOWN:
        first = next(iter(read(ordered.filter(active), 1)), None)
    calls = promised_calls(workspace, by=by)
    if first is None:
        first = next((row for row in calls if row.due_on <= on), None)
    if first and first.step == StepKind.CALL_BACK:
        calls = [row for row in calls if row.debt_id != first.debt_id]
    due = [row for row in found if row.due_on and row.due_on <= by and row != first]
    steps = [row for row in due if row.step != StepKind.CALL_BACK]  # each is among the calls
    return first, sorted([*steps[:DUE_SHOWN], *calls], key=court_first)


def court_first(row):
    return row.step not in COURT, row.due_on


def promised_calls(workspace, *, by):
    """Every debt the reader meant to call about by then, as if that were its step."""
    calls = "debt__calls"
    still_open = Q(**{f"{calls}__called_back_on": None, f"{calls}__call_back_on__lte": by})
    promised = FilteredRelation(calls, condition=still_open)
    found = in_use(workspace).annotate(promised=promised)
    found = found.filter(promised__isnull=False).order_by("promised__call_back_on", "id")
    once = {}
    for *row, call_on in found.values_list(*COLUMNS, "promised__call_back_on")[:PAGE]:
        promise = {"step": StepKind.CALL_BACK, "due_on": call_on, "why": CALL_BACK.to_data()}
        once.setdefault(row[0], Row._make(row)._replace(**promise))
    return list(once.values())


class Total(NamedTuple):
    """What is owed in all on figures with the same basis."""

    basis: str
    count: int
    amount: Decimal | None
    estimate: Decimal | None


def sums(workspace):
    """What is owed, never adding up figures with a different basis."""
    owed = in_use(workspace).exclude(stage__in=DONE).values_list("basis")
    totals = owed.annotate(
        count=Count("id"), owed=Sum("amount"), today=Sum(Coalesce(F("estimate"), F("amount")))
    )
    return {total[0]: Total._make(total) for total in totals}


def only(debts):
    """The rows of these debts alone."""
    return read(
        Standing.objects.filter(debt__in=debts, archived=False).order_by("presses_on", "id"), 500
    )


def holds_any(workspace):
    return Standing.objects.filter(workspace=workspace).exists()

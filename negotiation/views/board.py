from datetime import timedelta
from functools import cache, partial
from hashlib import blake2b
from typing import NamedTuple

from django.contrib.messages import get_messages
from django.forms import Select
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import get_language, gettext_lazy, override
from django.utils.translation import gettext as _
from django.views.decorators.http import condition, require_safe

from debtsite.build import BUILD
from ledger import labels
from ledger.facts import Basis
from ledger.models import Debt
from ledger.money import ZERO
from ledger.templatetags.debtsite import icon
from ledger.wording import say, whole_dollars
from ledger.words import Text
from negotiation import boards, standing
from negotiation.boards import Row, Wish
from negotiation.labels import ROUTES
from negotiation.stage import Stage
from negotiation.step_pages import Pages, due_phrase, lateness
from negotiation.steps import StepKind

WEEK = timedelta(days=7)
CHOICES = {
    "show": (gettext_lazy("Stage"), boards.SHOW_LABELS),
    "kind": (gettext_lazy("Kind of debt"), {"": gettext_lazy("Every kind"), **labels.DEBT_KINDS}),
    "sort": (gettext_lazy("Order"), boards.ORDER_LABELS),
}


class Shown(NamedTuple):
    """A row in the reader's words, with the addresses of its links."""

    row: Row
    who: str
    amount: str
    basis: str
    stage: str
    score: str
    route: str
    icon: str
    act: str
    due: str
    is_late: bool
    late: str
    case_url: str
    act_url: str
    call_url: str
    companion_url: str


def unchanged(request):
    """All that the board depends on, in one word; None where it must be made anew."""
    workspace = request.workspace
    if workspace is None or not request.member.is_whole or len(get_messages(request)):
        return None
    depends_on = (
        *(BUILD, localdate(), request.META["QUERY_STRING"], bool(request.htmx)),
        *(request.user.email, request.user.departure_id),
        *(workspace.pk, workspace.revision, workspace.language),
        *(workspace.cash, workspace.monthly_saving),
        *((place.pk, place.role, place.scope, place.until) for place in request.places),
    )
    return f'"{blake2b(repr(depends_on).encode(), digest_size=16).hexdigest()}"'


@require_safe
@condition(etag_func=unchanged)
def board(request):
    """What do I do today?"""
    workspace = request.workspace
    if workspace is None:
        return redirect("ledger:first_visit")
    if not request.member.is_whole:
        return board_in_part(request)
    on, wish = localdate(), Wish.read(request.GET)
    standing.refresh(workspace, on=on)
    show = Reader(workspace, on=on).show
    found, last = boards.page(workspace, wish)
    context = {
        "wish": wish,
        "rows": [show(row) for row in found],
        "more": wish.address(after=last) if last else "",
    }
    if request.htmx and not request.htmx.history_restore_request:
        response = render(request, "negotiation/_board_rows.html", context)
        if not wish.after:
            response["HX-Push-Url"] = f"{request.path}?{wish.address()}".rstrip("?")
        return response
    context |= {"on": on, "choices": choices(wish)} | overview(workspace, show, on=on)
    context["any_debts"] = bool(found) or boards.holds_any(workspace)
    return render(request, "negotiation/board.html", context)


def board_in_part(request):
    """For whoever sees only some debts: these, and no sums of the household."""
    mine = Debt.objects.for_user(request.user).filter(workspace=request.workspace)
    standing.refresh(request.workspace, on=localdate())
    show = Reader(request.workspace, on=localdate()).show
    rows = [show(row) for row in boards.only(mine)]
    return render(request, "negotiation/board_in_part.html", {"rows": rows})


class Reader:
    """Puts rows into the reader's words; what many rows share is looked up once."""

    def __init__(self, workspace, *, on):
        self.on = on
        self.pages = Pages(workspace.pk)
        self.stages = {stage: say(stage.text) for stage in Stage}
        self.acts = {kind: say(kind.text) for kind in StepKind}
        self.bases = {basis: str(label) for basis, label in labels.BASES.items()}
        self.routes = {route: (str(word), icon(name)) for route, (word, name) in ROUTES.items()}
        self.score = _("Score {points} of 100")
        self.due = cache(partial(due_phrase, on=on))
        self.late = cache(partial(lateness, on=on))

    def who(self, row):
        """The holder; what kind of debt it is where the debt is called by its holder's name."""
        if row.holder and row.holder != row.name:
            return row.holder
        return str(labels.DEBT_KINDS[row.kind])

    def show(self, row):
        route, drawing = self.routes.get(row.route, ("", ""))
        known = row.amount is not None
        return Shown(
            row=row,
            who=self.who(row),
            amount=whole_dollars(row.amount) if known else _("not known"),
            basis=self.bases[row.basis] if known else "",
            stage=self.stages[row.stage],
            score=self.score.format(points=row.score),
            route=route,
            icon=drawing,
            act=self.acts[row.step],
            due=self.due(row.due_on),
            is_late=row.due_on is not None and row.due_on < self.on,
            late=self.late(row.due_on),
            case_url=self.pages.case(row.debt_id),
            act_url=self.pages.step(row.step, row.debt_id, row.letter_id),
            call_url=self.pages.call(row.debt_id),
            companion_url=self.pages.companion(row.debt_id),
        )


def overview(workspace, show, *, on):
    """What stands above the list: the one thing, the week, the sums."""
    first, due = boards.pressing(workspace, on=on, by=on + WEEK)
    totals = sums(workspace)
    none_left = not (first or any(total["count"] for total in totals))
    return {
        "first": first and show(first),
        "why": first and Text.from_data(first.why),
        "week": [show(row) for row in due],
        "sums": totals,
        "all_put_away": none_left and not boards.in_use(workspace).exists(),
    }


def sums(workspace):
    """The totals in the order they can be relied on; the verified one even if it is nothing."""
    found = boards.sums(workspace)
    empty = boards.Total(Basis.VERIFIED, 0, ZERO, ZERO)
    known = [found.get(basis) for basis in Basis]
    return [
        {
            "label": labels.BASES[total.basis],
            "count": total.count,
            "amount": total.amount,
            "estimate": total.estimate if total.estimate != total.amount else None,
            "is_less": total.amount is not None and total.estimate < total.amount,
        }
        for total in [known[0] or empty, *known[1:]]
        if total
    ]


def choices(wish):
    return [choice(get_language(), name, getattr(wish, name)) for name in CHOICES]


@cache
def choice(language, name, chosen):
    """One choice above the list; it is the same for everybody, so each is drawn once."""
    label, words = CHOICES[name]
    with override(language):
        box = Select({"class": "form-select", "aria-label": str(label)}, words.items())
        return box.render(name, chosen)

from decimal import Decimal

from django.db import models, transaction
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ledger.models import (
    BalanceEntry,
    Creditor,
    Debt,
    Document,
    Event,
    WorkspaceRecord,
    dollars,
)  # fmt: skip
from ledger.models.frozen import Frozen, FrozenQuerySet, FrozenRecord
from negotiation.funds import Claim, missing
from negotiation.models.calls import CallLog
from negotiation.models.letters import Letter
from negotiation.settlement import Base, Part
from negotiation.settlement import said as percent_said

OPEN = Q(closed_on=None)


class OfferClosed(Exception):
    """The offer was answered, taken back or has ended already."""


class DealStands(Exception):
    """There is a deal on this debt; a second one would undo it."""


class CashMissing(Exception):
    """The cash is not there, or stands in another offer; `amount` dollars are missing."""

    def __init__(self, amount):
        super().__init__(amount)
        self.amount = amount


class RoundQuerySet(FrozenQuerySet):
    def open(self):
        return self.filter(closed_on=None)


class Round(FrozenRecord, WorkspaceRecord):
    """The same cash offered to several at once.

    Pro rata: each gets its part. First: whoever accepts first is paid, so the offers share the
    cash, and the others end when it is gone.
    """

    class Kind(models.TextChoices):
        PRO_RATA = "pro_rata", _("A fair part for each")
        FIRST = "first", _("Whoever accepts first is paid first")

    workspace = models.ForeignKey("ledger.Workspace", models.CASCADE, related_name="rounds")
    kind = models.CharField(_("kind of round"), max_length=10, choices=Kind)
    cash = dollars(verbose_name=_("cash for this round"))
    made_on = models.DateField(editable=False)
    closed_on = models.DateField(null=True, editable=False)

    frozen = Frozen(once=("closed_on",))

    objects = RoundQuerySet.as_manager()

    class Meta(FrozenRecord.Meta, WorkspaceRecord.Meta):
        ordering = ["-made_on", "-made_at"]

    def __str__(self):
        return f"{self.get_kind_display()}: {self.cash}"

    def get_absolute_url(self):
        return reverse("negotiation:round_detail", args=[self.pk])

    @transaction.atomic
    def begin(self, offers, *, by, on):
        """Put all these offers on the table at once, or none: raises what `Offer.make` raises."""
        self.made_on = on
        self.save(force_insert=True)
        for turn, offer in enumerate(offers, 1):
            offer.round, offer.turn = self, turn
            offer.make(by=by, on=on)
        return self


class OfferQuerySet(FrozenQuerySet):
    def open(self):
        return self.filter(OPEN)

    def ours(self):
        return self.filter(by=Offer.By.US)

    def theirs(self):
        return self.filter(by=Offer.By.THEM)

    def lapsed(self, *, on):
        """Still open though their last day is over."""
        return self.open().filter(expires_on__lt=on)


class Offer(FrozenRecord, WorkspaceRecord):
    """One proposal to settle a debt. A counter-offer is an offer that answers another.

    `base` is the balance it was measured on, kept with its amount: percent and base belong
    together. Never edited: a new figure is a new offer.
    """

    class By(models.TextChoices):
        US = "us", _("You")
        THEM = "them", _("They")

    class How(models.TextChoices):
        LETTER = "letter", _("By letter")
        CALL = "call", _("On the phone")
        ONLINE = "online", _("By e-mail or on their website")

    class Funding(models.TextChoices):
        CASH = "cash", _("From cash on hand")
        INCOME = "income", _("From what I save each month")
        OTHER = "other", _("From somebody or somewhere else")

    class Closed(models.TextChoices):
        ACCEPTED = "accepted", _("Accepted")
        REFUSED = "refused", _("Refused")
        COUNTERED = "countered", _("Answered with another offer")
        LAPSED = "lapsed", _("Its time ran out")
        WITHDRAWN = "withdrawn", _("Taken back")

    debt = models.ForeignKey(Debt, models.CASCADE, related_name="offers")
    creditor = models.ForeignKey(Creditor, models.PROTECT, null=True, related_name="offers")
    by = models.CharField(max_length=4, choices=By)
    answers = models.OneToOneField(
        "self", models.PROTECT, null=True, related_name="answer", editable=False
    )
    amount = dollars(verbose_name=_("amount"))
    base = models.ForeignKey(BalanceEntry, models.PROTECT, null=True, related_name="offers")
    base_total = dollars(null=True, editable=False, help_text="The base's total on that day.")
    payments = models.PositiveSmallIntegerField(_("number of payments"), default=1)
    first_due_on = models.DateField(_("first payment by"), null=True, blank=True)
    funding = models.CharField(
        _("where the money comes from"), max_length=6, choices=Funding, default=Funding.CASH
    )
    made_on = models.DateField(_("made on"))
    expires_on = models.DateField(_("open until"), null=True, blank=True)
    how = models.CharField(_("how it was made"), max_length=8, choices=How)
    conditions = models.TextField(_("conditions"), max_length=2000, blank=True)
    letter = models.ForeignKey(Letter, models.PROTECT, null=True, related_name="offers")
    call = models.ForeignKey(CallLog, models.PROTECT, null=True, related_name="offers")
    document = models.ForeignKey(Document, models.PROTECT, null=True, related_name="+")
    round = models.ForeignKey(Round, models.PROTECT, null=True, related_name="offers")
    turn = models.PositiveSmallIntegerField(default=0)  # whose turn it is in a round
    reason = models.CharField(_("why all the same"), max_length=300, blank=True)
    passed_gates = models.JSONField(default=list, editable=False)
    closed_on = models.DateField(null=True, editable=False)
    closed_as = models.CharField(max_length=10, choices=Closed, blank=True, editable=False)

    frozen = Frozen(once=("letter", "closed_on", "closed_as"))

    objects = OfferQuerySet.as_manager()

    class Meta(FrozenRecord.Meta, WorkspaceRecord.Meta):
        ordering = ["-made_on", "-made_at"]
        constraints = [
            *WorkspaceRecord.Meta.constraints,
            models.CheckConstraint(
                condition=Q(amount__gt=0),
                name="offer_more_than_zero",
                violation_error_message=_("An offer is more than zero."),
            ),
            models.CheckConstraint(
                condition=Q(payments__range=(1, 60)),
                name="offer_payments_up_to_five_years",
                violation_error_message=_("An offer has 1 to 60 payments."),
            ),
            models.CheckConstraint(
                condition=Q(expires_on=None) | Q(expires_on__gte=F("made_on")),
                name="offer_ends_after_it_was_made",
                violation_error_message=_("It cannot end before the day it was made."),
            ),
            models.UniqueConstraint(
                fields=["debt", "by"],
                condition=OPEN,
                name="offer_one_open_each_side",
                violation_error_message=_("There is an open offer already. Answer that one first."),
            ),
        ]

    def __str__(self):
        return f"{self.amount} by {self.by} on {self.made_on}"

    def get_absolute_url(self):
        return reverse("negotiation:offer_detail", args=[self.pk])

    def get_constraints(self):
        """`make` ends the earlier offer of the same side, so no form need refuse the new one."""
        return [
            (model, [each for each in several if each.name != "offer_one_open_each_side"])
            for model, several in super().get_constraints()
        ]

    @property
    def is_open(self):
        return self.closed_on is None

    @property
    def part(self):
        """The amount with its percent and its base; None where no balance was known."""
        if self.base is None or not self.base_total:
            return None
        return Part(self.amount, self.base_total, Base.of(self.base.basis), self.base.as_of)

    @property
    def holds_cash(self):
        """Whether our cash is reserved for it while it stands."""
        return self.by == self.By.US and self.funding == self.Funding.CASH

    def has_lapsed(self, *, on):
        return self.is_open and self.expires_on is not None and self.expires_on < on

    def claim(self):
        """The cash this offer holds while it is open."""
        contest = self.round_id if self.round_id and self.round.kind == Round.Kind.FIRST else None
        return Claim(self.pk, self.amount, contest)

    @transaction.atomic
    def make(self, *, by, on):
        """Put this offer on the table; one it answers is closed with it.

        Raises DealStands, OfferClosed, CashMissing: two tabs cannot promise the same money.
        """
        cash = lock(self.debt)
        if self.debt.agreements.standing().exists():
            raise DealStands
        if self.answers_id:
            Offer.objects.get(pk=self.answers_id).close(self.Closed.COUNTERED, on=on)
        self._replace_earlier(on=on)
        if self.holds_cash:
            require_cash(self.workspace_id, cash, self.claim())
        self.base = self.base or self.debt.latest_balance()
        self.base_total = self.base and self.base.total
        self.save(force_insert=True)
        self.tell(
            "offer_made" if self.by == self.By.US else "offer_received", on=self.made_on, by=by
        )
        return self

    def _replace_earlier(self, *, on):
        """A new figure of the same side takes the place of the one before."""
        for earlier in self.debt.offers.open().filter(by=self.by):
            earlier.close(self.Closed.WITHDRAWN, on=on)

    def close(self, how, *, on):
        """End this offer inside the transaction of an act that holds the debt."""
        rows = Offer.objects.filter(pk=self.pk).filter(OPEN)
        if not rows.update(closed_on=on, closed_as=how):
            raise OfferClosed
        self.closed_on, self.closed_as = on, how

    @transaction.atomic
    def end(self, how, *, by, on):
        """Refused, taken back or run out: the offer is off the table and its cash is free."""
        lock(self.debt)
        self.close(how, on=on)
        self.tell(f"offer_{how}", on=on, by=by)

    def tell(self, kind, *, on, by, **values):
        """One line on the debt's timeline, the percent always with its base."""
        said = self.part
        about = {"of_amount": said.of, "percent": percent_said(said.percent)} if said else {}
        Event.objects.record(
            self.debt, kind, on=on, by=by, subject=self, amount=self.amount, side=self.by,
            reason=self.reason, payments=self.payments, **about, **values,
        )  # fmt: skip
        self.debt.touch()


# ---- cash that is spoken for ----------------------------------------------------------------


def lock(debt):
    """Hold the workspace and the debt, in that order: offers and payments take turns."""
    cash = debt.hold_workspace().cash
    debt.fresh()
    return cash


def claims(workspace_id):
    """The cash that standing offers and unpaid deals hold, with the debt each is for."""
    standing = Offer.objects.filter(OPEN, workspace_id=workspace_id, by=Offer.By.US)
    offered = standing.filter(funding=Offer.Funding.CASH).select_related("round")
    agreed = Offer.objects.filter(
        workspace_id=workspace_id,
        funding=Offer.Funding.CASH,
        agreement__fell_through_on=None,
        agreement__settled_on=None,
        agreement__isnull=False,
    ).select_related("agreement")
    unpaid = agreed.annotate(
        paid=models.Sum("agreement__instalments__amount", filter=PAID, default=Decimal(0))
    )
    return [
        *(offer.claim() for offer in offered),
        *(Claim(offer.pk, offer.amount - offer.paid) for offer in unpaid),
    ]


PAID = Q(agreement__instalments__payment__isnull=False)


def require_cash(workspace_id, cash, claim):
    """Raise CashMissing where the cash does not cover this claim beside all others."""
    if short := missing(cash, claims(workspace_id), claim):
        raise CashMissing(short)

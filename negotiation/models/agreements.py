from django.db import models, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ledger.models import Debt, Document, Event, Payment, Workspace, WorkspaceRecord, dollars
from ledger.models.frozen import Frozen, FrozenQuerySet, FrozenRecord
from ledger.money import ZERO
from negotiation import terms
from negotiation.funds import missing
from negotiation.letters.schedule import monthly
from negotiation.models.offers import (
    DealStands,
    Offer,
    OfferClosed,
    claims,
    lock,
    require_cash,
)  # fmt: skip
from negotiation.models.worksheets import InsolvencySnapshot

STANDING = Q(fell_through_on=None)
# nobody agrees to be paid in cash that cannot be proven
METHODS = [choice for choice in Payment.Method.choices if choice[0] != Payment.Method.CASH]
# what is looked at after the last payment, and the line of history that says it was
LOOKED_AT = {"report_checked_on": "report_checked", "form_came_on": "form_came"}
# what their letter tells, as the user wrote it down
TOLD = (
    "written_on", "document", "said", "payee", "pay_to", "method", "signed_by", "grace_days",
)  # fmt: skip


class NotInWriting(Exception):
    """The deal is not on paper with every required term, and no reason was given to pay now."""


class PaidAlready(Exception):
    """This part of the deal was paid already."""


class AgreementQuerySet(FrozenQuerySet):
    def standing(self):
        return self.filter(STANDING)

    def unpaid(self):
        return self.standing().filter(settled_on=None)


class Agreement(FrozenRecord, WorkspaceRecord):
    """A deal both sides said yes to; nothing is paid on it before it is on paper.

    `said` names the required terms their letter holds (negotiation.terms). `settled_on` is the day
    of the last payment, `confirmed_on` the day their zero-balance letter came.
    """

    debt = models.ForeignKey(Debt, models.CASCADE, related_name="agreements")
    offer = models.OneToOneField(Offer, models.PROTECT, related_name="agreement")
    agreed_on = models.DateField(_("agreed on"))
    written_on = models.DateField(_("their letter came on"), null=True, blank=True)
    document = models.ForeignKey(
        Document, models.PROTECT, null=True, related_name="+", verbose_name=_("their letter")
    )
    said = models.JSONField(default=list, editable=False)
    payee = models.CharField(_("pay to"), max_length=120, blank=True)
    pay_to = models.TextField(_("send it to"), max_length=400, blank=True)
    method = models.CharField(_("how to pay"), max_length=20, choices=METHODS, blank=True)
    signed_by = models.CharField(_("who signed"), max_length=120, blank=True)
    grace_days = models.PositiveSmallIntegerField(_("days of grace"), default=0)
    reason = models.CharField(max_length=300, blank=True, editable=False)  # paid without paper
    fell_through_on = models.DateField(null=True, editable=False)
    settled_on = models.DateField(null=True, editable=False)
    confirmed_on = models.DateField(null=True, editable=False)
    confirmation = models.ForeignKey(
        Document, models.PROTECT, null=True, related_name="+", editable=False
    )
    # the days on which the user saw that the credit reports are right, and that form 1099-C came
    report_checked_on = models.DateField(null=True, editable=False)
    form_came_on = models.DateField(null=True, editable=False)

    frozen = Frozen(
        once=("fell_through_on", "settled_on", "confirmed_on", "confirmation", *LOOKED_AT),
        back=("settled_on",),  # a payment that was never made opens the deal again
        # a better letter may come, and a late one: until the deal is both paid and on paper
        until=dict.fromkeys((*TOLD, "reason"), ("written_on", "settled_on")),
    )

    objects = AgreementQuerySet.as_manager()

    class Meta(FrozenRecord.Meta, WorkspaceRecord.Meta):
        ordering = ["-agreed_on", "-made_at"]
        constraints = [
            *WorkspaceRecord.Meta.constraints,
            models.UniqueConstraint(
                fields=["debt"],
                condition=STANDING,
                name="agreement_one_standing_per_debt",
                violation_error_message=_("There is a deal on this debt already."),
            ),
            models.CheckConstraint(
                condition=Q(confirmed_on=None) | Q(settled_on__isnull=False),
                name="agreement_settled_before_confirmed",
                violation_error_message=_("Enter the last payment first."),
            ),
        ]

    def __str__(self):
        return f"deal of {self.agreed_on} for {self.offer.amount}"

    def get_absolute_url(self):
        return reverse("negotiation:agreement_detail", args=[self.pk])

    @classmethod
    @transaction.atomic
    def reach(cls, offer, *, by, on, form_key, reason=""):
        """Both said yes to this offer: (agreement, made). Pays nothing, closes all other offers.

        `reason`: why to a figure above the limit, or before its time.
        Raises OfferClosed, DealStands or CashMissing.
        """

        def make():
            cash = lock(offer.debt)
            if known := cls.objects.filter(offer=offer, form_key=form_key).first():
                return known  # this very yes, sent twice in one moment
            if cls.objects.standing().filter(debt=offer.debt).exists():
                raise DealStands
            if offer.has_lapsed(on=on):
                raise OfferClosed
            close_for_good(offer, on=on)
            if offer.funding == Offer.Funding.CASH:
                require_cash(offer.workspace_id, cash, offer.claim())
            made = cls.objects.create(
                workspace_id=offer.workspace_id, debt=offer.debt, offer=offer,
                agreed_on=on, form_key=form_key,
            )  # fmt: skip
            made._plan(on=on)
            InsolvencySnapshot.take(made, happened_on=on, by=by, on=on)
            end_what_cash_no_longer_covers(offer, by=by, on=on)
            offer.tell("offer_accepted", on=on, by=by, why=reason)
            return made

        return cls.once(offer.debt.workspace, form_key, make)

    def _plan(self, *, on):
        """The payments of the deal, monthly from the first day agreed on."""
        first = self.offer.first_due_on or self.offer.expires_on or on
        parts = monthly(self.offer.amount, self.offer.payments, first)
        Instalment.objects.bulk_create(
            Instalment(
                workspace_id=self.workspace_id, agreement=self, number=part.number,
                due_on=part.due_on, amount=part.amount,
            )
            for part in parts
        )  # fmt: skip

    @property
    def needs(self):
        """What the deal is about, for the checklist of its terms."""
        facts = self.debt.facts()
        return terms.Deal(
            payments=self.offer.payments,
            sued=facts.sued,
            judgment=facts.judgment,
            joint=facts.joint,
            secured=None if facts.security is None else facts.security != "none",
        )

    @property
    def missing_terms(self):
        return terms.missing(self.needs, self.said)

    @property
    def is_in_writing(self):
        """Their letter is in the file and says all it must."""
        return bool(self.written_on and self.document_id and not self.missing_terms)

    def is_late(self, part, *, on):
        """Whether this payment of the deal is still to come though its days of grace are over."""
        return part.payment is None and (on - part.due_on).days > self.grace_days

    @transaction.atomic
    def write_down(self, *, by, on, document, said, **told):
        """Their letter came: what it says, and the paper itself."""
        lock(self.debt)
        self.written_on, self.document, self.said = on, document, sorted(said)
        for name, value in told.items():
            setattr(self, name, value)
        self.save(update_fields=TOLD)
        lacking = [str(term) for term in self.missing_terms]
        self.tell("agreement_written", on=on, by=by, lacking=lacking)

    @transaction.atomic
    def fall_through(self, *, by, on, why=""):
        """The deal is off: its cash is free again, and the debt goes back to talks."""
        lock(self.debt)
        rows = Agreement.objects.filter(STANDING, pk=self.pk, settled_on=None)
        if not rows.update(fell_through_on=on):
            raise OfferClosed
        self.tell("agreement_fell_through", on=on, by=by, why=why)

    def open_again(self, *, by, on):
        """A payment of it was never made: what is unpaid is not settled. Inside the act."""
        self.settled_on = None
        self.save(update_fields=["settled_on"])
        self.debt.open_again()
        self.tell("deal_open_again", on=on, by=by)

    @transaction.atomic
    def confirm(self, *, by, on, document):
        """Their letter says that nothing is owed any more."""
        lock(self.debt)
        rows = Agreement.objects.filter(pk=self.pk, confirmed_on=None).exclude(settled_on=None)
        if rows.update(confirmed_on=on, confirmation=document):
            self.tell("agreement_confirmed", on=on, by=by)

    @transaction.atomic
    def tick_off(self, name, *, by, on):
        """One of LOOKED_AT is done: no deadline asks for it any more."""
        self.hold_workspace()
        rows = Agreement.objects.filter(pk=self.pk, **{name: None}).exclude(settled_on=None)
        if rows.update(**{name: on}):
            self.tell(LOOKED_AT[name], on=on, by=by)

    def tell(self, kind, *, on, by, **values):
        Event.objects.record(
            self.debt, kind, on=on, by=by, subject=self, amount=self.offer.amount, **values
        )
        self.debt.touch()


class Instalment(FrozenRecord, WorkspaceRecord):
    """One payment of a deal, and the ledger's payment that paid it."""

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="instalments")
    number = models.PositiveSmallIntegerField()
    due_on = models.DateField(_("due on"))
    amount = dollars(verbose_name=_("amount"))
    payment = models.OneToOneField(
        Payment, models.PROTECT, null=True, related_name="instalment", editable=False
    )

    frozen = Frozen(once=("payment",), back=("payment",))

    objects = FrozenQuerySet.as_manager()

    class Meta(FrozenRecord.Meta, WorkspaceRecord.Meta):
        ordering = ["number"]
        constraints = [
            *WorkspaceRecord.Meta.constraints,
            models.UniqueConstraint(fields=["agreement", "number"], name="instalment_once"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="instalment_more_than_zero"),
        ]

    def __str__(self):
        return f"{self.number}: {self.amount} by {self.due_on}"

    @transaction.atomic
    def pay(self, payment, *, by, on, reason=""):
        """Enter this payment of the deal; the last one settles the debt.

        Raises NotInWriting without the paper, unless a reason is given, and PaidAlready.
        """
        lock(self.agreement.debt)
        held = Instalment.objects.select_for_update().get(pk=self.pk)
        if held.payment_id:
            raise PaidAlready
        if not (self.agreement.is_in_writing or reason.strip()):
            raise NotInWriting
        if self._is_last():
            # before the money is gone: the law asks for the day before the debt is forgiven
            InsolvencySnapshot.take(self.agreement, happened_on=payment.paid_on, by=by, on=on)
        payment.enter(by=by, on=on)
        self.payment = payment
        self.save(update_fields=["payment"])
        self._take_from_cash(payment.amount)
        self._settle(payment, reason, by=by)

    @transaction.atomic
    def take_back(self, *, by, on):
        """Its payment was never made: it is due again, and so is the deal that it settled.

        A deal stays settled once their letter says that nothing is owed.
        """
        lock(self.agreement.debt)
        deal = self.agreement.fresh()
        if deal.confirmed_on:
            return
        never_made, self.payment = self.payment, None
        self.save(update_fields=["payment"])
        self._take_from_cash(-never_made.amount)
        if deal.settled_on:
            deal.open_again(by=by, on=on)

    def _is_last(self):
        return not self.agreement.instalments.filter(payment=None).exclude(pk=self.pk).exists()

    def _take_from_cash(self, amount):
        """Cash that was reserved for the deal is spent; money from elsewhere leaves it alone."""
        if self.agreement.offer.funding != Offer.Funding.CASH:
            return
        workspace = Workspace.objects.select_for_update().get(pk=self.workspace_id)
        if workspace.cash is not None:
            workspace.cash = max(workspace.cash - amount, ZERO)
            workspace.change(["cash"])

    def _settle(self, payment, reason, *, by):
        agreement = self.agreement
        if reason.strip():
            agreement.reason = reason.strip()
            agreement.save(update_fields=["reason"])
            agreement.tell("paid_without_paper", on=payment.paid_on, by=by, reason=reason.strip())
        if not agreement.instalments.filter(payment=None).exists():
            agreement.settled_on = payment.paid_on
            agreement.save(update_fields=["settled_on"])
            agreement.debt.settle(on=payment.paid_on)
            agreement.tell("debt_settled", on=payment.paid_on, by=by)
        agreement.debt.touch()


def close_for_good(offer, *, on):
    """This one is accepted, and all others of the debt end: their cash is free for the deal."""
    offer.close(Offer.Closed.ACCEPTED, on=on)
    for other in offer.debt.offers.open():
        other.close(Offer.Closed.WITHDRAWN, on=on)


def end_what_cash_no_longer_covers(offer, *, by, on):
    """The money went to whoever accepted first: offers of the same round that it paid for end."""
    if not offer.round_id:
        return
    cash = Workspace.objects.get(pk=offer.workspace_id).cash
    for other in offer.round.offers.open().order_by("-turn").select_related("debt"):
        if missing(cash, claims(offer.workspace_id), other.claim()):
            other.close(Offer.Closed.WITHDRAWN, on=on)
            other.tell("offer_withdrawn", on=on, by=by)

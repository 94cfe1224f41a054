from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models, transaction
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ledger import labels
from ledger.facts import Basis, DebtFacts, DebtKind, Security
from ledger.interest import estimate
from ledger.models.base import WorkspaceRecord, dollars, yearly_rate
from ledger.models.corrections import standing
from ledger.models.events import Event
from ledger.models.workspaces import Workspace
from ledger.money import ZERO, share
from ledger.sealed_field import SealedText
from ledger.tenancy import ScopedQuerySet

# whoever stands first is the one to deal with
ROLES = ("law_firm", "collector", "owner", "original_creditor")
KNOWN_AS_IT_IS = (
    "resold",
    "original_amount",
    "apr",
    "opened_on",
    "first_delinquent_on",
    "charged_off_on",
    "last_paid_on",
    "joint",
    "in_collections",
    "sued",
    "sued_on",
    "judgment",
    "notice_received_on",
    "current",
    "deficiency",
    "title_shown",
)
MONTHS_IN_A_YEAR = 12
# days that only a lawsuit has
COURT_DAYS = ("sued_on", "served_on", "answer_due_on", "answered_on", "hearing_on")
BEST_FIRST = (Basis.VERIFIED, Basis.CLAIMED, Basis.OWN_RECORD)


class DebtQuerySet(ScopedQuerySet):
    def in_use(self):
        return self.filter(archived_at=None)

    def owed(self):
        """Those that still count as owed: a settled debt does not, whatever its last figure."""
        return self.in_use().filter(settled_on=None)

    def with_parties(self):
        return self.select_related(*ROLES)

    def with_facts(self):
        """All that `facts()` and `estimate()` read, in a fixed number of queries."""
        return (
            self.with_parties().select_related("workspace").prefetch_related("balances", "payments")
        )


def party(role):
    """One of the four who may stand behind a debt, and since when: two columns."""
    return (
        models.ForeignKey(
            "ledger.Creditor",
            models.PROTECT,
            null=True,
            blank=True,
            related_name=f"debts_as_{role}",
            verbose_name=labels.ROLES[role],
        ),
        models.DateField(_("since"), null=True, blank=True),
    )


class Debt(WorkspaceRecord):
    """What somebody claims is owed. Disputed or not, we record the claim."""

    class MinimumRule(models.TextChoices):
        UNKNOWN = "unknown", _("Not known")
        FIXED = "fixed", _("A fixed amount")
        PERCENT = "percent", _("A percentage of the balance")
        INTEREST_PLUS = "interest_plus", _("Interest plus a percentage")

    workspace = models.ForeignKey("ledger.Workspace", models.CASCADE, related_name="debts")
    nickname = models.CharField(_("what you call it"), max_length=80)
    kind = models.CharField(
        _("kind of debt"), max_length=20, choices=labels.DEBT_KINDS, default=DebtKind.OTHER
    )
    security = models.CharField(
        _("what they could take"),
        max_length=10,
        blank=True,
        choices=labels.SECURITIES,
        help_text=_("What you gave as security, if anything. Most cards and bills have none."),
    )
    original_creditor, original_creditor_since = party("original_creditor")
    owner, owner_since = party("owner")
    collector, collector_since = party("collector")
    law_firm, law_firm_since = party("law_firm")
    resold = models.BooleanField(
        _("bought from another debt buyer"), null=True, blank=True, choices=labels.YES_NO
    )
    account_last4 = models.CharField(
        _("last four of the account number"),
        max_length=4,
        blank=True,
        validators=[RegexValidator(r"\A[0-9A-Za-z]{2,4}\Z", _("Only the last four characters."))],
        help_text=_("The last four are all we need."),
    )
    account_number = SealedText(_("full account number"), blank=True, default="")
    reference = models.CharField(
        _("their reference number"),
        max_length=40,
        blank=True,
        help_text=_("The collector's own file number, if their letter shows one."),
    )
    state = models.CharField(
        _("state whose law applies"),
        max_length=2,
        blank=True,
        choices=labels.STATES,
        help_text=_("Usually the state you live in."),
    )
    apr = yearly_rate()
    original_amount = dollars(
        verbose_name=_("what it was at first"),
        null=True,
        blank=True,
        help_text=_("What you borrowed or were billed, before interest and fees."),
    )
    minimum_rule = models.CharField(
        _("minimum payment"), max_length=15, choices=MinimumRule, default=MinimumRule.UNKNOWN
    )
    minimum_amount = dollars(verbose_name=_("minimum in dollars"), null=True, blank=True)
    minimum_percent = models.DecimalField(
        _("minimum in percent"),
        max_digits=5,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0), MaxValueValidator(100)],
    )
    due_day = models.PositiveSmallIntegerField(
        _("day of the month it is due"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(31)],
    )
    opened_on = models.DateField(_("opened on"), null=True, blank=True)
    first_delinquent_on = models.DateField(_("first payment missed on"), null=True, blank=True)
    charged_off_on = models.DateField(_("charged off on"), null=True, blank=True)
    last_paid_on = models.DateField(_("last payment on"), null=True, blank=True)
    notice_received_on = models.DateField(
        _("validation notice came on"),
        null=True,
        blank=True,
        help_text=_("The day the collector's first letter with the details reached you."),
    )
    joint = models.BooleanField(_("joint or co-signed"), default=False)
    current = models.BooleanField(
        _("paid on time so far"), null=True, blank=True, choices=labels.YES_NO
    )
    deficiency = models.BooleanField(
        _("the rest after they took and sold it"),
        default=False,
        help_text=_("Tick this if a car or home was taken and sold, and this is what was left."),
    )
    title_shown = models.BooleanField(
        _("they showed how the debt came to them"), null=True, blank=True, choices=labels.YES_NO
    )
    in_collections = models.BooleanField(_("in collections"), default=False)
    sued = models.BooleanField(
        _("a lawsuit was filed"), null=True, blank=True, choices=labels.YES_NO
    )
    sued_on = models.DateField(_("lawsuit filed on"), null=True, blank=True)
    served_on = models.DateField(
        _("court papers came on"),
        null=True,
        blank=True,
        help_text=_("The day the summons reached you, by hand or by mail."),
    )
    court = models.CharField(
        _("court and case number"),
        max_length=120,
        blank=True,
        help_text=_("As the court papers name them."),
    )
    answer_due_on = models.DateField(
        _("answer the court by"),
        null=True,
        blank=True,
        help_text=_("The court papers name this day, or a number of days. If not, ask the court."),
    )
    answered_on = models.DateField(
        _("you answered the court on"),
        null=True,
        blank=True,
        help_text=_("The day the court got your answer. A call to their law firm is no answer."),
    )
    hearing_on = models.DateField(_("next day in court"), null=True, blank=True)
    judgment = models.BooleanField(_("a court decided against you"), default=False)
    judgment_on = models.DateField(_("judgment on"), null=True, blank=True)
    paused_until = models.DateField(_("pause until"), null=True, blank=True)
    # the last payment of a settlement: from then on it is no longer owed
    settled_on = models.DateField(null=True, editable=False)
    archived_at = models.DateTimeField(null=True, editable=False)
    revision = models.PositiveIntegerField(default=1, editable=False)

    objects = DebtQuerySet.as_manager()

    class Meta(WorkspaceRecord.Meta):
        ordering = ["nickname", "id"]
        indexes = [models.Index(fields=["workspace", "archived_at"], name="debt_in_use")]
        constraints = [
            *WorkspaceRecord.Meta.constraints,
            models.CheckConstraint(
                condition=Q(due_day=None) | Q(due_day__range=(1, 31)),
                name="debt_due_day_in_a_month",
                violation_error_message=_("A day of the month is 1 to 31."),
            ),
            models.CheckConstraint(
                condition=Q(charged_off_on=None)
                | Q(first_delinquent_on=None)
                | Q(charged_off_on__gte=F("first_delinquent_on")),
                name="debt_missed_before_charged_off",
                violation_error_message=_("The first missed payment comes before the charge-off."),
            ),
            models.CheckConstraint(
                # a condition that comes to NULL would let the row pass
                condition=Q(sued__isnull=False, sued=True)
                | Q(judgment=False, court="", **dict.fromkeys(COURT_DAYS)),
                name="debt_judgment_needs_a_lawsuit",
                violation_error_message=_("Say yes to the lawsuit too: a judgment comes from one."),
            ),
        ]

    def __str__(self):
        return self.nickname

    def get_absolute_url(self):
        return reverse("negotiation:case_file", args=[self.pk])

    def clean(self):
        for role in ROLES:
            creditor = getattr(self, role)
            if creditor and creditor.workspace_id != self.workspace_id:
                raise ValidationError({role: _("Choose one of your own creditors.")})

    def parties(self):
        """Everybody who stands behind this debt, the one to deal with first."""
        return [party for role in ROLES if (party := getattr(self, role))]

    def roles(self):
        """Each party with what it is called here, in the order the debt went through them."""
        return [
            (role, labels.ROLES[creditor.role_as(role)], creditor)
            for role in ("original_creditor", "owner", "collector", "law_firm")
            if (creditor := getattr(self, role))
        ]

    @property
    def holder(self):
        """The party to deal with today: whoever stands nearest to a court comes first."""
        return next(iter(self.parties()), None)

    def touch(self):
        """Say that something about this debt changed, so that its standing is worked out anew."""
        Workspace.objects.filter(pk=self.workspace_id).update(revision=F("revision") + 1)
        Debt.objects.filter(pk=self.pk).update(revision=F("revision") + 1)

    @transaction.atomic
    def add(self, *, by, on):
        self.save(force_insert=True)
        Event.objects.record(self, "debt_added", on=on, by=by, subject=self, name=self.nickname)
        self.touch()

    @transaction.atomic
    def change(self, names, *, by, on):
        """Keep the new facts of these names, and say in the history that they changed."""
        self.hold_workspace()
        self.save(update_fields=names)
        Event.objects.record(self, "debt_changed", on=on, by=by, subject=self, fields=names)
        self.touch()

    @transaction.atomic
    def pass_to(self, role, creditor, *, since=None, gone=(), by, on):
        """The debt moved: this creditor (None: nobody) has the role now; the `gone` roles end.

        The last holder's reference and notice count no more: those set on the debt replace them.
        """
        before = self.fresh()
        for name in ROLES:
            setattr(self, name, None if name in gone else getattr(before, name))
            setattr(
                self, f"{name}_since", None if name in gone else getattr(before, f"{name}_since")
            )
        if since or creditor != getattr(self, role):
            setattr(self, f"{role}_since", since)
        setattr(self, role, creditor)
        self.in_collections = bool(self.holder and self.holder.party.collects_for_others)
        parties = [name for role in ROLES for name in (role, f"{role}_since")]
        self.save(update_fields=[*parties, "in_collections", "reference", "notice_received_on"])
        self._tell_who_moved(before, on=since or on, by=by)
        self.touch()

    def _tell_who_moved(self, before, *, on, by):
        """One line of history for each party that came or left."""
        for role in ROLES:
            old, new = getattr(before, role), getattr(self, role)
            if old != new:
                kind, who = ("holder_changed", new) if new else ("holder_left", old)
                Event.objects.record(
                    self, kind, on=on, by=by, subject=self,
                    role=who.role_as(role), name=who.name,
                )  # fmt: skip

    def open_again(self):
        """The payment that settled it was never made: it is owed as before."""
        self.settled_on = None
        Debt.objects.filter(pk=self.pk).update(settled_on=None)

    def settle(self, *, on):
        """It is settled and paid: no longer owed since that day."""
        self.settled_on = on
        Debt.objects.filter(pk=self.pk).update(settled_on=on)

    @transaction.atomic
    def archive(self, *, by, on):
        self.hold_workspace()
        if self.set_archived(True):
            Event.objects.record(self, "debt_archived", on=on, by=by, subject=self)
            self.touch()

    @transaction.atomic
    def restore(self, *, by, on):
        self.hold_workspace()
        if self.set_archived(False):
            Event.objects.record(self, "debt_restored", on=on, by=by, subject=self)
            self.touch()

    def latest_balance(self):
        """What is owed, as well as it is known: the newest entry with the best basis."""
        known = standing(self.balances.all())
        for basis in BEST_FIRST:
            if entries := [entry for entry in known if entry.basis is basis]:
                return max(entries, key=lambda entry: (entry.as_of, entry.made_at))
        return None

    def estimate(self, *, on):
        """The latest balance with interest until then and payments taken off; None if unknown."""
        latest = self.latest_balance()
        if latest is None:
            return None
        paid = [(payment.paid_on, payment.amount) for payment in standing(self.payments.all())]
        return estimate(latest.total, self.apr, since=latest.as_of, on=on, payments=paid)

    def monthly_payment(self):
        """What its minimum rule asks for each month, in dollars; zero where nobody knows.

        Nothing is asked monthly any more once it is charged off or with a collector.
        """
        latest = self.latest_balance()
        over = self.in_collections or self.charged_off_on or latest is None
        if over or self.minimum_rule == self.MinimumRule.UNKNOWN:
            return ZERO
        asked = self.minimum_amount or ZERO
        if self.minimum_rule != self.MinimumRule.FIXED:
            part = share(latest.total, self.minimum_percent or ZERO)
            if self.minimum_rule == self.MinimumRule.INTEREST_PLUS:
                part += share(latest.total, (self.apr or ZERO) / MONTHS_IN_A_YEAR)
            asked = max(asked, part)
        return min(asked, latest.total)

    def facts(self):
        """All that the engine may know of this debt; what has the same name goes over as it is."""
        latest = self.latest_balance()
        owner = self.owner or self.original_creditor
        return DebtFacts(
            kind=DebtKind(self.kind),
            holder=self.holder and self.holder.party,
            owner=owner and owner.party,
            security=Security(self.security) if self.security else None,
            state=self.state or self.workspace.state,
            balance=latest and latest.total,
            basis=latest.basis if latest else Basis.UNKNOWN,
            balance_on=latest and latest.as_of,
            balance_itemized=latest and latest.is_itemized,
            **{name: getattr(self, name) for name in KNOWN_AS_IT_IS},
            **self.workspace.household(),
        )

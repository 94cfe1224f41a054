from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ledger import labels
from ledger.household import KINDS, Every, Section, per_month
from ledger.models.base import WorkspaceRecord, dollars
from ledger.models.workspaces import Workspace
from ledger.tenancy import ScopedQuerySet

FLOWS = [section.value for section in Section if section.is_flow]
STANDS = [section.value for section in Section if not section.is_flow]


def kind_of_its_section():
    """Any section with one of its own kinds."""
    either = Q()
    for section, kinds in KINDS.items():
        either |= Q(section=section.value, kind__in=[kind.value for kind in kinds])
    return either


class HouseholdItemQuerySet(ScopedQuerySet):
    def in_use(self):
        return self.filter(archived_at=None)

    def incomes(self):
        return self.filter(section=Section.INCOME)


class HouseholdItem(WorkspaceRecord):
    """One thing a household gets, spends, owns or owes, as its people say. Debts on the list of
    debts are never written here a second time."""

    workspace = models.ForeignKey(Workspace, models.CASCADE, related_name="household_items")
    section = models.CharField(max_length=10, editable=False)
    kind = models.CharField(_("what kind"), max_length=20)
    label = models.CharField(_("what you call it"), max_length=80, blank=True)
    amount = dollars(verbose_name=_("amount"))
    every = models.CharField(_("how often"), max_length=12, blank=True, choices=labels.EVERY)
    protected = models.BooleanField(
        _("is it protected, like Social Security?"), null=True, blank=True, choices=labels.YES_NO
    )
    said_by = models.CharField(_("who says so"), max_length=12, blank=True, choices=labels.SAID_BY)
    as_of = models.DateField(_("as of"), null=True, blank=True)
    archived_at = models.DateTimeField(null=True, editable=False)

    objects = HouseholdItemQuerySet.as_manager()

    class Meta(WorkspaceRecord.Meta):
        ordering = ["-amount", "made_at", "id"]
        indexes = [models.Index(fields=["workspace", "archived_at"], name="household_in_use")]
        constraints = [
            *WorkspaceRecord.Meta.constraints,
            models.CheckConstraint(
                condition=Q(amount__gte=0),
                name="household_amount_not_negative",
                violation_error_message=_("Enter the amount without a minus sign."),
            ),
            models.CheckConstraint(
                condition=kind_of_its_section(),
                name="household_kind_of_its_section",
                violation_error_message=_("Choose a kind from the list."),
            ),
            models.CheckConstraint(
                condition=Q(section__in=FLOWS, said_by="", as_of=None) & ~Q(every="")
                | Q(section__in=STANDS, every="") & ~Q(said_by=""),
                name="household_by_month_or_as_of_a_day",
                violation_error_message=_("Say how often it comes, or who says the value."),
            ),
            models.CheckConstraint(
                condition=Q(section=Section.INCOME.value) | Q(protected=None),
                name="household_only_income_is_protected",
                violation_error_message=_("Only income can be protected."),
            ),
        ]

    def __str__(self):
        return self.label or str(self.get_kind_display())

    def get_kind_display(self):
        return labels.KINDS_OF[Section(self.section)].get(self.kind, self.kind)

    @property
    def monthly(self):
        """Its share of a month, in dollars; None for what is owned or owed."""
        return per_month(self.amount, Every(self.every)) if self.every else None

    @transaction.atomic
    def add(self):
        self.save(force_insert=True)
        self._tell()

    @transaction.atomic
    def change(self, names):
        self.save(update_fields=names)
        self._tell()

    @transaction.atomic
    def remove(self):
        if self.set_archived(True):
            self._tell()

    @transaction.atomic
    def restore(self):
        if self.set_archived(False):
            self._tell()

    def _tell(self):
        """What the score knows of a household is whether its income is protected."""
        if self.section == Section.INCOME:
            self.workspace.weigh_income()

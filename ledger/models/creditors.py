from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ledger import labels
from ledger.facts import CreditorKind
from ledger.models.base import WorkspaceRecord
from ledger.models.debts import ROLES
from ledger.tenancy import ScopedQuerySet


class CreditorQuerySet(ScopedQuerySet):
    def in_use(self):
        return self.filter(archived_at=None)

    def archived(self, archived):
        return self.exclude(archived_at=None) if archived else self.in_use()

    def search(self, words):
        """Those whose name, phone or contact holds these words."""
        if not words:
            return self
        found = Q(name__icontains=words) | Q(phone__icontains=words)
        return self.filter(found | Q(contacts__name__icontains=words)).distinct()

    def with_debts(self):
        """All that `debts()` reads, in a fixed number of queries."""
        return self.prefetch_related(*(f"debts_as_{role}" for role in ROLES))


class Creditor(WorkspaceRecord):
    """A party to a debt: the lender, whoever bought it, collects it or sues for it."""

    workspace = models.ForeignKey("ledger.Workspace", models.CASCADE, related_name="creditors")
    name = models.CharField(_("name"), max_length=120)
    kind = models.CharField(_("who they are"), max_length=20, choices=labels.CREDITOR_KINDS)
    address = models.TextField(
        _("mailing address"),
        max_length=400,
        blank=True,
        help_text=_(
            "Line by line, as on an envelope. Use the address for disputes if they give one."
        ),
    )
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    website = models.URLField(_("website"), blank=True)
    notes = models.TextField(_("notes"), max_length=5000, blank=True)
    archived_at = models.DateTimeField(null=True, editable=False)

    objects = CreditorQuerySet.as_manager()

    class Meta(WorkspaceRecord.Meta):
        ordering = ["name", "id"]

    def __str__(self):
        return self.name

    def debts(self):
        """Each debt it stands behind, with what it is there: (debt, role)."""
        return [
            (debt, labels.ROLES[self.role_as(role)])
            for role in ROLES
            for debt in getattr(self, f"debts_as_{role}").all()
        ]

    def role_as(self, role):
        """What it is in this role: who only takes the payments for the lender is no collector."""
        return "servicer" if self.party is CreditorKind.SERVICER else role

    @classmethod
    def named(cls, workspace, name, kind):
        """The creditor in use of this name and kind, made now if there is none."""
        known = workspace.creditors.in_use().filter(name__iexact=name, kind=kind).first()
        return known or cls.objects.create(workspace=workspace, name=name, kind=kind)

    @transaction.atomic
    def change(self, names):
        """Keep these new facts; what kind of party it is moves the score of its debts."""
        self.save(update_fields=names)
        if "kind" in names:
            self.workspace.facts_changed()
        else:
            self.workspace.touch()

    @property
    def party(self):
        return CreditorKind(self.kind)

    @property
    def address_lines(self):
        return tuple(line.strip() for line in self.address.splitlines() if line.strip())


class Contact(WorkspaceRecord):
    """A person or desk at a creditor, and whether they may settle."""

    class MaySettle(models.TextChoices):
        UNKNOWN = "unknown", _("Not known yet")
        YES = "yes", _("Yes")
        NO = "no", _("No")

    creditor = models.ForeignKey(Creditor, models.CASCADE, related_name="contacts")
    name = models.CharField(_("name"), max_length=120)
    department = models.CharField(_("department"), max_length=120, blank=True)
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    address = models.TextField(_("mailing address, if different"), max_length=400, blank=True)
    hours = models.CharField(_("hours"), max_length=120, blank=True)
    may_settle = models.CharField(
        _("may they agree to a settlement?"),
        max_length=10,
        choices=MaySettle,
        default=MaySettle.UNKNOWN,
    )
    archived_at = models.DateTimeField(null=True, editable=False)

    class Meta(WorkspaceRecord.Meta):
        ordering = ["name", "id"]

    def __str__(self):
        return f"{self.name}, {self.department}" if self.department else self.name

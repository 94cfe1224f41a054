from zoneinfo import available_timezones

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import F
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from ledger import labels
from ledger.facts import Hardship
from ledger.household import all_protected
from ledger.models.base import Record, dollars
from ledger.tenancy import ScopedQuerySet, forget
from ledger.walls.inside import admit

# what the score of every debt may depend on
PERSONAL = ("hardship", "income_exempt", "attachable_assets", "facing_bankruptcy")
FACTS = frozenset({"cash", "monthly_saving", "state", *PERSONAL})


def known_time_zone(name):
    if name not in available_timezones():
        raise ValidationError(_("Choose a time zone from the list."))


class WorkspaceQuerySet(ScopedQuerySet):
    workspace_path = "pk"

    @transaction.atomic
    def make_for(self, user, **fields):
        """A new private workspace of this person."""
        workspace = self.model(**fields)
        admit(workspace.pk)
        workspace.save(force_insert=True)
        workspace.memberships.create(user=user)
        forget(user)
        return workspace


class Workspace(Record):
    """One household's debts, letters and money; what nobody else may see."""

    name = models.CharField(_("workspace name"), max_length=100, default="My debts")
    full_name = models.CharField(_("your full name"), max_length=100, blank=True)
    street = models.CharField(_("street address"), max_length=120, blank=True)
    city = models.CharField(_("city"), max_length=80, blank=True)
    state = models.CharField(_("state"), max_length=2, blank=True, choices=labels.STATES)
    zip_code = models.CharField(_("ZIP code"), max_length=10, blank=True)
    time_zone = models.CharField(
        _("time zone"), max_length=40, default="America/New_York", validators=[known_time_zone]
    )
    language = models.CharField(
        _("language"), max_length=5, default="en", choices=settings.LANGUAGES
    )
    cash = dollars(verbose_name=_("cash on hand"), null=True, blank=True)
    monthly_saving = dollars(verbose_name=_("saving each month"), null=True, blank=True)
    hardship = models.CharField(
        _("has something made it hard to pay?"), max_length=12, blank=True, choices=labels.HARDSHIPS
    )
    income_exempt = models.BooleanField(
        _("is all your income protected, such as Social Security?"),
        null=True,
        blank=True,
        choices=labels.YES_NO,
    )
    attachable_assets = models.BooleanField(
        _("do you own things a court could have taken?"),
        null=True,
        blank=True,
        choices=labels.YES_NO,
    )
    facing_bankruptcy = models.BooleanField(
        _("are you truly thinking about bankruptcy, with a lawyer?"),
        null=True,
        blank=True,
        choices=labels.YES_NO,
    )
    # what the household's rows of income come to; beside the answer above, never over it
    income_protected = models.BooleanField(null=True, editable=False)
    is_demo = models.BooleanField(default=False, editable=False)
    revision = models.PositiveIntegerField(default=0, editable=False)
    # what every page says without asking further: it is to be deleted; an export is ready
    departure = models.ForeignKey(
        "ledger.Departure", models.SET_NULL, null=True, editable=False, related_name="workspaces"
    )
    export_ready = models.BooleanField(default=False, editable=False)
    made_at = models.DateTimeField(auto_now_add=True)

    objects = WorkspaceQuerySet.as_manager()

    def __str__(self):
        return self.name

    @property
    def address_lines(self):
        """The sender's address as an envelope shows it; missing parts leave no gap."""
        place = f"{self.city}, {self.state} {self.zip_code}".strip(", ")
        return tuple(line for line in (self.street, place) if line)

    @property
    def can_write_letters(self):
        return all((self.full_name, self.street, self.city, self.state, self.zip_code))

    @transaction.atomic
    def change(self, names):
        """Keep these new settings; some of them are facts of every debt."""
        self.save(update_fields=names)
        if FACTS.intersection(names):
            self.facts_changed()

    def household(self):
        """What the engine may know of the person, the same for every debt."""
        return {
            "cash": self.cash,
            "hardship": Hardship(self.hardship) if self.hardship else None,
            "income_exempt": all_protected(self._known_of_income()),
            "attachable_assets": self.attachable_assets,
            "facing_bankruptcy": self.facing_bankruptcy,
        }

    def _known_of_income(self):
        """What the settings and the rows of income say, as far as they say anything."""
        said = (self.income_exempt, self.income_protected)
        return [answer for answer in said if answer is not None]

    @transaction.atomic
    def weigh_income(self):
        """Work out from the rows of income whether all of it is protected."""
        before = self.fresh().income_protected
        rows = self.household_items.in_use().incomes()
        self.income_protected = all_protected(rows.values_list("protected", flat=True))
        if self.income_protected != before:
            self.save(update_fields=["income_protected"])
            self.facts_changed()

    def membership_of(self, user):
        """What makes this person a member today."""
        return self.memberships.live(on=localdate()).get(user=user)

    def touch(self):
        """Something a page shows is different: no page of before counts any more."""
        Workspace.objects.filter(pk=self.pk).update(revision=F("revision") + 1)

    def facts_changed(self):
        """Something every debt's score depends on is different: all are worked out anew."""
        self.touch()
        self.debts.update(revision=F("revision") + 1)

from decimal import Decimal

from django.db import models, transaction
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from ledger.models import Debt, Event, WorkspaceRecord
from ledger.tenancy import ScopedQuerySet
from negotiation.settlement import said
from negotiation.strategy import Override

LEAST, ALL_OF_IT = Decimal("0.01"), Decimal(100)
COLUMNS = ("own_open_percent", "own_aim_percent", "own_limit_percent")


def percent(label):
    """A share of the verified balance, more than nothing and no more than all of it."""
    return models.DecimalField(label, max_digits=5, decimal_places=2, null=True, blank=True)


def within(column):
    return Q(**{column: None}) | Q(**{f"{column}__range": (LEAST, ALL_OF_IT)})


def no_more_than(low, high):
    return Q(**{low: None}) | Q(**{high: None}) | Q(**{f"{low}__lte": F(high)})


class OwnBand(WorkspaceRecord):
    """What the user means to offer, in percent of the verified balance; empty: as we say."""

    debt = models.OneToOneField(Debt, models.CASCADE, related_name="own_band")
    own_open_percent = percent(_("your first offer"))
    own_aim_percent = percent(_("what you aim for"))
    own_limit_percent = percent(_("where you stop"))

    objects = ScopedQuerySet.as_manager()

    class Meta(WorkspaceRecord.Meta):
        constraints = [
            *WorkspaceRecord.Meta.constraints,
            models.CheckConstraint(
                condition=Q(*map(within, COLUMNS)),
                name="own_band_percent_of_a_balance",
                violation_error_message=_("A share is more than 0 and at most 100 percent."),
            ),
            models.CheckConstraint(
                condition=Q(
                    no_more_than("own_open_percent", "own_aim_percent"),
                    no_more_than("own_aim_percent", "own_limit_percent"),
                    no_more_than("own_open_percent", "own_limit_percent"),
                ),
                name="own_band_never_falls",
                violation_error_message=_(
                    "Open no higher than you aim, and aim no higher than where you stop."
                ),
            ),
        ]

    def __str__(self):
        return f"{self.debt_id}: {self.figures()}"

    def figures(self):
        return tuple(getattr(self, column) for column in COLUMNS)

    def override(self):
        """The user's figures for the engine; None where nothing is set."""
        return Override(*self.figures()) if any(self.figures()) else None

    def fresh(self):
        """This debt's own figures as they are stored, made empty where there are none yet."""
        stored, _made = OwnBand.objects.select_for_update().get_or_create(
            debt=self.debt, defaults={"pk": self.pk, "workspace": self.workspace}
        )
        self.pk, self._state.adding = stored.pk, False
        return stored

    @transaction.atomic
    def change(self, names, *, by, on):
        """Keep these figures, and say in the history that they were set or given up."""
        self.save(update_fields=names)
        percents = zip(("open", "aim", "stop"), self.figures(), strict=True)
        set_now = {name: said(figure) for name, figure in percents if figure}
        kind = "own_band_set" if set_now else "own_band_dropped"
        Event.objects.record(self.debt, kind, on=on, by=by, subject=self, **set_now)
        self.debt.touch()

from datetime import date, timedelta
from decimal import Decimal

from django.db import models
from django.utils.translation import gettext_lazy as _

from ledger import finances
from ledger.law.insolvency import Asset, Insolvency, Liability, Owed, Owned, SaidBy, insolvency
from ledger.models import Debt, Event, WorkspaceRecord, dollars
from ledger.models.frozen import FrozenQuerySet, FrozenRecord
from ledger.money import ZERO

DAY = timedelta(days=1)


class InsolvencySnapshot(FrozenRecord, WorkspaceRecord):
    """What was owned and owed the day before a debt was forgiven, as it was known then.

    The tax office may ask years later, so every line keeps who said it and when. Never edited: a
    correction is a new snapshot that `replaces` the one before.
    """

    debt = models.ForeignKey(Debt, models.CASCADE, related_name="worksheets")
    agreement = models.ForeignKey(
        "negotiation.Agreement", models.CASCADE, related_name="worksheets"
    )
    as_of = models.DateField(_("the day before it was forgiven"))
    owned = models.JSONField(default=list)
    owed = models.JSONField(default=list)
    assets = dollars(editable=False)
    liabilities = dollars(editable=False)
    replaces = models.OneToOneField(
        "self", models.PROTECT, null=True, related_name="replaced_by", editable=False
    )

    objects = FrozenQuerySet.as_manager()

    class Meta(FrozenRecord.Meta, WorkspaceRecord.Meta):
        ordering = ["-as_of", "-made_at"]

    def __str__(self):
        return f"worksheet of {self.as_of} for {self.debt_id}"

    @property
    def worth(self) -> Insolvency:
        """The worksheet with its lines, as the law reads it."""
        return insolvency(map(read_owned, self.owned), map(read_owed, self.owed), as_of=self.as_of)

    @classmethod
    def take(cls, agreement, *, happened_on, by, on):
        """Keep what the household's list says now, for the day before the deal or its end."""
        as_of = happened_on - DAY
        lines = finances.of(agreement.workspace)
        return cls.of_worth(
            agreement,
            insolvency(lines.owned, without_paid(lines, agreement), as_of=as_of),
            by=by,
            on=on,
        )

    @classmethod
    def of_worth(cls, agreement, worth, *, by, on, replaces=None, **known):
        """A snapshot of this worksheet; the debt's history says that it was made."""
        made = cls.objects.create(
            workspace_id=agreement.workspace_id,
            debt_id=agreement.debt_id,
            agreement=agreement,
            as_of=worth.as_of,
            owned=[written(line, line.value) for line in worth.owned],
            owed=[written(line, line.amount) for line in worth.owed],
            assets=worth.assets,
            liabilities=worth.liabilities,
            replaces=replaces,
            **known,
        )
        kind = "worksheet_corrected" if replaces else "worksheet_kept"
        Event.objects.record(
            agreement.debt, kind, on=on, by=by, subject=agreement.debt, as_of_on=worth.as_of
        )
        return made


def without_paid(lines, agreement):
    """What is owed, less what was paid on this very deal since its last figure."""
    paid = sum(
        (part.payment.amount for part in agreement.instalments.all() if part.payment_id), ZERO
    )
    own = next((known.owed for known in lines.debts if known.debt.pk == agreement.debt_id), None)
    for line in lines.owed:
        left = max(line.amount - paid, ZERO) if line is own else line.amount
        yield Owed(
            kind=line.kind,
            amount=left,
            name=line.name,
            said_by=line.said_by,
            said_on=line.said_on,
        )


def written(line, amount):
    """A line of the worksheet as it is kept."""
    return {
        "kind": str(line.kind),
        "amount": str(amount),
        "name": line.name,
        "said_by": str(line.said_by),
        "said_on": line.said_on and line.said_on.isoformat(),
    }


def known_of(kept):
    said_on = kept["said_on"]
    return {
        "name": kept["name"],
        "said_by": SaidBy(kept["said_by"]),
        "said_on": date.fromisoformat(said_on) if said_on else None,
    }


def read_owned(kept):
    return Owned(kind=Asset(kept["kind"]), value=Decimal(kept["amount"]), **known_of(kept))


def read_owed(kept):
    return Owed(kind=Liability(kept["kind"]), amount=Decimal(kept["amount"]), **known_of(kept))

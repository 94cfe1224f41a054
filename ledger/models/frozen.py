"""What may never change once it is written: said once on the model, held twice.

Here the code refuses; the database refuses by triggers drawn from the same words
(ledger/walls/frozen.py). Rows go only with their whole workspace (Erasure).
"""

from dataclasses import dataclass, field

from django.core.exceptions import FieldDoesNotExist
from django.db import models

from ledger.models.base import Record
from ledger.tenancy import ScopedQuerySet


class RowFrozen(Exception):
    """What was sent, agreed or paid is never changed and never deleted: a correction is new."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Frozen:
    """Which columns of a row may change after it was written; all that are not named never do.

    `may` change whenever the product says so. `once` go from empty to a value, and stay, but for
    those of them in `back`: they may be emptied when what they told was never so. `until`
    names columns that may change while one of the days they wait for is still empty. A link that
    is emptied when its target goes (SET_NULL) may be emptied.
    """

    may: tuple[str, ...] = ()
    once: tuple[str, ...] = ()
    back: tuple[str, ...] = ()
    until: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def require(self, model, names):
        """Raise RowFrozen where one of these columns never changes."""
        may = {*self.may, *self.once, *self.until, *let_go(model)}
        if not all(name_of(model, name) in may for name in names):
            raise RowFrozen


def let_go(model):
    """The links that are emptied when what they lead to goes."""
    return {
        each.name
        for each in model._meta.concrete_fields
        if each.remote_field and each.remote_field.on_delete is models.SET_NULL
    }


def name_of(model, name):
    try:
        return model._meta.get_field(name).name
    except FieldDoesNotExist:  # "pk"
        return ""


class FrozenQuerySet(ScopedQuerySet):
    def update(self, **values):
        self.model.frozen.require(self.model, values)
        return super().update(**values)

    def delete(self):
        raise RowFrozen

    def _update(self, values):  # what saving a known row comes down to
        self.model.frozen.require(self.model, [column.name for column, _model, _value in values])
        return super()._update(values)


class FrozenRecord(Record):
    """A row that stays as it was written, but for what `frozen` names."""

    frozen = Frozen()

    objects = FrozenQuerySet.as_manager()

    class Meta:
        abstract = True
        base_manager_name = "objects"  # so that saving a row that is there is looked at, too

    def delete(self, *args, **kwargs):
        raise RowFrozen

"""A text column whose words stand sealed in the database, and open only in their own row."""

from contextlib import contextmanager

from django.db import models
from django.db.models.query_utils import DeferredAttribute

from ledger import keys, sealed
from ledger.sealed import CannotOpen


class NotSealed(TypeError):
    """Words on the way to the database that no row sealed: nothing but `save()` can store them."""


class Sealed(str):
    """What stands in the database; never shown by accident."""

    __slots__ = ()

    def __repr__(self):
        return "<sealed>"

    __str__ = __repr__


class Opening(DeferredAttribute):
    """Opens the words when somebody asks for them, and not before; CannotOpen says they are lost.

    Rows that are only listed cost nothing.
    """

    def __get__(self, instance, cls=None):
        value = super().__get__(instance, cls)
        if not isinstance(value, Sealed) or getattr(instance._state, "kept_shut", False):
            return value
        return self.field.opened(instance, value)

    def __set__(self, instance, value):
        instance.__dict__[self.field.attname] = value


@contextmanager
def kept_shut(row):
    """What is sealed stays so meanwhile: a check of the row looks at every column of it."""
    before = getattr(row._state, "kept_shut", False)
    row._state.kept_shut = True
    try:
        yield
    finally:
        row._state.kept_shut = before


class SealedText(models.TextField):
    """Sealed with the key of the row's workspace, for this row and this column alone.

    It cannot be searched, sorted or changed but by saving a row.
    """

    descriptor_class = Opening

    def place_of(self, row):
        return (row.workspace_id, row._meta.label_lower, self.name, row.pk)

    def opened(self, row, token):
        secret = keys.find(row.workspace_id, sealed.key_id_of(raw(token)))
        return sealed.unseal(secret, raw(token), self.place_of(row))

    def seal(self, row, text):
        key = keys.newest(row.workspace_id)
        return Sealed(sealed.seal(key.id, key.secret, text, self.place_of(row)))

    def stored_in(self, row):
        """What stands in the row as it is, without opening it."""
        return row.__dict__.get(self.attname, "")

    def is_readable(self, row):
        """Whether it can be opened; an empty one can."""
        try:
            return getattr(row, self.attname) is not None
        except CannotOpen:
            return False

    # ---- what Django asks of a field ----------------------------------------------------

    def pre_save(self, model_instance, add):
        value = self.stored_in(model_instance)
        if value and not isinstance(value, Sealed):
            value = self.seal(model_instance, value)
            setattr(model_instance, self.attname, value)
        return value

    def from_db_value(self, value, expression, connection):
        return Sealed(value) if value else value

    def to_python(self, value):
        if isinstance(value, Sealed):
            return value
        value = super().to_python(value)
        return Sealed(value) if value and sealed.is_sealed(value) else value

    def get_prep_value(self, value):
        if value and not isinstance(value, Sealed):
            raise NotSealed(f"{self.name} is sealed: save a row to store it.")
        return raw(value) if value else value

    def value_to_string(self, obj):
        return raw(self.stored_in(obj))

    def value_from_object(self, obj):
        return ""  # what a form is begun with: never the words

    def save_form_data(self, instance, data):
        if data is not None:  # None: as it was
            super().save_form_data(instance, data)


def raw(token):
    """The token's own letters, for the database alone."""
    return str.__str__(token) if isinstance(token, Sealed) else token


def columns(models_of):
    """Every sealed column among these models: pairs of model and field."""
    for model in models_of:
        for field in model._meta.concrete_fields:
            if isinstance(field, SealedText):
                yield model, field

"""One piece of a wall: a policy, constraint, index or trigger that `lay` makes or takes down."""

import hashlib
from dataclasses import dataclass

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """`sql` holds {name}: it is drawn from the text, so that another text is another piece."""

    table: str
    kind: str  # force, policy, constraint, index or trigger
    prefix: str
    sql: tuple[str, ...]
    known_as: str = ""

    @property
    def name(self):
        if self.known_as:
            return self.known_as
        text = repr((self.table, self.sql))
        return f"{self.prefix}_{hashlib.sha256(text.encode()).hexdigest()[:12]}"

    @property
    def key(self):
        return self.table, self.kind, self.name

    def statements(self):
        return [statement.replace("{name}", self.name) for statement in self.sql]


def models_of_a_workspace():
    """Every model whose rows belong to one workspace."""
    for model in apps.get_models():
        try:
            model._meta.get_field("workspace")
        except FieldDoesNotExist:
            continue
        yield model

"""Every table with rows of a workspace, read off the models, so that no new one is forgotten."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from uuid import UUID

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.db import models
from django.db.models import Q
from django.utils.text import slugify

from ledger.models import Activity, Document, User, Workspace
from ledger.models.documents import ENDINGS
from ledger.sealed import CannotOpen
from ledger.tenancy import MemberQuerySet
from ledger.walls.pieces import models_of_a_workspace
from negotiation.models import Letter

# what opens something for whoever knows it is nobody's to carry about
SECRET = re.compile(r"password|secret|token")
IN_TIME = ("made_at", "recorded_at", "at")


@dataclass(frozen=True, slots=True)
class Table:
    """One table as it is exported: its columns, and those that are left out."""

    model: type[models.Model]

    @property
    def name(self):
        return self.model._meta.db_table

    @property
    def columns(self):
        return [field for field in self.model._meta.concrete_fields if not self.is_secret(field)]

    @property
    def left_out(self):
        return [field.column for field in self.model._meta.concrete_fields if self.is_secret(field)]

    def is_secret(self, field):
        return bool(SECRET.search(field.name))

    def rows(self, workspace, person):
        """Its rows, oldest first, a few at a time; of what is one member's own, this person's."""
        found = self.model._base_manager.filter(self._belongs(workspace, person))
        order = [name for name in IN_TIME if name in {field.name for field in self.columns}]
        large = any(isinstance(field, models.BinaryField) for field in self.columns)
        return found.order_by(*order, "pk").iterator(chunk_size=10 if large else 500)

    def _belongs(self, workspace, person):
        if self.model is Workspace:
            return Q(pk=workspace.pk)
        mine = Q(workspace=workspace)
        if self.model is Activity:
            return mine | Q(workspace=None, person=person)
        if isinstance(self.model._default_manager.all(), MemberQuerySet):
            return mine & Q(membership__user=person)
        return mine


def tables():
    """All of them: the workspace itself, then what belongs to it, by name."""
    found = sorted(models_of_a_workspace(), key=lambda model: model._meta.db_table)
    return [Table(model) for model in (Workspace, *found)]


def account(person):
    """What is known of the person themselves, without anything that opens the door."""
    if person is None:
        return {}
    fields = (field for field in User._meta.concrete_fields if not SECRET.search(field.name))
    own = {field.column: plain(field.value_from_object(person)) for field in fields}
    return own | {
        "email_addresses": told(EmailAddress, person, "email", "verified", "primary"),
        "second_factors": [
            {"name": str(row)} | values(row, "type", "created_at", "last_used_at")
            for row in Authenticator.objects.filter(user=person)
        ],
        "sessions": told(UserSession, person, "ip", "user_agent", "created_at", "last_seen_at"),
    }


def told(model, person, *names):
    return [values(row, *names) for row in model.objects.filter(user=person)]


def values(row, *names):
    return {name: plain(getattr(row, name)) for name in names}


# ---- values -----------------------------------------------------------------------------------


def value(row, field):
    """What stands in this column, as JSON knows it; for a file, where it lies in the ZIP."""
    if isinstance(field, models.BinaryField | models.FileField):
        return place(row, field)
    try:
        return plain(getattr(row, field.attname))
    except CannotOpen:
        return None  # its key is lost, and with it the words


def plain(value):
    if isinstance(value, date | datetime | time):
        return value.isoformat()
    if isinstance(value, Decimal | UUID):
        return str(value)
    return value


def place(row, field):
    """Where the file of this column lies in the ZIP; nothing where there is none."""
    if not getattr(row, field.attname):
        return None
    if isinstance(row, Letter):
        return letter_file(row)
    if isinstance(row, Document):
        return document_file(row)
    return f"files/{row._meta.db_table}/{row.pk}-{field.column}"


def letter_file(letter):
    words = f"{letter.title} {letter.recipient}"
    return f"letters/{letter.issued_on}-{named(words, letter.pk)}.pdf"


def document_file(document):
    ending = ENDINGS.get(document.content_type, "")
    return f"documents/{document.made_at:%Y-%m-%d}-{named(document.title, document.pk)}{ending}"


def named(words, row_id):
    """A file name for any system: plain letters, never too long, never the same twice."""
    return f"{slugify(words)[:60].strip('-') or 'file'}-{row_id.hex[:8]}"

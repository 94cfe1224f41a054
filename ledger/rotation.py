"""New keys for sealed text. Whoever stops it at any moment loses nothing: old keys still read.

Run again, it ends what was begun.
"""

from dataclasses import dataclass

from django.apps import apps
from django.db.models import F

from ledger import keys
from ledger.sealed import CannotOpen, key_id_of
from ledger.sealed_field import columns, raw


@dataclass
class Sealed:
    """What became of one workspace's sealed texts."""

    wrapped: bool = False
    texts: int = 0
    renewed: int = 0
    unreadable: int = 0
    dropped: int = 0


def wrap(workspace_id):
    """Its keys under the newest master key; what that key cannot open is counted elsewhere."""
    try:
        return keys.wrap_again(workspace_id)
    except CannotOpen:
        return False


def renew(workspace_id):
    """Seal every text of the workspace with a new data key."""
    done = Sealed()
    try:
        newest = keys.add(workspace_id)[0]
    except CannotOpen:
        return count(workspace_id)
    for field, row in rows(workspace_id):
        done.texts += 1
        done.renewed += _seal_again(field, row, newest, done)
    return done


def _seal_again(field, row, newest, done):
    """Whether the row took the new text; one that was changed meanwhile has the new key already."""
    old = field.stored_in(row)
    try:
        if key_id_of(raw(old)) == newest.id:
            return 0
        new = field.seal(row, field.opened(row, old))
    except CannotOpen:
        done.unreadable += 1
        return 0
    same = type(row)._base_manager.filter(pk=row.pk, **{field.name: old})
    return same.update(**{field.name: new})


def count(workspace_id):
    """How many sealed texts the workspace has, and how many of them nobody can read."""
    done = Sealed()
    for field, row in rows(workspace_id):
        done.texts += 1
        done.unreadable += not field.is_readable(row)
    return done


def drop(workspace_id, *, now):
    """How many keys of the workspace were forgotten because nothing needs them any more."""
    try:
        in_use = {key_id_of(raw(field.stored_in(row))) for field, row in rows(workspace_id)}
        return keys.drop_old(workspace_id, in_use=in_use, now=now)
    except CannotOpen:
        return 0


def rows(workspace_id):
    """Every sealed text of a workspace: pairs of the field and its row."""
    for model, field in columns(apps.get_models()):
        found = model._base_manager.filter(workspace=workspace_id).exclude(**{field.name: ""})
        for row in found.only("workspace_id", field.name).iterator(chunk_size=500):
            yield field, row


def with_sealed_text():
    """The ids of all workspaces that have a key or a sealed text."""
    found = set(keys.workspaces())
    for model, field in columns(apps.get_models()):
        sealed = model._base_manager.exclude(**{field.name: ""}).annotate(of=F("workspace_id"))
        found |= {str(each) for each in sealed.values_list("of", flat=True).distinct()}
    return sorted(found)

"""What there is of a workspace and an account: rows by table, files, bytes. The proof counts so."""

import re
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db import models

from ledger.models import User
from ledger.walls.pieces import models_of_a_workspace
from negotiation.printing.binding import desks

OF_A_WORKSPACE = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
ACCOUNT = "account"  # rows that are a person's own, whatever their table


def of(workspace_ids, people_ids, *, tables=()):
    """{"rows": {table: number}, "files": number, "bytes": number}.

    Tables without a row are left out, but for those of `tables`.
    """
    rows = dict.fromkeys(tables, 0)
    for model in models_of_a_workspace():
        add(rows, model, models.Q(workspace__in=workspace_ids))
    add(rows, apps.get_model("ledger.Workspace"), models.Q(pk__in=workspace_ids))
    for model, field in of_people():
        add(rows, model, models.Q(**{f"{field}__in": people_ids}))
    add(rows, User, models.Q(pk__in=people_ids))
    sizes = [size for pk in workspace_ids for size in sizes_in(pk)]
    return {"rows": dict(sorted(rows.items())), "files": len(sizes), "bytes": sum(sizes)}


def add(rows, model, found):
    table = model._meta.db_table
    if number := models.QuerySet(model).filter(found).count():
        rows[table] = rows.get(table, 0) + number


def of_people():
    """Tables outside any workspace whose rows go with their person: (model, its link)."""
    inside = {*models_of_a_workspace()}
    for model in apps.get_models(include_auto_created=True):
        for field in model._meta.concrete_fields:
            theirs = field.related_model is User and field.remote_field.on_delete is models.CASCADE
            if theirs and model not in inside:
                yield model, field.name


def rows_of(label, workspace_id):
    return models.QuerySet(apps.get_model(label)).filter(workspace=workspace_id)


def folders(workspace_id):
    """Where files of it lie: one folder for each kind there is, and what is being made of them."""
    found = [kind / str(workspace_id) for kind in Path(settings.MEDIA_ROOT).iterdir()]
    return [folder for folder in (*found, *desks(workspace_id)) if folder.is_dir()]


def every_folder():
    """Each of these folders, whosever: (workspace id as text, folder)."""
    for folder in (*Path(settings.MEDIA_ROOT).glob("*/*"), *desks()):
        if found := OF_A_WORKSPACE.match(folder.name):
            yield found[0], folder


def sizes_in(workspace_id):
    for folder in folders(workspace_id):
        yield from (path.stat().st_size for path in folder.rglob("*") if path.is_file())
    if (key := Path(settings.KEYS_DIR, str(workspace_id))).exists():
        yield key.stat().st_size

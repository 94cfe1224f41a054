"""data.json and csv/: every row of every table, written a row at a time."""

import csv
import json

from django.db import connection, models
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from debtsite.background import stop_if_leaving
from ledger.models import Membership, User
from negotiation.leaving import tables

FORMAT = 1
# how a cell begins that a spreadsheet would take for a formula
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
BOM = "\ufeff"  # or spreadsheets garble every accent


def write(folder, workspace, person):
    """All rows of this workspace, once as one JSON file and once as a CSV file for each table."""
    (folder / "csv").mkdir()
    with open(folder / "data.json", "w", encoding="utf-8") as out:
        head = json.dumps(about(workspace, person), ensure_ascii=False, indent=1)
        out.write(f'{head[:-2]},\n "tables": {{')
        for number, table in enumerate(tables.tables()):
            stop_if_leaving()
            out.write(f'{"," if number else ""}\n  "{table.name}": [')
            write_table(folder, out, table, table.rows(workspace, person))
            out.write("]")
        out.write("\n }\n}\n")


def about(workspace, person):
    """What the file is, and whom its ids mean."""
    found = tables.tables()
    return {
        "format": FORMAT,
        "made_at": timezone.now().isoformat(),
        "schema": schema(),
        "workspace": str(workspace.pk),
        "account": tables.account(person),
        "people": people(workspace),
        "left_out": {table.name: table.left_out for table in found if table.left_out},
    }


def schema():
    """The last change of the tables there was when this was written, for each part."""
    done = MigrationRecorder(connection).applied_migrations()
    return {
        app: max(name for of, name in done if of == app)
        for app in ("ledger", "negotiation")
        if any(of == app for of, _name in done)
    }


def people(workspace):
    """Who is or was a member, by id."""
    ids = Membership.objects.filter(workspace=workspace).values("user")
    return {
        str(pk): email for pk, email in User.objects.filter(pk__in=ids).values_list("pk", "email")
    }


def write_table(folder, out, table, rows):
    columns = table.columns
    with open(folder / "csv" / f"{table.name}.csv", "w", encoding="utf-8", newline="") as sheet:
        sheet.write(BOM)
        lines = csv.writer(sheet)
        lines.writerow([field.column for field in columns])
        for number, row in enumerate(rows):
            values = {field.column: tables.value(row, field) for field in columns}
            out.write(",\n   " if number else "\n   ")
            out.write(json.dumps(values, ensure_ascii=False))
            lines.writerow([cell(value) for value in values.values()])
            keep_bytes(folder, row, columns)


def cell(value):
    """What a spreadsheet shows and never runs."""
    if value is None:
        return ""
    if isinstance(value, list | dict):
        value = json.dumps(value, ensure_ascii=False)
    if isinstance(value, str) and value.startswith(FORMULA):
        return f"'{value}"
    return value


def keep_bytes(folder, row, columns):
    """What lies in the database as bytes becomes a file, as it is."""
    for field in columns:
        if isinstance(field, models.BinaryField) and (name := tables.place(row, field)):
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(getattr(row, field.attname))

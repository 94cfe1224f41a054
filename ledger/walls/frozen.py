"""What was sent, agreed or paid never changes: triggers beside the code's own refusal.

A model says what stays (ledger/models/frozen.py); here that becomes SQL for both databases. One
trigger refuses an UPDATE that touches what stays. The other refuses every DELETE, unless the
row's whole workspace is being erased: then its id stands in ledger_erasure.
"""

from django.apps import apps
from django.db.models import SET_NULL

from ledger.walls.pieces import Piece

DIFFERS = {"postgresql": "IS DISTINCT FROM", "sqlite": "IS NOT"}
# looked up in the table's own schema: nobody can put a temporary table of that name before it
REFUSE = """
CREATE OR REPLACE FUNCTION refuse_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE erasing boolean := false;
BEGIN
    IF TG_OP = 'DELETE' THEN
        EXECUTE format(
            'SELECT EXISTS (SELECT FROM %I.ledger_erasure WHERE workspace_id = $1)',
            TG_TABLE_SCHEMA
        ) INTO erasing USING OLD.workspace_id;
        IF erasing THEN RETURN OLD; END IF;
    END IF;
    RAISE EXCEPTION 'frozen: % of %', lower(TG_OP), TG_TABLE_NAME
        USING ERRCODE = 'integrity_constraint_violation';
END $$
"""
ON_POSTGRESQL = """
CREATE TRIGGER {name} BEFORE %(act)s ON "%(table)s" FOR EACH ROW WHEN (%(when)s)
EXECUTE FUNCTION refuse_frozen()
"""
ON_SQLITE = """
CREATE TRIGGER {name} BEFORE %(act)s ON "%(table)s" WHEN %(when)s
BEGIN SELECT RAISE(ABORT, 'frozen: %(said)s of %(table)s'); END
"""
BEING_ERASED = "EXISTS (SELECT 1 FROM ledger_erasure WHERE workspace_id = OLD.workspace_id)"


def wanted(connection):
    """Both triggers of every model that says what stays."""
    for model in apps.get_models():
        if hasattr(model, "frozen"):
            yield from triggers(model, connection.vendor)


def triggers(model, vendor):
    yield piece(model, vendor, "UPDATE", " OR ".join(touched(model, DIFFERS[vendor])))
    yield piece(model, vendor, "DELETE", " AND ".join(kept(vendor)))


def piece(model, vendor, act, when):
    table = model._meta.db_table
    about = {"table": table, "act": act, "said": act.lower(), "when": when}
    sql = (ON_SQLITE % about,) if vendor == "sqlite" else (REFUSE, ON_POSTGRESQL % about)
    return Piece(table=table, kind="trigger", prefix="frozen", sql=sql)


def touched(model, differs):
    """What must not be true of an UPDATE: one condition for each column that is held."""
    for field in model._meta.local_concrete_fields:
        if field.name in model.frozen.may:
            continue
        old, new = f'OLD."{field.column}"', f'NEW."{field.column}"'
        held = " AND ".join([f"{old} {differs} {new}", *unless(model, field, old, new)])
        yield f"({held})"


def unless(model, field, old, new):
    """When a change to this column is refused; always, where nothing comes back."""
    frozen = model.frozen
    if field.name in frozen.once:
        yield filled(field, old)
    if field.name in frozen.back:
        yield filled(field, new)
    for day in frozen.until.get(field.name, ()):
        waited_for = model._meta.get_field(day)
        yield filled(waited_for, f'OLD."{waited_for.column}"')
    if field.remote_field and field.remote_field.on_delete is SET_NULL:
        yield f"{new} IS NOT NULL"


def filled(field, value):
    return f"{value} IS NOT NULL" if field.null else f"{value} <> ''"


def kept(vendor):
    """Which rows are never deleted; what is an account's own, in no workspace, goes with it."""
    yield "OLD.workspace_id IS NOT NULL"
    if vendor == "sqlite":
        yield f"NOT {BEING_ERASED}"

"""Row-level security on PostgreSQL: whose rows there are at all, whatever a query asks for.

A request names the person and their workspaces in settings of its own transaction (inside.py);
without them there are no rows. A table with a secret of its own, such as a calendar address, also
shows the row of the secret that was handed in: `wall_key` on the model names its column. A table
whose rows may belong to no workspace shows those to their person: `wall_person` names the column.
"""

from django.apps import apps

from ledger.walls.pieces import Piece, models_of_a_workspace


def setting(name, kind):
    """The setting as a value that is worked out once for a query, not once for a row."""
    return f"(SELECT nullif(current_setting('app.{name}', true), '')::{kind})"


PERSON = setting("person", "uuid")
# who may open the admin: there, and only there, they see who is a member where
OPERATOR = (
    f"EXISTS (SELECT FROM ledger_user WHERE id = {PERSON} AND is_active AND is_staff"
    " AND is_superuser)"
)
MINE = f"ANY ({setting('workspaces', 'uuid[]')}::uuid[])"


def wanted():
    """A policy for every table of a workspace, and for the workspaces themselves."""
    yield from closed("ledger_workspace", f"id = {MINE}")
    for model in models_of_a_workspace():
        inside = f"workspace_id = {MINE}"
        yield from closed(
            model._meta.db_table,
            " OR ".join([inside, *also_written(model)]),
            seen=" OR ".join([inside, *also_seen(model)]),
        )


def also_seen(model):
    """Rows that are there before it is known which workspaces are somebody's."""
    if model is apps.get_model("ledger", "Membership"):
        yield from (f"user_id = {PERSON}", OPERATOR)
    if key := getattr(model, "wall_key", None):
        yield f"{model._meta.get_field(key).column}::text = {setting('key', 'text')}"
    if person := getattr(model, "wall_person", None):
        column = model._meta.get_field(person).column
        yield f"(workspace_id IS NULL AND {column} = {PERSON})"


def also_written(model):
    """Rows of a person and of no workspace, before anybody is known; and an operator's act."""
    if model is apps.get_model("ledger", "Membership"):
        yield OPERATOR
    if hasattr(model, "wall_person"):
        yield "workspace_id IS NULL"


def closed(table, inside, *, seen=""):
    """Rows are seen and written only so; the table's owner is no exception."""
    security = "ENABLE ROW LEVEL SECURITY", "FORCE ROW LEVEL SECURITY"
    policy = f'CREATE POLICY {{name}} ON "{table}" USING ({seen or inside}) WITH CHECK ({inside})'
    yield Piece(
        table=table,
        kind="force",
        prefix="wall",
        known_as="wall_force",
        sql=tuple(f'ALTER TABLE "{table}" {step}' for step in security),
    )
    yield Piece(table=table, kind="policy", prefix="wall", sql=(policy,))

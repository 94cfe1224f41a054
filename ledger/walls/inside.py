"""Tells PostgreSQL who is asking, for one transaction and no longer; SQLite is told nothing.

A request of a signed-in person runs, view and template, inside one transaction whose settings
name them and their workspaces. They are local to the transaction: a connection that goes back to
a pool carries nothing to the next person.
"""

from contextlib import ExitStack, contextmanager
from contextvars import ContextVar

from django.apps import apps
from django.conf import settings
from django.db import DatabaseError, connection, transaction

from debtsite.role import LOGIN
from ledger.walls.roles import APP

TELL = (
    "SELECT set_config('role', %s, true), set_config('app.person', %s, true),"
    " set_config('app.key', %s, true), set_config('app.workspaces', %s, true)"
)
# of the person who was just told, who sees their own memberships
ADMIT_TO = "; SELECT set_config('app.workspaces', ARRAY({mine})::text, true)"
innermost = ContextVar("innermost", default=None)


def is_walled():
    return connection.vendor == "postgresql"


class Inside:
    """One transaction in which only the rows of these workspaces are there."""

    def __init__(self, *, person="", key=""):
        self.person, self.key = str(person), str(key)
        self.workspaces = None if person else []
        self.is_open = False

    def __enter__(self):
        self.enter()
        return self

    def __exit__(self, kind, error, trace):
        self.leave(error)

    def enter(self):
        self.outer, self.is_nested = innermost.get(), connection.in_atomic_block
        with ExitStack() as opening:
            opening.enter_context(transaction.atomic())
            self.tell()
            self.transaction = opening.pop_all()
        innermost.set(self)
        self.is_open = True

    def leave(self, error=None):
        """Commit, or roll back where there is an error; whoever is outside is told again."""
        if not self.is_open:
            return
        self.is_open = False
        innermost.set(self.outer)
        if self.is_nested and not error and not connection.needs_rollback:
            with connection.cursor() as cursor:
                cursor.execute(TELL, self.outer.settings if self.outer else nobody())
        self.transaction.__exit__(type(error) if error else None, error, None)

    @property
    def settings(self):
        return APP, self.person, self.key, "{" + ",".join(self.workspaces or ()) + "}"

    def tell(self):
        """Say who asks; whose workspaces are not known yet, that is looked up on the way."""
        with connection.cursor() as cursor:
            if self.workspaces is not None:
                cursor.execute(TELL, self.settings)
                return
            sql, which = memberships_of(self.person).query.sql_with_params()
            cursor.execute(TELL + ADMIT_TO.format(mine=sql), (*self.settings, *which))
            cursor.nextset()
            (found,) = cursor.fetchone()
            self.workspaces = [pk for pk in found.strip("{}").split(",") if pk]

    def admit(self, workspace_id):
        """One workspace more, such as the one that is made just now."""
        self.workspaces.append(str(workspace_id))
        self.tell()

    def undo(self, error):
        """Roll back what was done, and go on: an error page is drawn inside as well."""
        self.leave(error)
        try:
            self.enter()
        except DatabaseError:  # that is the error: it is shown without the database
            return


def nobody():
    """What is told where no wall is left: the role this process took when it connected."""
    role = settings.DATABASE_ROLE
    return "none" if role == LOGIN else role, "", "", ""


def memberships_of(person_id):
    """The workspaces this person is a member of today."""
    return apps.get_model("ledger", "Membership").objects.workspaces_of(person_id)


@contextmanager
def inside(**whose):
    """The transaction of whoever asks; nothing at all on SQLite."""
    if not is_walled():
        yield None
        return
    with Inside(**whose) as wall:
        yield wall


@contextmanager
def as_person(person_id):
    """Inside the workspaces this person is a member of today."""
    with inside(person=person_id) as wall:
        yield wall


@contextmanager
def by_key(model, key):
    """Inside the workspace of the row with this secret (`wall_key`), before anybody is known."""
    with inside(key=key) as wall:
        if wall and key:
            found = model._base_manager.filter(**{model.wall_key: key})
            for pk in found.values_list("workspace_id", flat=True):
                wall.admit(pk)
        yield wall


def admit(workspace_id):
    """Let whoever asks into one workspace more; for code that has just made it."""
    if wall := innermost.get():
        wall.admit(workspace_id)


@contextmanager
def resting():
    """Out of the transaction while something takes long and asks the database nothing.

    What was done so far is committed. Inside an act of its own (`atomic`), nothing rests.
    """
    wall = innermost.get()
    if wall is None or connection.savepoint_ids:
        yield
        return
    wall.leave()
    try:
        yield
    finally:
        wall.enter()


class Wall:
    """Middleware: what follows it happens inside, for whoever is signed in."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if not is_walled() or not request.user.is_authenticated:
            return self.get_response(request)
        with as_person(request.user.pk) as request.wall:
            return self.get_response(request)

    def process_exception(self, request, exception):
        if wall := getattr(request, "wall", None):
            wall.undo(exception)

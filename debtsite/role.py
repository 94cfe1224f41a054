"""As which role of the database this process works (ledger/walls/roles.py); read by settings.py.

A web server is the site's own role, which is what whoever forgets to say gets. manage.py says what
its command is before the settings are loaded.
"""

APP, WORKER, BACKUP, LOGIN = "debtsite_app", "debtsite_worker", "debtsite_backup", "login"
# these make tables, or look at how things are: they stay whoever DATABASE_URL signs in as
AS_LOGIN = {"demo", "doctor", "migrate", "restore", "roles", "sqlmigrate", "test", "dbshell"}

process = APP


def of_command(argv):
    """The role of a manage.py command: one that sees all rows unless it serves pages."""
    command = argv[1] if len(argv) > 1 else ""
    if command in AS_LOGIN:
        return LOGIN
    return {"runserver": APP, "backup": BACKUP}.get(command, WORKER)

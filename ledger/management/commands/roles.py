"""./run roles: logins for the database roles, or the SQL an administrator runs once."""

import os

from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from ledger.walls import roles


class Command(BaseCommand):
    help = "Prints the SQL that makes the database roles; --let-in gives them logins."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument(
            "--let-in",
            action="store_true",
            help="let each role sign in with the password in DEBTSITE_APP_PASSWORD and so on",
        )

    def handle(self, *, let_in, **options):
        if connection.vendor != "postgresql":
            self.stdout.write("SQLite has no roles: the site's own code is the wall there.")
        elif let_in:
            self.let_in()
        else:
            self.stdout.write("-- as a superuser, once; then ./run migrate as before")
            self.stdout.write("\n".join(roles.script(connection.settings_dict["USER"])))

    def let_in(self):
        variables = {name: f"{name.upper()}_PASSWORD" for name in roles.SEES_ALL}
        given = {name: os.environ.get(variable) for name, variable in variables.items()}
        if not any(given.values()):
            raise CommandError(f"Set one of {', '.join(variables.values())}.")
        for name, password in given.items():
            if password:
                roles.let_in(connection, name, password)
                self.stdout.write(f"{name} may sign in.")

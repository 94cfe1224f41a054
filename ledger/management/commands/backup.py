"""./run backup DIR: database and documents, safe to run while the site is at work."""

import argparse

from django.core.management.base import BaseCommand, CommandError

from debtsite.backup import BackupFailed, keys
from debtsite.backup.take import take


def number(typed):
    if not (typed.isascii() and typed.isdigit() and int(typed)):
        raise argparse.ArgumentTypeError(f"{typed!r} must be a whole number, 1 or more")
    return int(typed)


class Command(BaseCommand):
    help = "Makes a backup of the database and all files, in a new folder inside DIR."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("dir", help="the folder of the backups; each gets one inside")
        parser.add_argument("--keys", metavar="DIR2", help="also mirror the keys, into DIR2")
        parser.add_argument("--keep", type=number, help="delete all but so many of the newest")

    def handle(self, *, dir, keys, keep, **options):
        try:
            whole, content, missing, count = take(dir, keys_to=keys, keep=keep)
        except BackupFailed as error:
            raise CommandError(str(error)) from error
        self.tell(content, keys, count)
        self.stdout.write(f"The backup is whole: {whole}")
        if missing:
            named = "\n  ".join(missing)
            raise CommandError(
                f"The site itself lacks {len(missing)} files that its rows name, "
                f"so this backup lacks them too:\n  {named}"
            )

    def tell(self, content, folder, count):
        tables = content["tables"]
        rows = sum(table["rows"] for table in tables.values())
        people = tables.get("ledger_user", {"rows": 0})["rows"]
        self.stdout.write(
            f"{rows} rows in {len(tables)} tables ({people} people), each table counted and "
            f"compared in what was written; {len(content['files']) - 1} files."
        )
        if folder:
            self.stdout.write(f"{count} keys are mirrored in {folder}. {keys.WHY}")
        else:
            self.stdout.write(
                f"The {len(keys.here())} keys of this site are not in it. "
                "Mirror them with --keys, into a folder that is kept apart."
            )
        if names := keys.elsewhere():
            self.stdout.write(f"Keep {' and '.join(names)} of the settings as well, apart too.")

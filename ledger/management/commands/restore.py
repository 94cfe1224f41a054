"""./run restore DIR: a backup's database and documents, into this site."""

from django.core.management.base import BaseCommand, CommandError

from debtsite.backup import BackupFailed
from debtsite.backup.put_back import put_back


class Command(BaseCommand):
    help = "Restores one backup. Stop the site and its worker first."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("dir", help="the folder of one backup")
        parser.add_argument("--keys", metavar="DIR2", help="also put back the keys of DIR2")
        parser.add_argument("--over", action="store_true", help="replace what is here")

    def handle(self, *, dir, keys, over, **options):
        try:
            put_back(dir, keys_from=keys, over=over, say=self.stdout.write)
        except BackupFailed as error:
            raise CommandError(str(error)) from error
        self.stdout.write("The site is restored. Run: manage.py verify")

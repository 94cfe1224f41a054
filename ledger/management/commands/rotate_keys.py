"""./run rotate_keys: a new master key, and with --data new keys for every sealed number.

Nothing is lost where it is stopped: run it again and it ends what it began.
"""

import sys

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils import timezone

from ledger import keys, rotation

A_LINE_EVERY = 100


class Command(BaseCommand):
    help = "Makes a new master key and wraps every workspace's keys with it."

    def add_arguments(self, parser):
        parser.add_argument(
            "--data", action="store_true", help="also seal every number again, with new keys"
        )

    def handle(self, *, data, **options):
        keys.add_master()
        every = rotation.with_sealed_text()
        done = [self.one(each, number, len(every), data) for number, each in enumerate(every, 1)]
        self.tell(done, data, keys.drop_old_masters())
        if any(each.unreadable for each in done):
            sys.exit(1)

    def one(self, workspace_id, number, of, data):
        dropped = rotation.drop(workspace_id, now=timezone.now())
        wrapped = rotation.wrap(workspace_id)
        done = rotation.renew(workspace_id) if data else rotation.count(workspace_id)
        done.wrapped, done.dropped = wrapped, dropped
        if number % A_LINE_EVERY == 0 or number == of:
            self.stdout.write(f"{number} of {of} workspaces")
        return done

    def tell(self, done, data, dropped):
        texts, renewed, unreadable, old = (
            sum(getattr(each, name) for each in done)
            for name in ("texts", "renewed", "unreadable", "dropped")
        )
        self.stdout.write(f"{sum(each.wrapped for each in done)} key files wrapped again.")
        if data:
            self.stdout.write(f"{renewed} of {texts} numbers sealed again.")
            self.stdout.write("The old keys still read for a day; the next run forgets them.")
        self.stdout.write(f"Forgotten: {dropped} master keys, {old} old keys of workspaces.")
        if unused := keys.unused_masters() if settings.DATA_KEYS else []:
            self.stdout.write(f"Take these out of DATA_KEYS now: {', '.join(unused)}")
        if unreadable:
            self.stderr.write(f"{unreadable} numbers cannot be read: their keys are not here.")

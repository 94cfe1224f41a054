"""For every night: works each debt's standing out for the new day, before anybody looks."""

from zoneinfo import ZoneInfo

from django.core.management.base import BaseCommand
from django.utils.timezone import localdate

from ledger.models import Workspace
from negotiation import standing


class Command(BaseCommand):
    help = "Brings all standings up to today, as each workspace's own clock has it."

    def handle(self, **options):
        workspaces = debts = 0
        for workspace in Workspace.objects.iterator():
            on = localdate(timezone=ZoneInfo(workspace.time_zone))
            debts += standing.behind(workspace, on=on).count()
            standing.refresh(workspace, on=on)
            workspaces += 1
        self.stdout.write(f"{workspaces} workspaces, {debts} standings worked out anew.")

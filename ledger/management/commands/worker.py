"""./run worker: does what takes long, such as printing many letters."""

import os

from django.core.management.base import BaseCommand
from django_tasks_db.management.commands.db_worker import Command as DatabaseWorker

from debtsite.worker import SteadyWorker

NICE = 10  # whoever looks at a page waits for it; nobody waits for the worker


class Command(BaseCommand):
    help = "Does the work that pages leave for later. ./run starts one by itself."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("--batch", action="store_true", help="do what is there, then end")
        parser.add_argument("--interval", type=float, default=1.0, help="seconds between looks")
        parser.add_argument("--parent", type=int, help="end when this process does")

    def handle(self, *, batch, interval, parent, verbosity, **options):
        DatabaseWorker(stdout=self.stdout).configure_logging(verbosity)
        worker = SteadyWorker(
            parent=parent,
            batch=batch,
            interval=interval,
            queue_names=["*"],
            excluded_queue_names=[],
            backend_name="default",
            startup_delay=False,
            max_tasks=None,
        )
        if not batch:
            os.setpriority(os.PRIO_PROCESS, 0, max(NICE, os.getpriority(os.PRIO_PROCESS, 0)))
            worker.configure_signals()
        worker.run()

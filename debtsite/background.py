"""What tasks and pages know of the background worker (debtsite/worker.py).

A task may be begun several times: the worker can be killed at any moment, and whatever it had in
hand is then begun again. So every task finds out first what is done already, and does the rest.
"""

from threading import Event

from django.core.cache import cache

SEEN = "worker-seen"
BELIEVED = 30  # seconds a worker counts as alive after it was last heard of

leaving = Event()  # set in a worker that was asked to stop


class Later(Exception):
    """Not finished, and nobody's fault: the task is to go on from where it is."""


def stop_if_leaving():
    """For long tasks, between two steps: let a worker that was asked to stop go at once."""
    if leaving.is_set():
        raise Later


def somebody_works():
    """Whether a worker was heard of just now; without one, tasks wait."""
    return cache.get(SEEN) is not None

"""Tasks for the tests of the worker."""

from django_tasks import task

from debtsite.background import Later

done = []


@task()
def chore(name):
    done.append(name)


@task()
def fault():
    raise ValueError("no")


@task()
def postponed():
    raise Later

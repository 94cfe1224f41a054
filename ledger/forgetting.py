"""What is forgotten by itself: old sign-ins, and counts whose time is over."""

from django.utils import timezone
from django_tasks import task

from ledger.models import Activity, Allowance


@task()
def forget_old():
    Activity.objects.outdated().delete()
    Allowance.objects.over(now=timezone.now()).delete()

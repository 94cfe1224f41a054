from django.db import models
from django.db.models import F

TRIES = 3  # a row may be made, and begun anew, by another request in between


class AllowanceQuerySet(models.QuerySet):
    def take(self, key, rate, *, now, amount=1):
        """Use some of it; where too little is left, nothing is used and we say when there is.

        Each step is one statement that looks and writes at once, so that any number of requests,
        threads and processes together never get more than the rate.
        """
        amount = min(amount, rate.most)
        mine = self.filter(key=key)
        for _try in range(TRIES):
            fits = mine.filter(until__gt=now, used__lte=rate.most - amount)
            if fits.update(used=F("used") + amount):
                return None
            if mine.filter(until__lte=now).update(used=amount, until=now + rate.span):
                return None
            if until := mine.values_list("until", flat=True).first():
                return until
            # begun as long over: whoever counts first begins it anew, nobody counts in what is over
            over = self.model(key=key, until=now - rate.span)
            self.bulk_create([over], ignore_conflicts=True)
        return now

    def give_back(self, key, amount=1):
        """What was taken for an act that did not happen."""
        self.filter(key=key, used__gte=amount).update(used=F("used") - amount)

    def over(self, *, now):
        return self.filter(until__lt=now)


class Allowance(models.Model):
    """How often something was done of late, by one person or on the whole site.

    Rows are counted outside of the request's own transaction (debtsite/outside.py): a request
    that fails was a try all the same, and nobody waits for another's request to end.
    """

    key = models.CharField(max_length=100, primary_key=True)
    used = models.PositiveIntegerField(default=0)
    until = models.DateTimeField()

    objects = AllowanceQuerySet.as_manager()

    def __str__(self):
        return f"{self.key}: {self.used}"

    @classmethod
    def is_used_up(cls, key, rate, *, now):
        """Use it once; whether that was once too often."""
        return cls.objects.take(key, rate, now=now) is not None

"""Which letters fit a debt today, with a reason for each: those to write first, then the others."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import get_language

from negotiation.letters.kinds import KINDS
from negotiation.letters.recipients import addressees


@dataclass(frozen=True, slots=True)
class Offer:
    """A kind of letter on the choosing page; without `url` it is not offered now."""

    id: str
    title: str
    why: str
    recipient: str = ""
    url: str = ""


def offered(debt, *, on):
    """The letters for this debt, parted into first choices, others that may be written, and not."""
    language = get_language()
    first, also = [], []
    for kind in KINDS.values():
        for to in addressees(debt, kind)[:1]:
            offer = Offer(
                kind.id,
                kind.title.say(language),
                kind.why.say(language),
                to.name,
                address_of(debt, kind, to),
            )
            first.append(offer)
    return {"first": first, "also": also, "not_now": []}


def address_of(debt, kind, to):
    url = reverse("negotiation:letter_create", args=[debt.pk, kind.id])
    return f"{url}?{urlencode({'to': to.key})}"


def why_not(debt, kind, to, *, on):
    """Why this letter should not be written to this party now; "" where it may be."""
    return ""

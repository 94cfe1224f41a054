"""Writing a letter through its page, as a browser does."""

from datetime import date

from django.urls import reverse

from negotiation.models import Letter
from tests import make


def verified_card(workspace):
    """A verified card debt of two years ago: nothing keeps a letter from being written."""
    debt = make.debt(
        workspace,
        account_last4="4321",
        opened_on=date(2022, 1, 5),
        first_delinquent_on=date(2025, 1, 5),
        last_paid_on=date(2024, 12, 1),
        security="none",
        sued=False,
        current=False,
    )
    make.balance(debt)
    return debt


def url_of(debt, kind):
    return reverse("negotiation:letter_create", args=[debt.pk, kind])


def shown(client, debt, kind):
    page = client.get(url_of(debt, kind), follow=True)
    return dict(page.context["form"].data.lists())


def send(client, debt, kind, **changes):
    return client.post(url_of(debt, kind), shown(client, debt, kind) | changes)


def issue(client, debt, kind, **changes):
    page = send(client, debt, kind, issue="1", **changes)
    assert page.status_code == 302, page.context["form"].errors
    return Letter.objects.get(pk=page["Location"].split("/")[-2])


def act(client, name, letter, **typed):
    return client.post(reverse(f"negotiation:{name}", args=[letter.pk]), typed, follow=True)

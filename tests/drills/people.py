"""People of a drill: each with a workspace, debts, and a session without the price of Argon2."""

from dataclasses import dataclass, field

from django.conf import settings
from django.test import Client

from tests import make
from tests.drills.browser import Browser
from tests.negotiation.views.writing import verified_card


@dataclass
class Person:
    name: str
    workspace: str
    debts: list
    session: str
    paper: str = ""
    browsers: dict = field(default_factory=dict)

    def browser(self, site, what="own"):
        """One for each thing that is done at a time."""
        if what not in self.browsers:
            self.browsers[what] = Browser(site.port, self.session)
        return self.browsers[what]


def person(name, *, debts=2):
    user = make.user(name)
    workspace = make.workspace(user)
    cards = [str(verified_card(workspace).pk) for _ in range(debts)]
    client = Client()
    client.force_login(user)
    return Person(
        name, str(workspace.pk), cards, client.cookies[settings.SESSION_COOKIE_NAME].value
    )

import pytest
from django.urls import reverse


class Visit:
    """A signed-in person who opens pages and sends the forms on them."""

    def __init__(self, client):
        self.client = client

    def form(self, name, row):
        return self.client.get(reverse(name, args=[row.pk])).context["form"]

    def shown(self, name, row):
        """What the form would send if nothing were typed."""
        form = self.form(name, row)
        values = {bound.html_name: bound.value() for bound in form}
        return {name: value for name, value in values.items() if value not in (None, False)}

    def send(self, name, row, typed=None, /, **more):
        """Open the form, type into it, send it."""
        return self.post(name, row, self.shown(name, row) | (typed or {}) | more)

    def post(self, name, row, typed=None):
        return self.client.post(reverse(name, args=[row.pk]), typed or {})


@pytest.fixture
def visit(client, alice, time_machine):
    time_machine.move_to("2026-03-02T17:00Z", tick=False)
    client.force_login(alice)
    return Visit(client)

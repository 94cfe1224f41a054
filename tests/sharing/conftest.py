import pytest
from django.test import Client

from tests import make
from tests.accounts.conftest import PASSWORD


def signed_in(person):
    """A browser in which this person has just given their password."""
    client = Client()
    client.force_login(person)
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    return client


@pytest.fixture
def ben(db):
    """Who is asked to help."""
    return make.user("ben")


@pytest.fixture
def alices_browser(alice):
    return signed_in(alice)


@pytest.fixture
def bens_browser(ben):
    return signed_in(ben)

import pytest

from tests.test_tenancy import rows


@pytest.fixture
def known(workspace, settings, tmp_path):
    """One row of everything that an address can name, all of Alice's."""
    settings.MEDIA_ROOT = tmp_path
    return rows(workspace)


@pytest.fixture
def hers(client, alice, settings):
    """Alice signed in, who may try as often as she likes."""
    settings.LIMITS = dict.fromkeys(settings.LIMITS, ())
    client.force_login(alice)
    client.raise_request_exception = False
    return client

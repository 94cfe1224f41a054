import pytest

from debtsite.loopback import is_loopback


@pytest.mark.parametrize(
    ("host", "near"),
    [
        ("127.0.0.1", True),
        ("127.8.0.1", True),
        ("::1", True),
        ("localhost", True),
        ("demo.localhost", True),
        ("", False),
        ("0.0.0.0", False),
        ("192.168.1.5", False),
        ("localhost.example.org", False),
        ("debts.example.org", False),
    ],
)
def test_loopback_is_this_machine_alone(host, near):
    assert is_loopback(host) is near

import threading
import time

import pytest
from django.contrib.auth.hashers import check_password, identify_hasher, make_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from debtsite import passwords
from ledger.models import User


@pytest.mark.parametrize(
    "password",
    [
        "four sunny words here",
        "correct horse battery staple",
        "el gato duerme en la cocina",
        "🦊 the quick fox is mine",
        "blue house 44 love it",
        "x7 q!" * 12 + "end",  # 63 characters
        "a sentence so long that nobody guesses it, yet " * 5,
    ],
)
def test_what_is_long_and_not_easy_is_good(password):
    validate_password(password, User(email="anna@example.org"))


@pytest.mark.parametrize(
    "password",
    [
        "fourteen chars",
        "passwordpassword",
        "password1234567",
        "PASSWORD!!!!!!!!",
        "123456789012345",
        "abcdefghijklmnopqrst",
        "aaaaaaaaaaaaaaaaaaa",
        "abababababababab",
        "qwertyuiopqwertyuiop",
        "anna.marlowe@example.org",
        "x" * 257,
        "",
    ],
)
def test_what_is_short_or_easy_to_guess_is_refused(password):
    with pytest.raises(ValidationError):
        validate_password(password, User(email="anna.marlowe@example.org"))


def test_no_mixture_of_characters_is_asked_for():
    validate_password("onlysmalllettersbutmanyofthem")


def test_passwords_are_kept_as_argon2id_with_19_mib():
    kept = make_password("four sunny words here")
    assert kept.startswith("argon2$argon2id$v=19$m=19456,t=2,p=1$")
    assert check_password("four sunny words here", kept)
    assert not check_password("four sunny words her", kept)
    assert not identify_hasher(kept).must_update(kept)


def test_only_so_many_are_worked_out_at_once(monkeypatch):
    at_once, most = [], []

    def slow(self, password, salt):
        at_once.append(1)
        most.append(len(at_once))
        time.sleep(0.02)
        at_once.pop()
        return "argon2$"

    monkeypatch.setattr(passwords.Argon2PasswordHasher, "encode", slow)
    rush = [
        threading.Thread(target=passwords.SteadyArgon2().encode, args=("word", "salt"))
        for _ in range(8)
    ]
    for thread in rush:
        thread.start()
    for thread in rush:
        thread.join()
    assert max(most) == 2

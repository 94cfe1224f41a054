"""How passwords are kept, and which ones are too easy to guess."""

import re
import threading
from itertools import pairwise

from django.contrib.auth.hashers import Argon2PasswordHasher
from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

# Each one costs a core and 19 MiB for a moment: a rush of sign-ins must leave room for pages.
ROOM = threading.BoundedSemaphore(2)


class SteadyArgon2(Argon2PasswordHasher):
    """Argon2id as OWASP advises it for a server that also has other work to do."""

    time_cost = 2
    memory_cost = 19 * 1024
    parallelism = 1

    def encode(self, password, salt):
        with ROOM:
            return super().encode(password, salt)

    def verify(self, password, encoded):
        with ROOM:
            return super().verify(password, encoded)


class LongEnough:
    """Length is what makes a password hard to guess; nothing else is asked of it."""

    least, most = 15, 256

    def validate(self, password, user=None):
        if len(password) < self.least:
            missing = self.least - len(password)
            raise ValidationError(
                ngettext(
                    "This is %(missing)d character too short. Add another word.",
                    "This is %(missing)d characters too short. Add another word or two.",
                    missing,
                ),
                code="password_too_short",
                params={"missing": missing},
            )
        if len(password) > self.most:
            raise ValidationError(
                _("Use at most %(most)d characters."),
                code="password_too_long",
                params={"most": self.most},
            )

    def get_help_text(self):
        return _("At least %(least)d characters: four or five words you will remember.") % {
            "least": self.least
        }


class HardToGuess(CommonPasswordValidator):
    """Refuses what guessing programs try first, however long it was made by repeating it."""

    def validate(self, password, user=None):
        if len(password) < LongEnough.least:
            return  # one complaint is enough
        plain = password.lower().strip()[: LongEnough.most]
        letters = re.sub(r"[\W\d_]", "", plain)
        guessed = {plain, repeated(plain), letters, repeated(letters)} & self.passwords
        if guessed or len(set(plain)) < 5 or is_run(plain):
            raise ValidationError(
                _("This one is easy to guess. Take words that do not belong together."),
                code="password_too_common",
            )

    def get_help_text(self):
        return ""


def repeated(text):
    """The shortest piece that makes the whole when repeated: `abcabca` is `abc` again and again."""
    for size in range(1, len(text) // 2 + 1):
        if text[size:] == text[:-size]:
            return text[:size]
    return text


def is_run(text):
    """Whether it only counts up or down: 123456789012345, zyxwvu."""
    steps = {(ord(b) - ord(a)) % 10 if b.isdigit() else ord(b) - ord(a) for a, b in pairwise(text)}
    return len(steps) == 1

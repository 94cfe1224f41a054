"""Numbers that open doors: no letter shows a card, an account or a social security number. Pure."""

import re

SOCIAL_SECURITY = re.compile(r"(?<![\d-])\d{3}([- ])\d{2}\1\d{4}(?![\d-])", re.ASCII)
LONG = re.compile(r"(?<!\d)\d(?:[ -]?\d){11,18}(?!\d)", re.ASCII)


def private_numbers(typed: str) -> tuple[str, ...]:
    """The card, account and social security numbers in a text, as they were typed.

    A run of 12 to 19 digits counts as a card or account number whether or not its check digit
    fits; telephone numbers, ZIP codes, dates and amounts are shorter.
    """
    patterns = (SOCIAL_SECURITY, LONG)
    return tuple(match.group() for pattern in patterns for match in pattern.finditer(typed))

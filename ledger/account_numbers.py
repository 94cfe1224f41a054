"""An account number as creditors write it, and what is refused in its place. Pure."""

import re

SHORTEST, LONGEST = 4, 30
SIGNS = re.compile(r"[0-9A-Za-z][0-9A-Za-z -]*[0-9A-Za-z]", re.ASCII)
SOCIAL_SECURITY = re.compile(r"\d{3}([- ])\d{2}\1\d{4}", re.ASCII)
CARD = range(13, 20)  # how many digits a payment card's number has


def tidy(typed: str) -> str:
    """In one line, with single spaces."""
    return " ".join(typed.split())


def is_account_number(number: str) -> bool:
    """Whether it has the signs and the length of an account number."""
    fits = SHORTEST <= len(number) <= LONGEST and len(letters_of(number)) >= SHORTEST
    return fits and bool(SIGNS.fullmatch(number))


def is_social_security_number(number: str) -> bool:
    return bool(SOCIAL_SECURITY.fullmatch(number))


def is_card_number(number: str) -> bool:
    """Whether it is all digits, as many as on a payment card, and the check digit fits.

    Whoever sees such a number can pay with it, which no other account number allows.
    """
    digits = letters_of(number)
    return digits.isdigit() and len(digits) in CARD and _check_digit_fits(digits)


def last_four(number: str) -> str:
    return letters_of(number)[-4:]


def letters_of(number: str) -> str:
    """Its letters and digits alone."""
    return "".join(sign for sign in number if sign.isalnum())


def _check_digit_fits(digits: str) -> bool:
    """The sum every card's digits keep (ISO/IEC 7812-1, annex B)."""
    doubled = (sum(divmod(2 * int(digit), 10)) for digit in digits[-2::-2])
    return (sum(map(int, digits[-1::-2])) + sum(doubled)) % 10 == 0

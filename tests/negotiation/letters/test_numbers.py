import pytest

from negotiation.letters.numbers import private_numbers


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("My card is 4111 1111 1111 1111.", "4111 1111 1111 1111"),
        ("Account 000123456789 please", "000123456789"),
        ("SSN 123-45-6789", "123-45-6789"),
        ("ssn:123 45 6789,", "123 45 6789"),
        ("3782-822463-10005", "3782-822463-10005"),
    ],
)
def test_a_number_that_opens_doors_is_found(typed, number):
    assert private_numbers(typed) == (number,)


@pytest.mark.parametrize(
    "innocent",
    [
        "Call me at (585) 555-0142 or 1-800-555-0199.",
        "Rochester, NY 14604-1234",
        "The account ending in 4471, reference MRS-2281-77",
        "I paid $1,950.40 on 2026-02-10 and $12,345,678.90 never.",
        "15 U.S.C. 1692g(b), 12 CFR 1006.38",
        "between 2024-01-01 and 2026-12-31",
    ],
)
def test_everyday_numbers_are_left_alone(innocent):
    assert private_numbers(innocent) == ()

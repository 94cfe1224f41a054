import pytest

from ledger import account_numbers


@pytest.mark.parametrize(
    "number", ["8837 4471", "HB-2201-4471", "A1b2", "9" * 30, "000123456789", "123456789"]
)
def test_creditors_numbers_are_taken(number):
    assert account_numbers.is_account_number(number)
    assert not account_numbers.is_social_security_number(number)


@pytest.mark.parametrize(
    "number",
    [
        "",
        "447",
        "9" * 31,
        "- - - -",
        "4471_1",
        "4471/1",
        "\u0664\u0664\u0667\u0661",
        "-4471",
        "4 4 7",
    ],
)
def test_what_is_no_number_is_refused(number):
    assert not account_numbers.is_account_number(number)


@pytest.mark.parametrize("number", ["123-45-6789", "123 45 6789"])
def test_a_social_security_number_is_known_by_its_shape(number):
    assert account_numbers.is_social_security_number(number)


@pytest.mark.parametrize(
    ("number", "is_card"),
    [
        ("4111 1111 1111 1111", True),
        ("4111-1111-1111-1111", True),
        ("5555555555554444", True),
        ("378282246310005", True),  # fifteen digits
        ("4111 1111 1111 1112", False),  # the check digit does not fit
        ("4111 1111 1111 111A", False),
        ("18", False),
        ("000000000018", False),  # twelve digits
    ],
)
def test_a_card_is_known_by_its_check_digit(number, is_card):
    assert account_numbers.is_card_number(number) is is_card


def test_the_last_four_are_letters_and_digits():
    assert account_numbers.last_four("HB-22 01-4 4-71") == "4471"


def test_a_number_is_kept_on_one_line():
    assert account_numbers.tidy("  8837 \n 4471 ") == "8837 4471"

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from ledger.fields import MoneyField, RateField, WholeField, many_lines, one_line


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("1234.56", "1234.56"),
        ("$1,234.56", "1234.56"),
        ("$ 1,234.56", "1234.56"),
        (" 1,234 ", "1234"),
        ("\u00a0$5", "5"),
        ("1234.5", "1234.5"),
        (".50", "0.50"),
        ("7.", "7"),
        ("0", "0"),
        ("-0", "0"),
        ("-0.00", "0"),
        ("999,999,999.99", "999999999.99"),
        ("007", "7"),
    ],
)
def test_money_is_taken_as_people_write_it(typed, amount):
    taken = MoneyField(max_digits=12, decimal_places=2).clean(typed)
    assert taken == Decimal(amount)
    assert not taken.is_signed()


@pytest.mark.parametrize(
    "typed",
    [
        "1_000",
        "1e3",
        "1E3",
        "NaN",
        "Infinity",
        "-Infinity",
        "sNaN",
        "\uff11\uff12\uff13",  # full-width digits
        "\u0661\u0662\u0663",  # Arabic-Indic digits
        "\u00bd",
        "1.234,56",
        "1,23",
        "12,34,567",
        "1234,567",
        "1 234",
        "1.234",
        "$",
        ".",
        "-",
        "$$5",
        "5$",
        "-5",
        "-$5.00",
        "+5",
        "0x10",
        "1\x00",
        "\x00",
        "1\n2",
        "5;DROP TABLE",
        "10000000000",
        "9" * 5000,
        "9," * 5000,
        "1" + ",111" * 5000,
    ],
)
def test_money_that_could_mean_something_else_is_asked_again(typed):
    with pytest.raises(ValidationError):
        MoneyField(max_digits=12, decimal_places=2).clean(typed)


def test_no_money_is_none():
    assert MoneyField(required=False).clean("  ") is None


def test_what_is_known_is_shown_with_its_commas():
    box = MoneyField().widget.render("cash", Decimal("1234.5"))
    assert 'value="1,234.50"' in box
    assert ">$<" in box


@pytest.mark.parametrize(("typed", "rate"), [("24.99", "24.99"), ("24.99 %", "24.99"), ("0", "0")])
def test_a_rate_may_carry_its_sign(typed, rate):
    assert RateField(max_digits=6, decimal_places=3).clean(typed) == Decimal(rate)


@pytest.mark.parametrize("typed", ["1_0", "1e1", "NaN", "-1", "24,99", "1000", "12.3456", "%", "٣"])
def test_a_doubtful_rate_is_asked_again(typed):
    with pytest.raises(ValidationError):
        RateField(max_digits=6, decimal_places=3).clean(typed)


@pytest.mark.parametrize("typed", ["1_5", "\uff11\uff15", "1.0", "-1", "15th", "9" * 5000])
def test_a_doubtful_number_is_asked_again(typed):
    with pytest.raises(ValidationError):
        WholeField().clean(typed)


def test_a_plain_number_is_taken():
    assert WholeField().clean(" 15 ") == 15


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Midtown\r\nRecovery", "Midtown Recovery"),
        ("a\u2028b\u2029c\x0bd\x1b[31m", "a b c d [31m"),
        ("José Ñáñez 李", "José Ñáñez 李"),
        (" \t ", ""),
        ("Bl\u00adue\u202e card\u200b", "Blue card"),
        ("\u200b\u2800\u0301", ""),
        ("\u200dBlue\u200c", "Blue"),
    ],
)
def test_one_line_stays_one_line(typed, kept):
    assert one_line(typed) == kept


def test_many_lines_keep_their_breaks():
    assert many_lines("a \r\nb\rc\x00\u2028d\n\n") == "a\nb\nc  d"
    assert many_lines("\u202e\n\u200b\n\u3164") == ""

import pytest

from negotiation.letters.envelope import (
    ADDRESS_WINDOW,
    DL,
    DL_WINDOW,
    FOLD,
    MM,
    RECIPIENT,
    RETURN_WINDOW,
    SENDER,
    AddressTooLong,
    Box,
    fit,
)


def half_an_em(text, size):
    return len(text) * size / 2


def test_a_box_holds_what_lies_inside_it_or_passes_by_no_more_than_the_slack():
    window = Box(1, 2, 4, 3)
    assert window.holds(Box(1, 2, 4, 3))
    assert not window.holds(Box(0.95, 2, 4, 3))
    assert window.holds(Box(0.95, 2, 4, 3.05), slack=0.06)


@pytest.mark.parametrize("window", [RETURN_WINDOW, ADDRESS_WINDOW])
def test_the_windows_lie_on_the_upper_third(window):
    for centred in (False, True):
        seen = window.on_sheet(centred=centred)
        assert 0 <= seen.left < seen.right <= 8.5
        assert 0 <= seen.top < seen.bottom <= FOLD
        assert seen.holds(window.safe)


def test_resting_in_the_corner_the_window_is_measured_from_the_fold():
    seen = ADDRESS_WINDOW.on_sheet(centred=False)
    assert (seen.left, seen.right) == (0.875, 4.875)
    assert seen.bottom == pytest.approx(FOLD - 0.5)
    assert seen.top == pytest.approx(FOLD - 1.5)


def test_a_short_address_is_set_in_the_largest_size():
    fitted = fit("Ann Lee", ["1 Elm St", "Troy, NY 12180"], SENDER, half_an_em)
    assert fitted.size == 0
    assert fitted.name == ("Ann Lee",)
    assert fitted.lines == ("1 Elm St", "Troy, NY 12180")


def test_a_long_name_is_set_smaller_before_it_is_broken():
    name = "Bartholomew Featherstonehaugh"  # 29 letters: too wide at 14 points, not at 11.5
    fitted = fit(name, ["1 Elm St"], SENDER, half_an_em)
    assert (fitted.name, fitted.size) == ((name,), 1)


def test_a_line_too_wide_is_broken_between_words():
    fitted = fit("A " * 60, ["1 Elm St"], RECIPIENT, half_an_em)
    assert len(fitted.name) == 3
    assert all(half_an_em(line, 8) <= RECIPIENT.width * 72 for line in fitted.name)


def test_a_word_too_wide_is_broken_inside():
    fitted = fit("x" * 100, [], RECIPIENT, half_an_em)
    assert "".join(fitted.name) == "x" * 100
    assert all(half_an_em(line, 8) <= RECIPIENT.width * 72 for line in fitted.name)


@pytest.mark.parametrize("block", [SENDER, RECIPIENT])
def test_what_fits_is_never_higher_than_its_block(block):
    for lines in range(8):
        try:
            fitted = fit("Ann Lee", ["1 Elm Street"] * lines, block, half_an_em)
        except AddressTooLong:
            break
        size = block.sizes[fitted.size]
        assert size.name_leading + lines * size.leading <= block.height * 72
    else:
        pytest.fail("eight lines cannot fit")
    assert lines >= 5


def test_nothing_to_say_takes_no_lines():
    assert fit("", [], RECIPIENT, half_an_em).lines == ()


def test_the_address_of_a4_has_room_in_its_window():
    safe = DL_WINDOW.safe
    assert safe.left == pytest.approx(20 * MM)
    assert safe.bottom - safe.top >= RECIPIENT.height
    assert 22 * MM + RECIPIENT.width <= safe.right
    for centred in (False, True):
        seen = DL_WINDOW.on_sheet(centred=centred)
        assert 0 < seen.top < seen.bottom < DL.fold

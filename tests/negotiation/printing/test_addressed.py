"""The order of the pile, and what stands on labels."""

from datetime import date

import pytest

from negotiation.letters.envelope import AddressTooLong, fit
from negotiation.printing import labels
from negotiation.printing.addressed import Addressed, in_mailing_order


def letter(name="Midtown", *lines, mail="first_class", on=date(2026, 3, 2), id="1"):
    lines = lines or ("P.O. Box 4410", "Columbus, OH 43201")
    return Addressed(id=id, name=name, lines=lines, mail=mail, number="", title="Letter", on=on)


def narrow(text, size):
    """Every sign as wide as half its size."""
    return len(text) * size / 2


@pytest.mark.parametrize(
    ("lines", "zip_code"),
    [
        (("1 Main St", "Columbus, OH 43201"), "43201"),
        (("1 Main St", "Columbus, OH 43201-1234"), "432011234"),
        (("Columbus, OH 43201", "Attention: Pat"), "43201"),
        (("12345 North Road", "Toronto"), ""),
        ((), ""),
    ],
)
def test_the_zip_code_is_what_an_address_ends_with(lines, zip_code):
    assert Addressed("1", "Midtown", lines, "", "", "Letter", date(2026, 3, 2)).zip_code == zip_code


def test_what_goes_over_the_counter_lies_on_top_then_by_place():
    pile = [
        letter("Far", "1 A St", "Seattle, WA 98101"),
        letter("Near", "1 A St", "Boston, MA 02108"),
        letter("Counter", "1 A St", "Seattle, WA 98101", mail="certified"),
        letter("Silent", "1 A St", "Boston, MA 02108", mail=""),
    ]
    names = [each.name for each in in_mailing_order(pile)]
    assert names == ["Counter", "Near", "Far", "Silent"]
    assert [each.name for each in in_mailing_order(reversed(pile))] == names


def test_letters_to_one_address_lie_together_the_oldest_first():
    pile = [
        letter("Midtown", id="new", on=date(2026, 3, 2)),
        letter("Larkhollow", id="other"),
        letter("MIDTOWN", id="old", on=date(2026, 2, 2)),
    ]
    assert [each.id for each in in_mailing_order(pile)] == ["other", "old", "new"]


def test_an_address_without_a_zip_code_comes_last():
    pile = [letter("Abroad", "1 Rue A", "Paris"), letter("Here")]
    assert [each.name for each in in_mailing_order(pile)] == ["Here", "Abroad"]


def places(sheet):
    return [(label.column, label.row) for label in sheet]


def test_labels_fill_a_sheet_row_by_row():
    first, second = labels.sheets([("Midtown", "Box 1")] * 31, narrow)
    assert places(first)[:4] == [(0, 0), (1, 0), (2, 0), (0, 1)]
    assert (len(first), places(second)) == (30, [(0, 0)])


@pytest.mark.parametrize(("start", "sizes"), [(1, [30, 1]), (2, [29, 2]), (30, [1, 30])])
def test_a_sheet_that_is_partly_used_is_used_up(start, sizes):
    made = labels.sheets([("Midtown", "Box 1")] * 31, narrow, start=start)
    assert [len(sheet) for sheet in made] == sizes
    assert places(made[0])[0] == ((start - 1) % 3, (start - 1) // 3)


def test_no_letters_need_no_sheet():
    assert labels.sheets([], narrow) == []


def test_what_fits_in_no_size_is_left_to_the_pen():
    long = ("A name of many words " * 9, *["A line that goes on and on and on"] * 6)
    with pytest.raises(AddressTooLong):
        fit(long[0], long[1:], labels.LABEL, narrow)
    [[label]] = labels.sheets([long], narrow)
    assert (label.address, label.number) == (None, 1)


def test_thirty_labels_stand_on_a_letter_sheet():
    right = labels.LEFT + 2 * labels.STEP_RIGHT + labels.WIDTH
    assert right <= 8.5
    assert labels.TOP + 10 * labels.HEIGHT <= 11
    assert labels.LABEL.width < labels.WIDTH

import pytest

from negotiation.letters.typeface import missing_glyphs, width


@pytest.mark.parametrize(
    "text",
    ["Ágnes Őrsi", "José Núñez ¿qué? ¡sí!", "Łukasz Żółć", "Nguyễn Thị Hằng", "“quoted” – §, ½, €"],
)
def test_names_in_latin_script_print(text):
    assert missing_glyphs(text) == ""


def test_each_character_that_would_print_as_a_box_is_named_once():
    assert missing_glyphs("山田 and 山本 \N{GRINNING FACE}") == "山田本\N{GRINNING FACE}"


def test_line_ends_and_spaces_are_no_boxes():
    assert missing_glyphs("a\nb\u00a0c") == ""


def test_figures_are_all_as_wide_as_each_other():
    assert len({width(figure, 10) for figure in "0123456789"}) == 1


def test_width_grows_with_size_and_length():
    assert width("ab", 20) == pytest.approx(2 * width("ab", 10))
    assert width("ab", 10) == pytest.approx(width("a", 10) + width("b", 10))

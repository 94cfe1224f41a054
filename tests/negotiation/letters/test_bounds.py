import pytest
from hypothesis import given
from hypothesis import strategies as st

from negotiation.letters.bounds import TextTooLong, bounded, plain_text


@pytest.mark.parametrize(
    ("typed", "held"),
    [
        ("two\r\nlines", "two\nlines"),
        ("tab\there", "tab here"),
        ("nul\x00 and bell\x07", "nul and bell"),
        ("half a pair \ud800 gone", "half a pair  gone"),
        ("turned \u202eround", "turned round"),
        ("ne\u0301e", "née"),
        ("  around  \n", "around"),
        ("Zoë O’Brien-Ñúñez", "Zoë O’Brien-Ñúñez"),
        ("ක්\u200dෂ", "ක්\u200dෂ"),
    ],
)
def test_typed_text_loses_only_what_nobody_sees(typed, held):
    assert plain_text(typed) == held


@given(st.text(st.characters(codec=None), max_size=200))
def test_any_text_can_be_kept_as_utf_8(typed):
    held = plain_text(typed)
    held.encode()
    assert plain_text(held) == held


def test_text_up_to_the_bounds_is_kept():
    assert len(bounded("word " * 999 + "words", "free_text")) == 5000
    assert bounded("x\n" * 199 + "x", "free_text").count("\n") == 199


@pytest.mark.parametrize(
    ("typed", "advice"),
    [
        ("word " * 1000 + "x", "Please shorten this to 5,000 characters."),
        ("x\n" * 200 + "x", "Please shorten this to 200 lines."),
    ],
)
def test_text_beyond_the_bounds_says_what_would_fit(typed, advice):
    with pytest.raises(TextTooLong) as refused:
        bounded(typed, "free_text")
    assert refused.value.field == "free_text"
    assert str(refused.value.advice) == advice


def test_a_word_is_broken_at_two_hundred_characters():
    assert bounded("x" * 450, "free_text").split() == ["x" * 200, "x" * 200, "x" * 50]
    assert bounded("x" * 200, "free_text") == "x" * 200

from datetime import date
from decimal import Decimal

from ledger.words import Text, plain, text

SENTENCE = text("Pay {amount} by {day}.", day=date(2026, 3, 5), amount=Decimal("1234.5"))


def test_a_text_is_its_english_sentence():
    assert str(SENTENCE) == "Pay $1,234.50 by March 5, 2026."


def test_a_text_is_translated_as_a_whole_and_its_values_written_by_the_page():
    shown = SENTENCE.render(
        {"Pay {amount} by {day}.": "Para el {day}, pague {amount}."}.get,
        lambda value: f"<{value}>",
    )
    assert shown == "Para el <2026-03-05>, pague <1234.5>."


def test_the_same_words_are_the_same_text():
    again = text("Pay {amount} by {day}.", amount=Decimal("1234.5"), day=date(2026, 3, 5))
    assert again == SENTENCE
    assert hash(again) == hash(SENTENCE)


def test_numbers_and_names_stay_as_they_are():
    assert plain(48) == "48"
    assert plain("Ohio") == "Ohio"


def test_braces_in_a_value_are_only_text():
    assert str(text("Ask {name}.", name="{day}")) == "Ask {day}."


def test_a_text_can_be_kept_in_strings_and_made_again():
    said = text(
        "{n} {who} {day} {amount}", n=2, who="Al", day=date(2026, 3, 5), amount=Decimal("5")
    )
    kept = said.to_data()
    assert all(isinstance(word, str) for part in kept for word in part)
    assert Text.from_data(kept) == said

from datetime import date
from decimal import Decimal

import pytest
from django.template import Context, Template
from django.utils.translation import override

from ledger import wording
from ledger.templatetags.debtsite import dialable, icon
from ledger.words import Text, text

DAY = date(2026, 3, 2)


@pytest.mark.parametrize(
    ("amount", "full", "short"),
    [
        (Decimal("1234.50"), "$1,234.50", "$1,234.50"),
        (Decimal("1234.00"), "$1,234.00", "$1,234"),
        (Decimal("0"), "$0.00", "$0"),
        (Decimal("-5"), "-$5.00", "-$5"),
        (None, "", ""),
    ],
)
def test_dollars_are_written_as_americans_do(amount, full, short):
    assert wording.dollars(amount) == full
    assert wording.whole_dollars(amount) == short
    with override("es"):
        assert wording.dollars(amount) == full


@pytest.mark.parametrize("write", [wording.day, wording.short_day, wording.weekday])
def test_a_day_is_written_in_the_readers_language_and_an_unknown_one_not_at_all(write):
    assert write(None) == ""
    with override("en"):
        english = write(DAY)
    with override("es"):
        assert write(DAY) not in ("", english)


def test_a_sentence_of_the_engine_is_said_with_its_days_and_dollars():
    said = wording.say(
        text("{amount} by {day}, {n} of {who}", amount=Decimal(5), day=DAY, n=2, who="Al")
    )
    assert said == f"$5.00 by {wording.day(DAY)}, 2 of Al"
    assert wording.say("as it is") == "as it is"
    assert wording.say(Text("")) == ""


def test_what_a_sentence_carries_is_escaped_on_a_page():
    page = Template("{% load debtsite %}{{ sentence|say }}")
    sentence = text("You paid {who}.", who="<b>Al</b>")
    assert page.render(Context({"sentence": sentence})) == "You paid &lt;b&gt;Al&lt;/b&gt;."


@pytest.mark.parametrize(
    ("phone", "digits"),
    [("(614) 555-0142", "6145550142"), ("+1 614.555.0142 x12", "+16145550142"), ("none", "")],
)
def test_a_phone_number_can_be_dialled(phone, digits):
    assert dialable(phone) == digits


def test_an_icon_is_drawn_in_place_and_hidden_from_screen_readers():
    drawing = icon("telephone")
    assert drawing.startswith('<svg aria-hidden="true"')
    assert 'width="1em"' in drawing
    with pytest.raises(FileNotFoundError):
        icon("no-such-icon")


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("15 USC 1673", "15 USC 1673"),
        ("N.J. Stat. § 2A:14-1 (contract or account)", "N.J. Stat. § 2A:14-1 (contrato o cuenta)"),
        (  # two laws in one line, the first with a part of its own
            'Mich. Comp. Laws § 600.5866; case law; N.M. Stat. § 37-1-4 ("accounts")',
            "Mich. Comp. Laws § 600.5866; jurisprudencia; N.M. Stat. § 37-1-4 (“cuentas”)",
        ),
        ("LegalClarity: typical ranges", "LegalClarity: rangos típicos"),
    ],
)
def test_the_words_in_a_source_are_translated_and_its_short_name_is_not(name, told):
    assert wording.cite(name) == name
    with override("es"):
        assert wording.cite(name) == told

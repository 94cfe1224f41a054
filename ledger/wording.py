"""How dollars, days and the engine's sentences are written in the reader's language."""

from datetime import date
from decimal import Decimal

from django.utils.formats import date_format
from django.utils.translation import gettext, pgettext

from ledger import money, places
from ledger.words import Text


def dollars(amount):
    """$1,234.56; nothing at all for an amount that is not known."""
    return "" if amount is None else money.dollars(amount)


def whole_dollars(amount):
    """$1,234 where the cents would only be noise; $1,234.56 where there are some."""
    return dollars(amount).removesuffix(".00")


def day(value):
    """March 2, 2026; nothing for an unknown day."""
    return date_format(value, "DATE_FORMAT") if value else ""


def short_day(value):
    """Mar 2, for a day near today."""
    # Translators: how a day without its year is written, in Django's date letters
    return date_format(value, pgettext("short day", "M j")) if value else ""


def month(value):
    """Mar 2026, for a day far from today."""
    # Translators: how a month is written in a picture, in Django's date letters
    return date_format(value, pgettext("month", "M Y")) if value else ""


def weekday(value):
    """Monday, March 2."""
    # Translators: how today is written at the top of the page, in Django's date letters
    return date_format(value, pgettext("today", "l, F j")) if value else ""


def say(sentence):
    """A sentence of the engine, with its days and dollars."""
    return sentence.render(_translated, _shown) if isinstance(sentence, Text) else sentence


def say_all(sentences):
    """Several sentences, one after the other."""
    return " ".join(say(sentence) for sentence in sentences)


def say_whole(sentence):
    """The same, with dollars whole where their cents are zero: $600 and $7.25."""
    return sentence.render(_translated, _shown_whole)


def cite(name):
    """What a law or source is called; several are joined by "; ", and so are parts of one name."""
    told, parts = [], name.split("; ")
    while parts:
        runs = ("; ".join(parts[:count]) for count in range(len(parts), 0, -1))
        run = next((one for one in runs if _translated(one) != one), parts[0])
        told.append(_translated(run))
        parts = parts[len(run.split("; ")) :]
    return "; ".join(told)


def _translated(original):
    # an empty message is the catalogue's own header
    return gettext(original) if original else ""


def _shown_whole(value):
    return whole_dollars(value) if isinstance(value, Decimal) else _shown(value)


def _shown(value):
    if isinstance(value, Decimal):
        return money.dollars(value)
    if isinstance(value, str) and value in places.NAMES:
        return _translated(places.WITHIN_SENTENCES.get(value, value))
    return day(value) if isinstance(value, date) else str(value)

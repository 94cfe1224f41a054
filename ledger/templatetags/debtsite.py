"""How pages write dollars, days, engine sentences and icons."""

from decimal import Decimal
from functools import cache
from pathlib import Path

from django import template
from django.conf import settings
from django.utils.formats import date_format
from django.utils.safestring import mark_safe
from django.utils.translation import gettext, pgettext

from ledger import labels, money
from ledger.words import Text

register = template.Library()
ICONS = Path(settings.BASE_DIR) / "static/vendor/bootstrap-icons"


@register.filter
def dollars(amount):
    """$1,234.56; nothing at all for an amount that is not known."""
    return "" if amount is None else money.dollars(amount)


@register.filter
def whole_dollars(amount):
    """$1,234 where the cents would only be noise; $1,234.56 where there are some."""
    return dollars(amount).removesuffix(".00")


@register.filter
def day(value):
    """March 2, 2026, as the reader's language writes it; nothing for an unknown day."""
    return date_format(value, "DATE_FORMAT") if value else ""


@register.filter
def short_day(value):
    """Mar 2, for a day near today."""
    # Translators: how a day without its year is written, in Django's date letters
    return date_format(value, pgettext("short day", "M j")) if value else ""


@register.filter
def say(sentence):
    """A sentence of the engine in the reader's language, with its days and dollars."""
    return sentence.render(translated, shown) if isinstance(sentence, Text) else sentence


def translated(original):
    # an empty message is the catalogue's own header
    return gettext(original) if original else ""


def shown(value):
    """A value inside a sentence."""
    if isinstance(value, Decimal):
        return money.dollars(value)
    return date_format(value, "DATE_FORMAT") if hasattr(value, "isoformat") else str(value)


@register.filter
def label_of(value, kind):
    """What a stored value is called: `{{ debt.kind|label_of:"DEBT_KINDS" }}`."""
    return getattr(labels, kind).get(value, value)


@register.simple_tag
@cache
def icon(name):
    """A decorative icon, drawn in the colour and size of the text beside it."""
    drawing = (ICONS / f"{name}.svg").read_text(encoding="utf-8")
    drawing = " ".join(drawing.split()).replace("> <", "><")
    drawing = drawing.replace('xmlns="http://www.w3.org/2000/svg" ', "", 1)
    drawing = drawing.replace('width="16" height="16"', 'width="1em" height="1em"', 1)
    return mark_safe(drawing.replace("<svg", '<svg aria-hidden="true"', 1))  # noqa: S308 our files

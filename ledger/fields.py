"""How people type figures: $1,234.56 as well as 1234.5; anything doubtful is asked again."""

import re
import unicodedata
from decimal import Decimal

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

AS_TYPED = re.compile(r"-?\$? ?(\d{1,9}|\d{1,3}(?:,\d{3}){1,2})?(\.\d{0,2})?", re.ASCII)
RATE_AS_TYPED = re.compile(r"(\d{1,3}(?:\.\d{0,3})?|\.\d{1,3}) ?%?", re.ASCII)
WHOLE_AS_TYPED = re.compile(r"\d{1,9}", re.ASCII)
PLANES = range(0, 0x110000, 0x10000)
# what joins two letters is needed in some scripts and pictures, and hides in all others
LOOSE_JOINER = re.compile(r"(?<![^\x00-\u024f])[\u200c\u200d]|[\u200c\u200d](?![^\x00-\u024f])")
# what Unicode promises never to make a sign: no XML may hold it, and nobody can see it
NO_SIGNS = re.compile(
    f"[\ufdd0-\ufdef{''.join(chr(plane + 0xFFFE) + chr(plane + 0xFFFF) for plane in PLANES)}]"
)
JOINERS = "\u200c\u200d"
BLANKS = "\u115f\u1160\u2800\u3164\uffa0"  # letters and signs that are drawn as nothing


def one_line(value):
    """The text without what would break a line or hide in it; "" if nothing of it can be seen."""
    return shown(" ".join(without_hidden(value).split()))


def many_lines(value):
    """The text with its line breaks, and without anything else that cannot be seen."""
    lines = value.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return shown("\n".join(without_hidden(line).rstrip() for line in lines).strip())


def without_hidden(line):
    return "".join(map(seen, LOOSE_JOINER.sub("", NO_SIGNS.sub("", line))))


def seen(letter):
    category = unicodedata.category(letter)
    if category == "Cf" and letter not in JOINERS:
        return ""  # it turns the line round, or has no width
    return " " if category in ("Cc", "Cs", "Zl", "Zp") else letter


def shown(line):
    """The text if there is a letter, figure or sign in it, else ""."""
    drawn = (unicodedata.category(letter)[0] in "LNPS" for letter in line if letter not in BLANKS)
    return line if any(drawn) else ""


class LinesInput(forms.Textarea):
    """A text of several lines. A browser counts a break as one character, and sends two."""

    def value_from_datadict(self, data, files, name):
        typed = super().value_from_datadict(data, files, name)
        return typed and typed.replace("\r\n", "\n")


class MoneyInput(forms.TextInput):
    """A text box behind a dollar sign; what is known is written $1,234.56."""

    template_name = "ledger/widgets/money.html"

    def __init__(self, attrs=None):
        super().__init__({"inputmode": "decimal", "autocomplete": "off"} | (attrs or {}))

    def format_value(self, value):
        return f"{value:,.2f}" if isinstance(value, Decimal) else super().format_value(value)


class MoneyField(forms.DecimalField):
    """Dollars and cents, with or without a dollar sign and thousands commas."""

    widget = MoneyInput
    default_error_messages = {
        "invalid": _("Enter an amount like 1,234.56."),
        "below_zero": _("Enter the amount without a minus sign."),
    }

    def to_python(self, value):
        if isinstance(value, str):
            typed = value.strip()
            if not typed:
                return None
            match = AS_TYPED.fullmatch(typed)
            digits = "".join(part or "" for part in match.groups()) if match else ""
            if not digits.strip("."):
                raise ValidationError(self.error_messages["invalid"], code="invalid")
            value = Decimal(digits.replace(",", ""))
            if typed.startswith("-") and value:
                raise ValidationError(self.error_messages["below_zero"], code="below_zero")
        return super().to_python(value)

    def widget_attrs(self, widget):
        return {}  # a text box: min, max and step belong to number boxes


class RateInput(forms.TextInput):
    """A text box for a percentage, without zeros that say nothing."""

    def __init__(self, attrs=None):
        super().__init__({"inputmode": "decimal", "autocomplete": "off"} | (attrs or {}))

    def format_value(self, value):
        return (
            f"{value.normalize():f}" if isinstance(value, Decimal) else super().format_value(value)
        )


class RateField(forms.DecimalField):
    """A percentage as people write it: 24.99, or 24.99 %."""

    widget = RateInput
    default_error_messages = {"invalid": _("Enter a percentage like 24.99.")}

    def to_python(self, value):
        if isinstance(value, str):
            typed = value.strip()
            if not typed:
                return None
            if not (match := RATE_AS_TYPED.fullmatch(typed)):
                raise ValidationError(self.error_messages["invalid"], code="invalid")
            value = Decimal(match[1])
        return super().to_python(value)

    def widget_attrs(self, widget):
        return {}


class WholeField(forms.IntegerField):
    """A whole number in plain digits."""

    widget = forms.TextInput({"inputmode": "numeric", "autocomplete": "off"})
    default_error_messages = {"invalid": _("Enter a whole number.")}

    def to_python(self, value):
        if isinstance(value, str) and value.strip() and not WHOLE_AS_TYPED.fullmatch(value.strip()):
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return super().to_python(value)

    def widget_attrs(self, widget):
        return {}


class Dollars(models.DecimalField):
    """A money column: dollars and cents."""

    def __init__(self, *args, **options):
        options = {"max_digits": 12, "decimal_places": 2} | options
        super().__init__(*args, **options)

    def formfield(self, **options):
        return super().formfield(**{"form_class": MoneyField} | options)

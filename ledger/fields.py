"""How people type money: $1,234.56 as well as 1234.5; anything doubtful is asked again."""

import re
from decimal import Decimal

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

AS_TYPED = re.compile(r"\$? ?(\d{1,9}|\d{1,3}(?:,\d{3}){1,2})?(\.\d{1,2})?", re.ASCII)


class MoneyInput(forms.TextInput):
    template_name = "ledger/widgets/money.html"

    def __init__(self, attrs=None):
        super().__init__({"inputmode": "decimal", "autocomplete": "off"} | (attrs or {}))


class MoneyField(forms.DecimalField):
    """Dollars and cents, with or without a dollar sign and thousands commas."""

    widget = MoneyInput
    default_error_messages = {"invalid": _("Enter an amount like 1,234.56.")}

    def to_python(self, value):
        if isinstance(value, str):
            typed = value.strip()
            if not typed:
                return None
            if not (match := AS_TYPED.fullmatch(typed)) or not any(match.groups()):
                raise ValidationError(self.error_messages["invalid"], code="invalid")
            value = Decimal("".join(part or "" for part in match.groups()).replace(",", ""))
        return super().to_python(value)

    def widget_attrs(self, widget):
        return {}  # a text box: min, max and step belong to number boxes


class Dollars(models.DecimalField):
    """A money column: dollars and cents."""

    def __init__(self, *args, **options):
        options = {"max_digits": 12, "decimal_places": 2} | options
        super().__init__(*args, **options)

    def formfield(self, **options):
        return super().formfield(**{"form_class": MoneyField} | options)

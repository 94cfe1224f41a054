"""The full account number on a debt's form: typed for letters alone, never shown whole again."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ledger import kept_numbers
from ledger.account_numbers import (
    LONGEST,
    is_account_number,
    is_card_number,
    is_social_security_number,
    last_four,
    tidy,
)

WHY = gettext_lazy(
    "Only if you want it in your letters. For all else the last four are enough. We lock it away "
    "and never show it whole on a page. You choose for each letter."
)


class AccountNumberField(forms.CharField):
    """A number as creditors write it. Empty means: as it was."""

    default_error_messages = {
        "invalid": gettext_lazy("Type 4 to 30 letters, digits, spaces and dashes."),
        "social_security": gettext_lazy(
            "This looks like a Social Security number. We never keep one."
        ),
        "card": gettext_lazy(
            "This looks like the number on a card. Anyone who sees it could pay with it. The last "
            "four are enough."
        ),
    }

    def __init__(self, **options):
        super().__init__(**options | {"widget": self.box()})

    def box(self):
        return forms.TextInput(
            {"autocomplete": "off", "spellcheck": "false", "maxlength": LONGEST + 10}
        )

    def clean(self, value):
        number = tidy(super().clean(value))
        if not number:
            return None
        if is_social_security_number(number):
            raise forms.ValidationError(self.error_messages["social_security"], "social_security")
        if is_card_number(number):
            raise forms.ValidationError(self.error_messages["card"], "card")
        if not is_account_number(number):
            raise forms.ValidationError(self.error_messages["invalid"], "invalid")
        return number


class WithAccountNumber:
    """For a debt's form: the last four follow the full number, and it can be taken out again."""

    def add_account_number(self):
        field = self.fields["account_number"]
        field.help_text = WHY
        if not kept_numbers.is_kept(self.instance):
            return
        self.fields["forget_number"] = forms.BooleanField(
            label=_("Take the full number out"), required=False
        )
        field.help_text = self._about_the_one_kept()

    def _about_the_one_kept(self):
        if last4 := kept_numbers.ending(self.instance):
            words = _("We keep a number that ends in {last4}. Leave this empty to keep it.")
            return words.format(last4=last4)
        return _("{lost} Type it again, or take it out.").format(lost=kept_numbers.LOST)

    def number_fields(self):
        """The box, and beside a number that is kept the way to take it out."""
        return ("account_number", *(["forget_number"] if "forget_number" in self.fields else []))

    def clean_account_number_parts(self, cleaned):
        number = cleaned.get("account_number")
        if not number and cleaned.get("forget_number"):
            cleaned["account_number"] = ""
            return
        ending = last_four(number) if number else kept_numbers.ending(self.instance)
        typed = cleaned.get("account_last4")
        if not ending or typed is None:
            return
        is_asked = self.instance._state.adding or not number
        touched = self.is_touched("account_last4", cleaned)
        if is_asked and touched and typed not in ("", ending):
            message = _("The full number ends in {last4}. One of the two is not right.")
            self.add_error("account_last4", message.format(last4=ending))
        cleaned["account_last4"] = ending

from django import forms
from django.utils.translation import gettext as _

from ledger import kept_numbers


class FullNumberField(forms.BooleanField):
    """Whether this one letter shows the whole account number. Nobody is asked for a lost one."""

    def __init__(self, debt):
        readable = kept_numbers.is_readable(debt)
        super().__init__(
            label=_("Show the full account number in this letter"),
            required=False,
            disabled=not readable,
            initial=False,
            help_text=told(debt) if readable else kept_numbers.LOST,
        )


def told(debt):
    words = _(
        "It ends in {last4}. A letter never changes once it is made: the copy we keep shows the "
        "whole number too. Most need only the last four."
    )
    return words.format(last4=kept_numbers.ending(debt))

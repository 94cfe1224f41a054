"""One form field for each question of a letter, by the question's type."""

from datetime import date, timedelta

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from ledger.fields import LinesInput, MoneyField, WholeField, one_line
from ledger.forms.base import DayInput, fault_of
from negotiation.letters.parts import AskType

LINE, TEXT = 120, 1000
ROWS_SHOWN = 2  # lines of a table that are open from the start
CHOSEN = (AskType.YES, AskType.CHOICE, AskType.CHOICES)
OPTIONAL = _("{question} (optional)")
THE_COLUMN = _("{column}: {fault}")
TOO_LATE = _("This is more than %(days)s days ago. The letter would come too late.")


def said_here(wording):
    """A text of the letter's file, in the reader's language."""
    return wording.say(get_language()) if wording else ""


def options(choices):
    return [(choice.key, said_here(choice.label)) for choice in choices]


class RowsWidget(forms.Widget):
    """A small table to type in; empty lines are left out."""

    template_name = "negotiation/widgets/rows.html"

    def __init__(self, columns, count):
        super().__init__()
        self.columns, self.count = columns, count

    def name_of(self, name, row, column):
        return f"{name}-{row}-{column}"

    def value_from_datadict(self, data, files, name):
        places = range(len(self.columns))
        rows = [
            [data.get(self.name_of(name, row, place), "").strip() for place in places]
            for row in range(self.count)
        ]
        return [row for row in rows if any(row)]

    def value_omitted_from_data(self, data, files, name):
        return self.name_of(name, 0, 0) not in data

    def id_for_label(self, id_):
        return f"{id_}-0-0"

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        typed = [*(value or []), *([[]] * self.count)][: self.count]
        rows = [
            [self._cell(name, row, place, cells) for place in range(len(self.columns))]
            for row, cells in enumerate(typed)
        ]
        shown = max(len(value or []) + 1, ROWS_SHOWN)
        return context | {"rows": rows[:shown], "more": rows[shown:], "shown": shown}

    def _cell(self, name, row, place, cells):
        column = self.columns[place]
        called = self.name_of(name, row, place)
        return {
            "name": called,
            "id": f"id_{called}",
            "value": cells[place] if place < len(cells) else "",
            "label": said_here(column.label),
            "is_day": column.type is AskType.DAY,
            "is_money": column.type is AskType.MONEY,
        }


class RowsField(forms.Field):
    """Rows of days, amounts and words; each cell is read as its column says.

    Tables tell of what was charged or paid in, so their days lie behind.
    """

    def __init__(self, ask, *, on, **options):
        self.columns, self.on = ask.columns, on
        super().__init__(widget=RowsWidget(ask.columns, ask.rows_max), **options)

    def clean(self, value):
        return tuple(tuple(map(self._cell, self.columns, row)) for row in value or ())

    def _cell(self, column, typed):
        field = CELLS[column.type]()
        try:
            return self._possible(field.clean(typed))
        except ValidationError as error:
            fault = THE_COLUMN.format(column=said_here(column.label), fault=error.messages[0])
            raise ValidationError(fault) from error

    def _possible(self, value):
        if isinstance(value, date) and (fault := fault_of(value, on=self.on, past=True)):
            raise ValidationError(fault)
        return value


class LineField(forms.CharField):
    def __init__(self, **options):
        super().__init__(**{"max_length": LINE, "strip": True} | options)

    def clean(self, value):
        return one_line(super().clean(value))


CELLS = {AskType.MONEY: MoneyField, AskType.DAY: forms.DateField, AskType.LINE: LineField}


class AskDay(forms.DateField):
    """A day with a year that can be; `past` or `future` where only one makes sense.

    What is too long ago for its letter says so at once.
    """

    def __init__(self, *, ask, on, **options):
        super().__init__(widget=DayInput, **options)
        self.ask, self.on = ask, on

    def validate(self, value):
        super().validate(value)
        if value is None:
            return
        if fault := fault_of(value, on=self.on, past=self.ask.past):
            raise ValidationError(fault)
        if self.ask.future and value < self.on:
            raise ValidationError(_("This day is over. Choose one that is still to come."))
        if self.ask.within_days and value < self.on - timedelta(days=self.ask.within_days):
            raise ValidationError(TOO_LATE % {"days": self.ask.within_days})


def label_of(ask):
    """Its question; what may stay empty says so."""
    label = said_here(ask.label)
    return label if ask.required or ask.type in CHOSEN else OPTIONAL.format(question=label)


def field_for(ask, recipient, *, on):
    """The field of one question; never required here, so that a draft can be kept half done."""
    labels = {"label": label_of(ask), "help_text": said_here(ask.help), "required": False}
    choices = options(ask.choices_for(recipient))
    make = {
        AskType.MONEY: lambda: MoneyField(max_digits=12, decimal_places=2, **labels),
        AskType.DAY: lambda: AskDay(ask=ask, on=on, **labels),
        AskType.LINE: lambda: LineField(**labels),
        AskType.TEXT: lambda: forms.CharField(
            max_length=TEXT, widget=LinesInput({"rows": 3}), **labels
        ),
        AskType.COUNT: lambda: WholeField(min_value=ask.least, max_value=ask.most, **labels),
        AskType.CHOICE: lambda: forms.ChoiceField(
            choices=choices, widget=forms.RadioSelect, **labels
        ),
        AskType.CHOICES: lambda: forms.MultipleChoiceField(
            choices=choices, widget=forms.CheckboxSelectMultiple, **labels
        ),
        AskType.YES: lambda: forms.BooleanField(**labels),
        AskType.ROWS: lambda: RowsField(ask, on=on, **labels),
    }
    return make[ask.type]()


def usual(ask, recipient):
    """What is chosen at first, as the form's data holds it: a list of strings."""
    keys = [choice.key for choice in ask.choices_for(recipient) if choice.usual]
    return keys if ask.type is AskType.CHOICES else keys[:1]


def answer(value):
    """A cleaned value as the letter takes it; None where there is no answer."""
    if value in (None, "", [], (), False):
        return None
    return tuple(value) if isinstance(value, list) else value

"""Two windows over one draft of a letter: what differs between what is typed and what is kept."""

from dataclasses import dataclass

from django import forms
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _

from ledger.forms.both_versions import KEEP, MINE, THEIRS
from negotiation.forms.letter_data import EDIT, WAS

# what says nothing of the letter itself
APART = ("form_key", "asked", "told", "window", "kept")


@dataclass(frozen=True, slots=True)
class Version:
    """One question of the letter as this window has it, and as the draft does."""

    name: str
    label: str
    mine: str
    theirs: str
    choice: str


def of(form, draft):
    """Every question whose answer here is not the one the draft keeps."""
    mine, theirs = form.typed(), draft.answers
    names = {question(form, name) for name in {*mine, *theirs} if is_said(name)}
    asked = [name for name in form.fields if name in names]
    return [
        Version(
            name=name,
            label=str(form.fields[name].label or name),
            mine=shown(form, name, mine),
            theirs=shown(form, name, theirs),
            choice=form.data.get(KEEP + name, MINE),
        )
        for name in asked
        if part(form, name, mine) != part(form, name, theirs)
    ]


def is_said(name):
    return name not in APART and not name.startswith((WAS, KEEP))


def question(form, name):
    """The field an answer belongs to: of a cell, the table's."""
    return name if name in form.fields else name.split("-")[0]


def part(form, name, answers):
    """The answers to one question, by the names they are sent with."""
    return {
        key: [value.strip() for value in values]
        for key, values in answers.items()
        if is_said(key) and question(form, key) == name and any(value.strip() for value in values)
    }


def shown(form, name, answers):
    """The answers to one question as a reader knows them."""
    choices = dict(getattr(form.fields[name], "choices", ()))
    words = {str(key): str(label) for key, label in choices.items()}
    if isinstance(form.fields[name], forms.BooleanField):
        return _("yes") if part(form, name, answers) else _("no")
    found = sorted(part(form, name, answers).items())
    said = [words.get(value, value) for _key, values in found for value in values]
    return "\n".join(said) or _("empty")


def chosen(form, draft, data):
    """What was sent, with the draft's answers where the person chose those."""
    data = MultiValueDict(dict(data.lists()))
    theirs = [name for name in form.fields if data.get(KEEP + name) == THEIRS]
    for name in theirs:
        for key in part(form, name, form.typed()):
            data.pop(key, None)
        for key, values in part(form, name, draft.answers).items():
            data.setlist(key, values)
        if name.startswith(EDIT):
            was = WAS + name.removeprefix(EDIT)
            data.setlist(was, draft.answers.get(was, [""]))
    return data

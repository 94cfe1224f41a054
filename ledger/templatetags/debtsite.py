"""How pages write dollars, days, engine sentences and icons."""

import re
from functools import cache
from pathlib import Path

from django import template
from django.conf import settings
from django.utils.safestring import mark_safe

from ledger import labels, wording

register = template.Library()
ICONS = Path(settings.BASE_DIR) / "static/vendor/bootstrap-icons"

for write in (
    wording.dollars,
    wording.whole_dollars,
    wording.day,
    wording.short_day,
    wording.month,
):
    register.filter(write)
register.filter(wording.weekday)
register.filter(wording.say)
register.filter(wording.say_all)
register.filter(wording.cite)


@register.filter
def label_of(value, kind):
    """What a stored value is called: `{{ debt.kind|label_of:"DEBT_KINDS" }}`."""
    return getattr(labels, kind).get(value, value)


@register.filter
def dialable(phone):
    """The digits a telephone link dials; what follows an extension sign is left to the caller."""
    number = re.split(r"[xX#]|ext", str(phone), maxsplit=1)[0]
    return re.sub(r"[^0-9+]", "", number)


@register.filter
def each_once(laws):
    """One law or several, each once, by what it cites and where it is read; none without a cite."""
    several = laws if isinstance(laws, list | tuple) else [laws]
    return {(law.citation, law.source): law for law in several if law.citation}.values()


@register.inclusion_tag("_errors.html")
def errors(*forms):
    """What these forms want looked at again: the first thing on their page, told nowhere else."""
    wrong = [form for form in forms if form and form.errors]
    for form in wrong:
        form.told_above = True  # see templates/bootstrap5/errors.html
    return {
        "of_forms": [told for form in wrong for told in form.non_field_errors()],
        "of_fields": [
            {"label": bound.label, "id": place_of(bound), "errors": bound.errors}
            for form in wrong
            for bound in as_laid_out(form)
            if bound.errors
        ],
    }


def as_laid_out(form):
    """The form's fields in the order they are seen."""
    layout = getattr(getattr(form, "helper", None), "layout", None)
    names = [pointer.name for pointer in layout.get_field_names()] if layout else []
    return sorted(form, key=lambda bound: [*names, bound.name].index(bound.name))


def place_of(bound):
    """The id of what takes the keyboard: of a group its first button; none for a hidden field."""
    if bound.is_hidden:
        return ""
    return bound.id_for_label or next((part.id_for_label for part in bound.subwidgets), "")


@register.simple_tag
@cache
def icon(name):
    """A decorative icon, drawn in the colour and size of the text beside it."""
    drawing = (ICONS / f"{name}.svg").read_text(encoding="utf-8")
    drawing = " ".join(drawing.split()).replace("> <", "><")
    drawing = drawing.replace('xmlns="http://www.w3.org/2000/svg" ', "", 1)
    drawing = drawing.replace('width="16" height="16"', 'width="1em" height="1em"', 1)
    return mark_safe(drawing.replace("<svg", '<svg aria-hidden="true"', 1))  # noqa: S308 our files

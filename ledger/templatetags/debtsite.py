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

for write in (wording.dollars, wording.whole_dollars, wording.day, wording.short_day):
    register.filter(write)
register.filter(wording.weekday)
register.filter(wording.say)
register.filter(wording.say_all)


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


@register.simple_tag
@cache
def icon(name):
    """A decorative icon, drawn in the colour and size of the text beside it."""
    drawing = (ICONS / f"{name}.svg").read_text(encoding="utf-8")
    drawing = " ".join(drawing.split()).replace("> <", "><")
    drawing = drawing.replace('xmlns="http://www.w3.org/2000/svg" ', "", 1)
    drawing = drawing.replace('width="16" height="16"', 'width="1em" height="1em"', 1)
    return mark_safe(drawing.replace("<svg", '<svg aria-hidden="true"', 1))  # noqa: S308 our files

"""The clocks a person may choose from: the ones of the United States first, by their own names."""

from functools import cache
from zoneinfo import available_timezones

from django.utils.translation import gettext_lazy as _

HERE = {
    "America/New_York": _("Eastern (New York, Miami)"),
    "America/Chicago": _("Central (Chicago, Houston)"),
    "America/Denver": _("Mountain (Denver, Salt Lake City)"),
    "America/Phoenix": _("Arizona (Phoenix)"),
    "America/Los_Angeles": _("Pacific (Los Angeles, Seattle)"),
    "America/Anchorage": _("Alaska (Anchorage)"),
    "Pacific/Honolulu": _("Hawaii (Honolulu)"),
    "America/Puerto_Rico": _("Puerto Rico and Virgin Islands"),
    "Pacific/Guam": _("Guam and Northern Marianas"),
    "Pacific/Pago_Pago": _("American Samoa"),
}
CONTINENTS = (
    "Africa",
    "America",
    "Antarctica",
    "Asia",
    "Atlantic",
    "Australia",
    "Europe",
    "Indian",
    "Pacific",
)


@cache
def elsewhere():
    """Every other place of the world, by continent."""
    places = sorted(
        name
        for name in available_timezones()
        if name.partition("/")[0] in CONTINENTS and name not in HERE
    )
    return tuple((name, name.replace("_", " ").replace("/", ": ", 1)) for name in places)


def choices(chosen=""):
    """The list for a form; what is chosen already is always in it."""
    groups = [(_("United States"), tuple(HERE.items())), (_("Elsewhere"), elsewhere())]
    known = {name for _label, places in groups for name, _place in places}
    return groups if not chosen or chosen in known else [(chosen, chosen), *groups]

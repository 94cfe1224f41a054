"""How the plan's pictures write months and round figures."""

from django import template

from ledger.dates import add_months

register = template.Library()
THOUSAND = 1000


@register.filter
def month_after(day, months):
    """The day so many months later, for `|month`."""
    return add_months(day, months)


@register.filter
def round_dollars(amount):
    """$40k where thousands are enough, as beside the lines of a picture."""
    if amount >= THOUSAND and not amount % (THOUSAND // 10):
        return f"${amount / THOUSAND:g}k"
    return f"${amount}"

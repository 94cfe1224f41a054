"""Letters to draw, each with its own words in it, and the way WeasyPrint's documentation draws one.

Both sides make tagged PDF/UA.
"""

from datetime import date, timedelta
from pathlib import Path

import weasyprint
from weasyprint.text.fonts import FontConfiguration

from debtsite import native
from negotiation.letters.compose import to_html
from tests.negotiation.letters.sample import letter

STYLES = Path("static/css/letter.css")
KINDS = ("L1", "L2", "L5", "L6", "L10", "L20")
FIRST = date(2026, 3, 5)


def page(number, kind=None):
    """The HTML of one letter of many: no two have the same sender, date and account."""
    return str(
        to_html(
            letter(
                kind or KINDS[number % len(KINDS)],
                "en" if number // len(KINDS) % 3 else "es",
                date=FIRST + timedelta(days=number % 300),
                sender_name=f"Alice Marlowe {number}",
                sender_lines=(f"{number} Orchard Street", f"Rochester, NY {14000 + number}"),
                recipient_name=f"Midtown Recovery {number % 37}",
                references=(
                    ("Creditor", "Harbor Bank"),
                    ("Account", f"ending in {number:04}"),
                    ("Your reference", f"MR-{20000 + number}"),
                    ("Amount you claim", f"${1000 + 7 * number:,}.{number % 100:02}"),
                ),
            )
        )
    )


def pages(count):
    return [page(number) for number in range(count)]


def naive(html):
    """Everything read anew for each letter."""
    fonts = FontConfiguration()
    styles = weasyprint.CSS(filename=STYLES, font_config=fonts)
    return weasyprint.HTML(string=html).write_pdf(
        stylesheets=[styles], font_config=fonts, pdf_variant="pdf/ua-1"
    )


def tell():
    """Without this library both sides take twice as long."""
    there = "without" if "HarfBuzz subset" in native.missing() else "with"
    print(f"({there} harfbuzz-subset)", flush=True)

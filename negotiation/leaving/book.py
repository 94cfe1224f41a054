"""index.html: the whole workspace to read in any browser, without a network and without scripts.

Written a row at a time. What people typed is escaped wherever it stands; the page forbids itself
to load anything at all.
"""

from base64 import b64encode
from hashlib import sha256
from pathlib import Path

from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from debtsite.background import stop_if_leaving
from negotiation.leaving import book_parts

STYLE = Path(__file__).with_name("book.css").read_text(encoding="utf-8")
FINGERPRINT = b64encode(sha256(STYLE.encode()).digest()).decode()
POLICY = f"default-src 'none'; style-src 'sha256-{FINGERPRINT}'"


def write(path, workspace):
    parts = book_parts.of(workspace)
    with open(path, "w", encoding="utf-8") as out:
        out.write(head(workspace, parts))
        for part in parts:
            stop_if_leaving()
            write_part(out, part)
        out.write("</main>\n</body>\n</html>\n")


def head(workspace, parts):
    style = mark_safe(f"<style>{STYLE}</style>")  # noqa: S308 - a file of ours
    context = {
        "language": get_language(),
        "policy": POLICY,
        "style": style,
        "workspace": workspace,
        "made_at": timezone.localtime(),
        "parts": parts,
    }
    return render_to_string("negotiation/leaving/book_head.html", context)


def write_part(out, part):
    """A heading and a table; what is empty says so."""
    out.write(format_html('<section id="{}">\n<h2>{}</h2>\n', part.id, part.title))
    rows = iter(part.rows)
    first = next(rows, None)
    if first is None:
        out.write(format_html('<p class="none">{}</p>\n</section>\n', _("Nothing here.")))
        return
    named = ((class_of(column, part), title) for column, title in enumerate(part.columns))
    heads = format_html_join("", '<th scope="col" class="{}">{}</th>', named)
    box = '<div class="wide" role="region" tabindex="0" aria-label="{}"><table>\n'
    out.write(format_html(box, part.title))
    out.write(format_html("<thead><tr>{}</tr></thead>\n<tbody>\n", heads))
    out.write(line(first, part))
    for row in rows:
        out.write(line(row, part))
    out.write("</tbody></table></div>\n</section>\n")


def line(row, part):
    """One row of cells; figures stand to the right."""
    cells = (
        format_html('<td class="{}">{}</td>', class_of(column, part), value)
        for column, value in enumerate(row)
    )
    return f"<tr>{''.join(cells)}</tr>\n"


def class_of(column, part):
    return "figure" if column in part.figures else ""

"""Walks the real pages: what can be opened, and the forms that stand there, filled by anybody."""

from itertools import cycle, islice
from urllib.parse import urlencode, urlsplit

from lxml import html

from tests import test_tenancy
from tests.test_tenancy import url_of

# they end what the walk stands on; each is tried last or not at all
ENDS = (
    "archive", "discard", "departure", "_end", "erase", "_leave", "logout", "remove", "restore",
    "revoke", "_stop", "take_back", "withdraw", "workspace_open",
)  # fmt: skip
ADDRESSES = ("href", "src", "action", "formaction", "xlink:href", "hx-get", "hx-post")
EMBEDDED = ("iframe", "object", "embed", "style", "base")
PLAIN = {
    "date": "2026-03-02",
    "time": "10:30",
    "datetime-local": "2026-03-02T10:30",
    "number": "3",
    "email": "somebody@example.org",
}


def routes():
    return [(name, params) for name, params in test_tenancy.ROUTES]


def addresses(known):
    """Every route of the site as (name, address)."""
    return [(name, url_of(name, params, known)) for name, params in routes()]


def body_of(page):
    return b"".join(page.streaming_content) if page.streaming else page.content


def some(values, number, *, each=3):
    """A few of these for one of many pages, others for the next: together they get them all."""
    return islice(cycle(values), number * each % len(values), number * each % len(values) + each)


def send(client, to, typed):
    """As a browser sends it, and also what no browser would."""
    body = urlencode(typed, errors="surrogatepass")
    return client.post(to, body, content_type="application/x-www-form-urlencoded")


def is_page(page):
    return page.status_code == 200 and page["Content-Type"].startswith("text/html")


def tree(page):
    return html.document_fromstring(page.text) if page.text.strip() else html.Element("html")


def forms_on(page, *, at):
    """The forms of a page that change something, with the address each is sent to."""
    for form in tree(page).forms:
        to = urlsplit(form.action or at).path
        if form.method == "POST" and not any(end in to for end in ENDS) and "/accounts/" not in to:
            yield to, form


def filled(form, words):
    """What somebody sends who types these words, in turn, into whatever takes words."""
    words = iter(words)
    typed = {}
    for field in form.inputs:
        name, kind = field.get("name"), field.get("type", "")
        if not name or kind in ("submit", "button", "file"):
            continue
        if field.tag == "select":
            typed[name] = chosen(field)
        elif field.tag == "textarea" or kind in ("text", "search", "tel", "url", ""):
            typed[name] = figure(field) or next(words)
        elif kind in ("radio", "checkbox"):
            if field.get("checked") is not None or (kind == "radio" and name not in typed):
                typed[name] = field.get("value", "on")
        else:
            typed[name] = field.get("value") or PLAIN.get(kind, "")
    return typed


def figure(field):
    """What is known or likely, where a number is asked for."""
    if field.get("inputmode") in ("decimal", "numeric"):
        return field.get("value") or "10"
    return ""


def chosen(field):
    options = [value for value in field.value_options if value]
    return field.value or (options[0] if options else "")


def active(page):
    """What in a page would run or load though the site never wrote it."""
    for element in tree(page).iter():
        if isinstance(element.tag, str):
            if element.tag in EMBEDDED or (element.tag == "script" and not element.get("src")):
                yield element.tag
            yield from (f"{element.tag} {name}={value}" for name, value in live(element))


def live(element):
    for name, value in element.attrib.items():
        runs = name.startswith(("on", "hx-on")) or name == "srcdoc"
        leads = name in ADDRESSES and value.strip().lower().startswith(("javascript:", "data:"))
        if runs or leads or (name in ADDRESSES and value == "x"):
            yield name, value

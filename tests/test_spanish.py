"""The Spanish catalogue: whole, true to its originals, and compiled. Needs no gettext."""

import gettext
import io
import re
from datetime import date, time
from decimal import Decimal

import pytest
from babel.messages.extract import extract_python
from babel.messages.pofile import read_po
from django.template.defaultfilters import filesizeformat
from django.utils.formats import localize, time_format
from django.utils.translation import override
from django.utils.translation.template import templatize

from ledger import wording
from ledger.words import text
from scripts.messages import ROOT, compiled

CATALOGUE = ROOT / "locale/es/LC_MESSAGES/django.po"
MARKS = {
    mark: places
    for name, places in (
        ("gettext", None),
        ("ngettext", (1, 2)),
        ("pgettext", ((1, "c"), 2)),
        ("npgettext", ((1, "c"), 2, 3)),
    )
    for mark in (name, f"{name}_lazy", f"{name}_noop")
} | {"_": None, "text": None}
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}|</?\w+>")
SOURCES = ("debtsite", "ledger", "negotiation")


def messages():
    with CATALOGUE.open("rb") as file:
        return [message for message in read_po(file, locale="es") if message.id]


def forms(said):
    return said if isinstance(said, tuple | list) else (said,)


def of_python(source):
    """Each (context, original) that a module marks; of a plural the first form."""
    for _line, mark, said, _comments in extract_python(io.BytesIO(source.encode()), MARKS, (), {}):
        *context, original = forms(said)[: 2 if "pgettext" in mark else 1]
        if original:  # a variable has no text to collect
            yield (context[0] if context else None, original)


def of_template(source):
    """The same for a template: Django turns its tags into calls, one to a line."""
    for line in templatize(source).splitlines():
        if "gettext(" in line or "_(" in line:
            yield from of_python(line.strip() + "\n")


def marked():
    for folder in SOURCES:
        for path in sorted((ROOT / folder).rglob("*.py")):
            yield from ((path, *found) for found in of_python(path.read_text()))
    for path in sorted((ROOT / "templates").rglob("*.*")):
        yield from ((path, *found) for found in of_template(path.read_text()))


def test_every_text_has_a_spanish_one():
    missing = [m.id for m in messages() if m.fuzzy or not all(forms(m.string))]
    assert not missing


def test_no_spanish_text_loses_or_invents_a_value():
    def values(said):
        return sorted(set(PLACEHOLDER.findall(said)))

    wrong = [
        (original, said)
        for message in messages()
        for original, said in zip(forms(message.id), forms(message.string), strict=True)
        if values(original) != values(said)
    ]
    assert not wrong


def test_a_sentence_ends_as_its_original_does():
    """A stop, a question or a colon says what a text is, in both languages."""
    ends = tuple(".?:")
    wrong = [
        (original, said)
        for message in messages()
        for original, said in zip(forms(message.id), forms(message.string), strict=True)
        if (original[-1] if original.endswith(ends) else "")
        != (said[-1] if said.endswith(ends) else "")
        or said.count("?") != said.count("¿")
    ]
    assert not wrong


def test_the_catalogue_holds_every_text_that_is_marked():
    """If this fails: `.venv/bin/python scripts/messages.py`, then translate what is empty."""
    known = {(message.context, forms(message.id)[0]) for message in messages()}
    missing = [
        (str(path.relative_to(ROOT)), original)
        for path, context, original in marked()
        if (context, original) not in known
    ]
    assert not missing


def test_the_catalogue_holds_no_text_that_is_gone():
    used = {(context, original) for _path, context, original in marked()}
    gone = [m.id for m in messages() if (m.context, forms(m.id)[0]) not in used]
    assert not gone


def test_what_is_served_is_compiled_from_what_is_read():
    """If this fails: `.venv/bin/python scripts/messages.py --compile`."""
    assert CATALOGUE.with_suffix(".mo").read_bytes() == compiled(CATALOGUE)


def test_spanish_counts_as_spanish_does():
    with CATALOGUE.with_suffix(".mo").open("rb") as file:
        spanish = gettext.GNUTranslations(file)
    said = [spanish.ngettext("one debt", "%(number)s debts", n) for n in (0, 1, 2)]
    assert said == ["%(number)s deudas", "una deuda", "%(number)s deudas"]


@pytest.mark.parametrize(
    ("written", "spanish"),
    [
        (lambda: wording.day(date(2026, 3, 2)), "2 de marzo de 2026"),
        (lambda: wording.short_day(date(2026, 3, 2)), "2 de mar"),
        (lambda: wording.weekday(date(2026, 3, 2)), "lunes 2 de marzo"),
        (lambda: time_format(time(14, 5)), "2:05 p.m."),
        (lambda: localize(Decimal("26.99")), "26.99"),
        (lambda: filesizeformat(35430), "34.6\xa0KB"),
        (
            lambda: wording.say(text("You paid {amount}.", amount=Decimal("1234.56"))),
            "Usted pagó $1,234.56.",
        ),
        (
            lambda: wording.say(text("As of {as_of_on}.", as_of_on=date(2026, 3, 2))),
            "Con fecha del 2 de marzo de 2026.",
        ),
    ],
)
def test_a_spanish_page_writes_as_readers_here_do(written, spanish):
    """Dollars and hours as on any paper here, months in words."""
    with override("es"):
        assert written() == spanish


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ('{% translate "Save" %}', [(None, "Save")]),
        ('{% translate "Put away" context "act" %}', [("act", "Put away")]),
        ("{% blocktranslate trimmed %}\n  Two\n  lines\n{% endblocktranslate %}", ["Two lines"]),
        ("{% blocktranslate count n=n %}one{% plural %}{{ n }}{% endblocktranslate %}", ["one"]),
        ('<p title="it\'s">{{ "Yes"|yesno:_("Nothing") }}</p>', ["Nothing"]),
        ("<p>Bare words</p>", []),
    ],
)
def test_the_scan_of_a_template_finds_what_is_marked(source, found):
    assert list(of_template(source)) == [
        one if isinstance(one, tuple) else (None, one) for one in found
    ]


def test_the_scan_of_a_module_finds_what_is_marked():
    source = 'text("On {day}" " it came.", day=day)\npgettext("short day", "M j")\ntext(kind)\n'
    assert list(of_python(source)) == [(None, "On {day} it came."), ("short day", "M j")]


def test_every_folder_of_code_is_looked_through():
    """A new application must be added to SOURCES, or its texts are not missed."""
    code = {path.parent.name for path in ROOT.glob("*/__init__.py")} - {"tests"}
    assert code == set(SOURCES)

"""Logs that hold no personal data: what went wrong and where in the code, never with whose figures.

Every logger writes through `Redacted`. A page is named by its pattern, since an address may hold a
token or a search; an exception by its type and place, since its text may quote what was typed;
and whatever else is said loses what looks like an address, an amount, a number or a key.
"""

import logging
import re
import sys
import traceback
from pathlib import Path

from django.urls import Resolver404, resolve

BASE_DIR = Path(__file__).resolve().parent.parent
PLACES = 12  # the innermost places of an error that are named
ACCESS, SERVER = "granian.access", "django.server"
REQUEST_LINE = re.compile(r"([A-Z]{3,8}) (/\S*) (HTTP/[\d.]+)")
NOWHERE = "(no such page)"
PAGE = "\0"  # where the page is named, once the rest is made harmless
UNREADABLE = "a message that could not be written"
HIDDEN = (
    ("e-mail", re.compile(r"(?<![^\s<>\"'(,;:=@])[^\s<>\"'(,;:=@]+@[^\s<>\"'),;:]+")),
    ("text", re.compile(r"(?<![\w])(?:'[^'\n]*'|\"[^\"\n]*\"|“[^“”\n]*”|`[^`\n]*`)")),
    ("query", re.compile(r"(?<=\S)\?\S+")),
    # Key (email)=(anna@example.org) already exists
    ("values", re.compile(r"=\([^\n]*\)|=\([^\n]*")),
    ("amount", re.compile(r"\$\s?\d[\d,.]*|\b\d[\d,]{0,20}\.\d\d\b")),
    ("key", re.compile(r"(?<![\w-])(?=[\w-]*\d)(?=[\w-]*[A-Za-z])[\w-]{16,}")),
    ("number", re.compile(r"\d(?:[ -]?\d){5,}")),
)


class Redacted(logging.Formatter):
    def __init__(self, **_options):
        super().__init__("{asctime} {levelname} {name}: {message}", style="{")

    def format(self, record):
        shown = logging.makeLogRecord(record.__dict__)
        shown.msg, shown.args = said(record), None
        shown.exc_info = shown.exc_text = shown.stack_info = None
        line = super().format(shown)
        error = record.exc_info[1] if record.exc_info else None
        return "\n".join([line, *told(error)])


class Stream(logging.StreamHandler):
    """To the standard error stream; what cannot be written there is not quoted somewhere else."""

    def __init__(self):
        super().__init__(sys.stderr)

    def handleError(self, record):
        pass


def said(record):
    """The message with its values made harmless."""
    if record.name == ACCESS and isinstance(record.args, dict):
        return access(record.msg, record.args)
    if record.name == SERVER and record.args:
        return " ".join([request_line(str(record.args[0])), *map(str, record.args[1:2])])
    request = getattr(record, "request", None)
    path = getattr(request, "path", None)
    args = record.args if isinstance(record.args, tuple) else (record.args,)
    shown = tuple(PAGE if arg and arg == path else harmless(arg) for arg in args)
    try:
        message = str(harmless(record.msg)) % shown if record.args else harmless(record.msg)
    except (TypeError, ValueError, KeyError):
        message = UNREADABLE
    return hidden(str(message)).replace(PAGE, page_of(request))


def harmless(value):
    return type(value).__qualname__ if isinstance(value, BaseException) else value


def access(form, values):
    """A line of the web server: of the address its pattern, of the visitor the network."""
    method = values.get("method", "")
    known = {"method", "status", "dt_ms", "protocol", "scheme", "time"}
    shown = {name: value if name in known else "-" for name, value in values.items()}
    shown |= {"path": pattern_of(values.get("path", "")), "addr": "-"}
    try:
        return form % shown
    except (TypeError, ValueError, KeyError):
        return f"{method} {shown['path']} {values.get('status', '')}"


def request_line(line):
    found = REQUEST_LINE.fullmatch(line)
    return f"{found[1]} {pattern_of(found[2].partition('?')[0])}" if found else "a request"


def page_of(request):
    match = getattr(request, "resolver_match", None)
    return f"{getattr(request, 'method', '')} {f'/{match.route}' if match else NOWHERE}"


def pattern_of(path):
    """What the site calls the page at this address."""
    try:
        return f"/{resolve(path).route}"
    except Resolver404:
        return NOWHERE


def hidden(text):
    for name, pattern in HIDDEN:
        text = pattern.sub(f"[{name}]", text)
    return text


def told(error):
    """An exception and those it came from: types and places, and which rule of the database."""
    seen = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield f"  {type(error).__module__}.{type(error).__qualname__}{rule_of(error)}"
        frames = traceback.extract_tb(error.__traceback__)[-PLACES:]
        yield from (f"    {place_of(frame)}" for frame in frames)
        error = error.__cause__ or error.__context__


def place_of(frame):
    path = Path(frame.filename)
    within = path.relative_to(BASE_DIR) if path.is_relative_to(BASE_DIR) else path
    return f"{within}:{frame.lineno} {frame.name}"


def rule_of(error):
    """PostgreSQL names the constraint; its detail would quote the row."""
    name = getattr(getattr(error, "diag", None), "constraint_name", None)
    return f" ({name})" if name else ""

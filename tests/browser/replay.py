"""Everything one person's browser asked for, asked once more by another: not a word comes back.

Off unless REPLAY names a file for its figures, as `./run drill replay` does: it doubles the time
of the browser tests.
"""

import os
import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path

from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.db import models
from django.test import Client

from ledger.models import User, Workspace
from ledger.walls.pieces import models_of_a_workspace
from tests import make

SHORT = 7  # letters: anything shorter may be a word of any page
TOO_LONG = 2_000_000  # bytes of a post; more is a test of its own
OTHER = "replayer"
# what any page may hold: defaults, and names of kinds
COMMON = re.compile(r"My debts|America/New_York|[a-z_]+")


@dataclass(frozen=True, slots=True)
class Asked:
    """One request as it came."""

    method: str
    path: str
    content_type: str
    body: bytes


class Tape:
    """Writes down what the site is asked, while it runs."""

    def __init__(self, monkeypatch):
        self.asked = {}
        answer = WSGIHandler.get_response

        def get_response(handler, request):
            self.write_down(request)
            return answer(handler, request)

        monkeypatch.setattr(WSGIHandler, "get_response", get_response)

    def write_down(self, request):
        if int(request.META.get("CONTENT_LENGTH") or 0) > TOO_LONG:
            return
        if not request.path.startswith(("/static/", "/accounts/")):
            body = request.body if request.method == "POST" else b""
            asked = Asked(request.method, request.get_full_path(), request.content_type, body)
            self.asked[asked] = None

    def play(self):
        """Ask all of it again as somebody else; (address, word) of every word that came back."""
        words = canaries()
        if not words or not self.asked:
            return []
        client, before = another(), untouched()
        found = [leak for asked in self.asked for leak in leaks(client, asked, words)]
        tell(len(self.asked), len(words))
        assert untouched() == before, "another person's replay changed rows that are not theirs"
        return found


def tell(asked, words):
    """Adds what was asked, and how many words were looked for, to the drill's list."""
    with Path(os.environ["REPLAY"]).open("a") as told:
        told.write(f"{asked} {words}\n")


def another():
    """Signed in, with a workspace of their own and one debt in it."""
    person = make.user(OTHER)
    workspace = make.workspace(person, full_name="Rep Layer", street="9 Elm")
    make.debt(workspace, nickname="Own", collector=make.creditor(workspace, name="Own Lender"))
    client = Client(raise_request_exception=False)
    client.force_login(person)
    return client


def leaks(client, asked, words):
    send = {"content_type": asked.content_type, "data": asked.body} if asked.body else {}
    page = getattr(client, asked.method.lower())(asked.path, **send)
    content = b"".join(page.streaming_content) if page.streaming else page.content
    text = content.decode(errors="replace") + repr(page.headers)
    sent = f"{asked.path} {asked.body.decode(errors='replace')}"  # what one types, one may see
    return [(asked.method, asked.path, word) for word in words if word in text and word not in sent]


def others():
    return Workspace.objects.exclude(memberships__user__email__startswith=OTHER)


@cache
def words_of_the_site():
    """All that pages say by themselves; a debt called "Car loan" is no sign of anybody."""
    texts = Path(settings.LOCALE_PATHS[0], "es/LC_MESSAGES/django.po").read_text("utf-8")
    return texts.replace('"\n"', "")


def canaries():
    """What the first person typed or has: names, texts, amounts with cents."""
    found = {*User.objects.exclude(email__startswith=OTHER).values_list("email", flat=True)}
    rows = [(Workspace, others())]
    rows += [(m, m._base_manager.filter(workspace__in=others())) for m in models_of_a_workspace()]
    for model, mine in rows:
        for field in model._meta.local_fields:
            if field.editable and not field.choices and is_telling(field):
                values = mine.exclude(**{field.name: None}).values_list(field.name, flat=True)
                found |= {shown(value) for value in values}
    return sorted(
        word
        for word in found
        if len(word) >= SHORT and not COMMON.fullmatch(word) and word not in words_of_the_site()
    )


def is_telling(field):
    return isinstance(field, models.CharField | models.TextField | models.DecimalField)


def shown(value):
    if isinstance(value, Decimal):
        return f"{value:,.2f}" if value % 10 else ""
    return " ".join(str(value).split())


def untouched():
    return [
        (model.__name__, model._base_manager.filter(workspace__in=others()).count())
        for model in models_of_a_workspace()
    ]

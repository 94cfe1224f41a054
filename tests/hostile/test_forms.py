"""Strings that break programs, typed into every text field of every form, and looked at again."""

from collections import defaultdict
from itertools import cycle, islice

import pytest

from ledger.models import Contact
from tests.hostile import naughty, pages

ROUNDS = 4
WORKED_OUT = ("7123", "argon2$", "&amp;lt;")  # a template that was run; escaped twice
STRINGS = [*naughty.ALL.values()]


def sent(client, known, strings, *, rounds):
    """Every form, several times with other strings: {(route, status): strings that got there}."""
    answers = defaultdict(set)
    for name, address in pages.addresses(known):
        page = client.get(address)
        assert page.status_code < 500, (name, page.status_code)
        if not pages.is_page(page):
            continue
        for number, (to, form) in enumerate(pages.forms_on(page, at=address)):
            for turn in range(rounds):
                start = turn * len(strings) // rounds + number
                typed = pages.filled(form, islice(cycle(strings), start, None))
                answer = pages.send(client, to, typed)
                answers[name, answer.status_code].add(start)
                assert answer.status_code < 500, (name, to, start, typed)
    return answers


@pytest.mark.parametrize("language", ["en", "es"])
def test_no_string_in_any_field_of_any_form_breaks_anything(hers, workspace, known, language):
    workspace.language = language
    workspace.save()
    answers = sent(hers, known, STRINGS, rounds=ROUNDS if language == "en" else 1)
    saved = {name for name, status in answers if status == 302}
    assert len(saved) >= 20, sorted(saved)
    broken, live = [], []
    for name, address in pages.addresses(known):
        page = hers.get(address)
        if page.status_code >= 500:
            broken.append((name, page.status_code))
        elif pages.is_page(page):
            live += [(name, what) for what in pages.active(page)]
            live += [(name, sign) for sign in WORKED_OUT if sign in page.text]
    assert (broken, live) == ([], [])


def test_the_check_finds_what_would_run(hers, debt):
    """Escaped by hand wrongly once, so that it is seen to be seen."""
    debt.nickname = naughty.XSS["image"]
    debt.save()
    page = hers.get(debt.get_absolute_url())
    assert not [*pages.active(page)]
    page.content = page.content.replace(b"&lt;img", b"<img").replace(b"&gt;", b">")
    assert [*pages.active(page)]


@pytest.mark.parametrize("words", naughty.ALL.values(), ids=list(naughty.ALL))
def test_what_is_typed_comes_back_as_it_is_seen(hers, known, words):
    """No sign that can be seen is lost, and none that cannot be is kept."""
    address = pages.url_of("ledger:contact_create", ["creditor_id"], known)
    typed = {"name": "Somebody", "department": words[:80]}
    answer = pages.send(hers, address, typed)
    assert answer.status_code in (200, 302)
    if answer.status_code == 302:
        kept = Contact.objects.get(name="Somebody").department
        assert kept == " ".join(kept.split())
        assert not {"\x00", "\n", "\r", "\u202e", "\ud800", "\x1b"} & set(kept)

"""What people do in a drill, each act with its form's key, sent again until it is acknowledged."""

import time
from dataclasses import dataclass

from tests.drills.browser import LOST, Fields
from tests.drills.live import Failed

SOON = 0.1  # seconds before the next try
AWAY = (502, 503, 504)


@dataclass(frozen=True)
class Done:
    """An act that the site said yes to; `tries` counts how often it had to be sent."""

    kind: str
    key: str
    tries: int
    where: str


def insist(ask, *, until):
    """Ask until there is an answer; the answer, and how many tries it took."""
    tries = 0
    while True:
        tries += 1
        try:
            answer = ask()
        except LOST:
            answer = (0, "", "")
        if answer[0] not in (0, *AWAY):
            return answer, tries
        if time.monotonic() > until:
            raise Failed(f"no answer in time, the last was {answer[0]}")
        time.sleep(SOON)


def act(kind, browser, path, *, having="form_key", patience=3600, **typed):
    """Open the form, fill it in, and send the very same until it is acknowledged."""
    until = time.monotonic() + patience
    (status, page, _), _tries = insist(lambda: browser.get(path), until=until)
    if status != 200:
        raise Failed(f"{kind}: its form answers {status}")
    pairs = Fields(page, having=having).changed(**typed)
    (status, page, where), tries = insist(lambda: browser.post(path, pairs), until=until)
    if status != 302:
        raise Failed(f"{kind}: answered {status} instead of going on: {faults(page)}")
    return Done(kind, dict(pairs)["form_key"], tries, where)


def faults(page):
    at = page.find("alert")
    return " ".join(page[max(0, at - 50) : at + 600].split()) if at >= 0 else page[:300]


def log_call(browser, person, debt):
    return act("call", browser, f"/debts/{debt}/calls/new/", tap="voicemail")


def record_payment(browser, person, debt):
    path = f"/debts/{debt}/payments/new/"
    return act("payment", browser, path, amount="1.00", paid_on="2026-01-15")


def issue_letter(browser, person, debt):
    return act("letter", browser, f"/debts/{debt}/letters/new/L5/", issue="1")


def print_letter(browser, person, letter):
    path = f"/workspaces/{person.workspace}/print/?letter={letter}"
    return act("print run", browser, path, letters=letter)

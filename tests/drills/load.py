"""60 people at once against two processes on two cores; then again with PDF bombs beside them.

Each person opens a page or does something, thinks for a while, and goes on. What a page takes is
told against what it takes for one person alone. Calm and bombed stretches take turns, so that
whatever else the machine does falls on both.
"""

import random
import statistics
import threading
import time
from collections import defaultdict

from django.db import connections

from tests.drills import acts, bombs
from tests.drills.browser import LOST, Fields
from tests.drills.live import Failed
from tests.drills.people import person

PEOPLE, THINKS = 60, (1.0, 5.0)  # seconds
ALONE, SECONDS, TURNS = 15, 60, 4  # seconds alone and together; stretches of each sort
STRETCH = 40  # of each turn, calm and bombed
MOST = 1.5  # how much longer a page may take beside them
MIX = {
    "board": 6, "case": 5, "letter list": 3, "preview": 4, "plan": 2, "call": 2, "letter": 1,
}  # fmt: skip


def run(site, *, seed, times=TURNS):
    site.processes = 2
    site.make()
    people = [person(f"load{n}", debts=4) for n in range(PEOPLE)]
    bomber = bombs.armed(person("bomber"))
    connections.close_all()
    site.start_web()
    site.start_worker()
    site.wait_until_ready()
    crowd(site, people[:1], 5, seed)  # warm
    alone = crowd(site, people[:1], ALONE, seed, thinks=(0.0, 0.2))
    together = crowd(site, people, SECONDS, seed)
    yield f"seed {seed}: {PEOPLE} people think {THINKS[0]:.0f} to {THINKS[1]:.0f} s in between"
    yield from told(alone, together)
    calm, bombed, printed, drawn = [], [], 0, 0
    for turn in range(times):
        calm.append(crowd(site, people, STRETCH, seed + turn))
        with bombs.Bombs(site, bomber) as at_work:
            bombed.append(crowd(site, people, STRETCH, seed + turn))
        printed, drawn = printed + at_work.printed, drawn + at_work.drawn
    yield f"PDF bombs: {printed} printed by the worker, {drawn} stopped at the press"
    if not (printed and drawn):
        raise Failed("no bomb was thrown")
    yield from compared(calm, bombed)


def told(alone, together):
    one, many = alone["all"], together["all"]
    yield f"{len(many)} pages in {SECONDS} s, no error"
    for name, part in (("p50", 50), ("p95", 95)):
        busy, quiet = at(many, part), at(one, part)
        yield f"{name}: {busy / quiet:.1f}x one person alone ({busy:.3f} s, {quiet:.3f} s)"
    yield f"p95 by page, seconds: {by_page(together)}"


def by_page(taken):
    return ", ".join(f"{name} {at(taken[name], 95):.2f}" for name in MIX if taken[name])


def compared(calm, bombed):
    ratios = [at(b["all"], 95) / at(c["all"], 95) for c, b in zip(calm, bombed, strict=True)]
    middle = statistics.median(ratios)
    each = ", ".join(f"{ratio:.2f}" for ratio in ratios)
    yield f"beside them: p95 {middle:.2f}x of without (turns: {each}; most {MOST}x)"
    worst = max(bombed, key=lambda taken: at(taken["all"], 95))
    yield f"p95 by page in the worst turn, seconds: {by_page(worst)}"
    if middle > MOST:
        raise Failed(f"bombs cost bystanders {middle:.2f}x")


def at(values, part):
    return statistics.quantiles(values, n=100)[part - 1]


def crowd(site, people, seconds, seed, *, thinks=THINKS):
    """Seconds each page took, by page and of all; any error is a failure."""
    taken, faults, until = defaultdict(list), [], time.monotonic() + seconds
    lock = threading.Lock()

    def live(somebody, number):
        chance = random.Random(f"{seed}-{number}")
        time.sleep(chance.uniform(0, thinks[1]))
        while time.monotonic() < until and not faults:
            what = chance.choices([*MIX], MIX.values())[0]
            try:
                spent = do(what, somebody.browser(site), somebody, chance.choice(somebody.debts))
            except (Failed, LookupError, *LOST) as fault:
                faults.append(f"{what}: {type(fault).__name__} {fault}")
                return
            with lock:
                taken[what].append(spent)
                taken["all"].append(spent)
            time.sleep(chance.uniform(*thinks))

    threads = [
        threading.Thread(target=live, args=(somebody, number))
        for number, somebody in enumerate(people)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if faults:
        raise Failed(f"{len(faults)} errors: {faults[0]}")
    return taken


def do(what, browser, somebody, debt):
    """Seconds for the page asked for; what has to be opened before does not count."""
    if what in ("call", "letter", "preview"):
        return typed(what, browser, debt)
    path = {
        "board": "/",
        "case": f"/debts/{debt}/",
        "letter list": f"/workspaces/{somebody.workspace}/letters/",
        "plan": "/plan/",
    }[what]
    began = time.monotonic()
    status, page, _where = browser.get(path)
    if status != 200:
        raise Failed(f"{path} answers {status}: {page[:200]}")
    return time.monotonic() - began


def typed(what, browser, debt):
    path = f"/debts/{debt}/" + ("calls/new/" if what == "call" else "letters/new/L5/")
    status, page, _where = browser.get(path)
    if status != 200:
        raise Failed(f"{path} answers {status}: {page[:200]}")
    more = {"call": {"tap": "voicemail"}, "letter": {"issue": "1"}, "preview": {}}[what]
    pairs = Fields(page, having="form_key").changed(**more)
    began = time.monotonic()
    status, page, _where = browser.post(path, pairs)
    if status != (200 if what == "preview" else 302):
        raise Failed(f"{what} answers {status}: {acts.faults(page)}")
    return time.monotonic() - began

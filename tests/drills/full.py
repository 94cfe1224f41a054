"""A disk that runs full, for real: said in plain words, nothing half, and all goes on afterwards.

Needs root, to make a small disk of memory; without it says so and tries nothing.
"""

import os
import shutil
import subprocess
from pathlib import Path

from django.db import connections

from ledger.models import Document
from negotiation.models import Letter
from tests.drills.browser import Fields
from tests.drills.live import Failed
from tests.drills.people import person

SIZE = 48 * 1024 * 1024
PAPER = b"%PDF-1.7 " + os.urandom(900_000) + b" %%EOF"
SAID = "This site has no room left"


def run(site, *, seed, times=1):
    mount = ["mount", "-t", "tmpfs", "-o", f"size={SIZE}", "tmpfs", str(site.home)]
    if os.geteuid() or subprocess.call(mount):
        yield "not tried: making a small disk needs root"
        return
    try:
        yield from tried(site)
    finally:
        connections.close_all()
        site.kill_web()
        subprocess.call(["umount", "-l", site.home])
        shutil.rmtree(f"{site.home}-static", ignore_errors=True)


def tried(site):
    site.environ["STATIC_ROOT"] = os.environ["STATIC_ROOT"] = f"{site.home}-static"
    site.make()
    somebody = person("full")
    browser, debt = somebody.browser(site), somebody.debts[0]
    connections.close_all()
    site.start_web()
    site.wait_until_ready()
    paper, letter = papers_form(browser, debt), letter_form(browser, debt)
    filler = fill(site.home)
    refused(browser.post_file(*paper, PAPER), "a paper")
    yield "a paper: refused in plain words; no row, no file"
    filler.write_bytes(b"")
    filler = fill(site.home, leave=0)
    refused(browser.post(*letter), "a letter")
    yield "a letter: refused in plain words; no row"
    refused(browser.get("/"), "a page")
    yield "a page, which SQLite has no room to read for: says so in the same words"
    yield backed_up(site)
    filler.unlink()
    if Document.objects.exists() or Letter.objects.exists() or list(kept(site)):
        raise Failed("something half is left")
    connections.close_all()
    for what, answer in (
        ("paper", browser.post_file(*paper, PAPER)),
        ("letter", browser.post(*letter)),
    ):
        if answer[0] != 302:
            raise Failed(f"with room again, the same {what} answers {answer[0]}")
    site.manage("verify")
    yield "with room again, the same paper and letter are kept; manage.py verify passes"


def papers_form(browser, debt):
    path = f"/debts/{debt}/documents/new/"
    _status, page, _where = browser.get(path)
    return path, Fields(page, having="title").changed(title="Statement")


def letter_form(browser, debt):
    path = f"/debts/{debt}/letters/new/L5/"
    _status, page, _where = browser.get(path)
    return path, Fields(page, having="form_key").changed(issue="1")


def fill(folder, *, leave=200_000):
    """Take all the room but so much."""
    filler = Path(folder, "filler")
    free = os.statvfs(folder).f_bavail * os.statvfs(folder).f_frsize
    filler.write_bytes(bytes(max(0, free - leave)))
    return filler


def refused(answer, what):
    status, page, _where = answer
    if status != 503 or SAID not in page:
        raise Failed(f"{what} on a full disk answers {status}: {page[:300]}")


def kept(site):
    return (path for path in Path(site.home, "media").rglob("*") if path.is_file())


def backed_up(site):
    try:
        site.manage("backup", site.home / "backups")
    except Failed as fault:
        if "The disk is full" not in str(fault) or list((site.home / "backups").glob("*debtsite*")):
            raise
        return "a backup: refused in plain words, nothing half"
    raise Failed("a backup found room")

"""Collects every text into locale/*/django.po and compiles them: `scripts/messages.py`.

Collecting takes GNU gettext (Debian: `apt-get install gettext`). With `--compile` the catalogues
are only compiled, which takes no more than the locked packages.
"""

import io
import re
import subprocess
import sys
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parent.parent
ELSEWHERE = ("node_modules", ".venv", "tests", "var")
COLLECT = ["makemessages", "--all", "--no-location", "--no-wrap", "--no-obsolete"]
WRITTEN = re.compile(r'^"POT-Creation-Date: .*\n', re.MULTILINE)


def catalogues():
    return sorted(ROOT.glob("locale/*/LC_MESSAGES/django.po"))


def compiled(catalogue):
    """The .mo of a .po, as bytes: the same ones for the same texts."""
    with catalogue.open("rb") as file:
        texts = read_po(file, locale=catalogue.parents[1].name)
    binary = io.BytesIO()
    write_mo(binary, texts)
    return binary.getvalue()


def collect():
    """Bring the catalogues up to the code; a new date alone is no change."""
    before = {path: path.read_text() for path in catalogues()}
    ignored = [f"--ignore={folder}/*" for folder in ELSEWHERE]
    command = [sys.executable, "manage.py", *COLLECT, *ignored]
    subprocess.run(command, cwd=ROOT, check=True)  # noqa: S603 our own words
    for path, old in before.items():
        if WRITTEN.sub("", path.read_text()) == WRITTEN.sub("", old):
            path.write_text(old)


if __name__ == "__main__":
    if "--compile" not in sys.argv:
        collect()
    for catalogue in catalogues():
        catalogue.with_suffix(".mo").write_bytes(compiled(catalogue))

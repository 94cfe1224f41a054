"""Commands that answer from a file, with no database: read it, answer, print."""

import json
import sys
from pathlib import Path

from django.core.management.base import BaseCommand

from negotiation.payoff.reading import Unreadable, parsed

MOST = 2 * 1024 * 1024  # characters of a file
MOST_SAID = 500  # of what is wrong with it
WRONG = 2  # exit code for a file or an option that makes no sense


class FileCommand(BaseCommand):
    """`answer` makes data of what the file holds, or a table of it for people."""

    requires_system_checks = []
    options = {}  # what may stand in for, or beside, the file: --NAME

    def add_arguments(self, parser):
        parser.add_argument("file", help="JSON, or a CSV of debts; - reads standard input")
        parser.add_argument("--json", action="store_true", help="answer as JSON")
        for name, told in self.options.items():
            parser.add_argument(f"--{name.replace('_', '-')}", dest=name, help=told)

    def handle(self, *, file, **options):
        try:
            typed = {name: options[name] for name in self.options if options[name] is not None}
            data = dict(parsed(read(file))) | typed
            more = {"most": options["most"]} if "most" in options else {}
            told = self.answer(data, as_json=options["json"], **more)
        except Unreadable as error:
            self.stderr.write(" ".join(str(error).split())[:MOST_SAID])
            sys.exit(WRONG)
        self.stdout.write(json.dumps(told, ensure_ascii=False) if options["json"] else told)

    def answer(self, data, *, as_json):
        raise NotImplementedError


def read(file):
    """What the file says, or standard input; no more of it is taken in than a file may hold."""
    try:
        if file == "-":
            written = sys.stdin.read(MOST + 1)
        else:
            with Path(file).open(encoding="utf-8") as opened:
                written = opened.read(MOST + 1)
    except UnicodeDecodeError as error:
        raise Unreadable(f"{file}: this is no text file.") from error
    except OSError as error:
        raise Unreadable(f"{file}: {error.strerror}.") from error
    if len(written) > MOST:
        raise Unreadable(f"{file}: a file may have up to 2 MB.")
    return written

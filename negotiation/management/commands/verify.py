"""Whether every letter is still what it was when it was made, byte for byte."""

import hashlib
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from negotiation.models import Letter


class Command(BaseCommand):
    help = (
        "Work out the SHA-256 of every letter's PDF anew and compare it with the one kept; "
        "with files, say which letter each of them is."
    )

    def add_arguments(self, parser):
        parser.add_argument("files", nargs="*", type=Path, help="PDFs that were downloaded")

    def handle(self, *, files, **options):
        wrong = self.check_files(files) if files else self.check_letters()
        if wrong:
            raise CommandError(f"{wrong} not as issued.")

    def check_letters(self):
        """How many letters are not what they were."""
        letters = Letter.objects.defer("html", "data").order_by("issued_on", "made_at")
        count = wrong = 0
        for letter in letters.iterator(chunk_size=20):
            count += 1
            if digest(bytes(letter.pdf)) != letter.sha256:
                wrong += 1
                self.stderr.write(f"changed: {letter.pk} {letter}")
        self.stdout.write(f"{count} letters checked, {count - wrong} as issued.")
        return wrong

    def check_files(self, files):
        """How many files are no letter of this site."""
        return sum(not self.is_known(path) for path in files)

    def is_known(self, path):
        try:
            found = digest(path.read_bytes())
        except OSError as error:
            raise CommandError(f"{path}: {error.strerror}") from error
        letter = Letter.objects.light().filter(sha256=found).first()
        if letter is None:
            self.stderr.write(f"{path}: no letter of this site has the fingerprint {found}")
            return False
        self.stdout.write(f"{path}: {letter} to {letter.recipient}, as issued ({found})")
        return True


def digest(content):
    return hashlib.sha256(content).hexdigest()

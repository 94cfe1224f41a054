"""Whether every letter and defence file is still what it was when it was made, byte for byte."""

import hashlib
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from negotiation import defence
from negotiation.models import DefenceFile, Letter
from negotiation.printing.binding import Unprintable


class Command(BaseCommand):
    help = (
        "Work out the SHA-256 of every letter's PDF, and of every part of every defence file, anew "
        "and compare it with the one kept; with files, say which letter or defence file each is."
    )

    def add_arguments(self, parser):
        parser.add_argument("files", nargs="*", type=Path, help="PDFs that were downloaded")

    def handle(self, *, files, **options):
        wrong = self.check_files(files) if files else self.check_letters() + self.check_defence()
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

    def check_defence(self):
        """How many defence files, or parts of them, are not what they were."""
        files = DefenceFile.objects.select_related("document", "debt")
        wrong = sum(not self.is_as_made(file) for file in files)
        self.stdout.write(f"{len(files)} defence files checked, {len(files) - wrong} as made.")
        return wrong

    def is_as_made(self, file):
        """Whether it and everything in it is as it was; what is not is named."""
        try:
            whole, parts = defence.checked(file)
        except (OSError, Unprintable) as error:
            self.stderr.write(f"cannot be read: defence file {file.pk}: {error}")
            return False
        bad = [part["title"] for part in parts if not (part["inside"] and part["stored"])]
        for title in ["the file itself"] * (not whole) + bad:
            self.stderr.write(f"changed: defence file {file.pk}: {title}")
        return whole and not bad

    def check_files(self, files):
        """How many files are no letter and no defence file of this site."""
        return sum(not self.is_known(path) for path in files)

    def is_known(self, path):
        try:
            found = digest(path.read_bytes())
        except OSError as error:
            raise CommandError(f"{path}: {error.strerror}") from error
        if file := DefenceFile.objects.filter(document__sha256=found).first():
            parts = len(file.parts)
            self.stdout.write(f"{path}: defence file with {parts} parts, as made ({found})")
            return self.is_as_made(file)
        letter = Letter.objects.light().filter(sha256=found).first()
        if letter is None:
            self.stderr.write(f"{path}: no letter of this site has the fingerprint {found}")
            return False
        self.stdout.write(f"{path}: {letter} to {letter.recipient}, as issued ({found})")
        return True


def digest(content):
    return hashlib.sha256(content).hexdigest()

"""Whether every letter, paper and defence file is still what it was, byte for byte."""

import hashlib
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from ledger.models import Document
from negotiation import proof
from negotiation.models import DefenceFile, Letter


class Command(BaseCommand):
    help = (
        "Hold every letter, its way, every paper and every defence file against what was written "
        "down when it was made, and name what is different. With files, say which letter, paper "
        "or defence file each is. With -v 2 also the end of each chain: kept elsewhere, it shows "
        "whether a whole chain was made anew."
    )

    def add_arguments(self, parser):
        parser.add_argument("files", nargs="*", type=Path, help="files that were downloaded")

    def handle(self, *, files, verbosity=1, **options):
        self.verbosity = verbosity
        wrong = self.check_files(files) if files else self.check_all()
        if wrong:
            raise CommandError(f"{wrong} not as issued.")

    def check_all(self):
        """How many things are not what they were; each is named with what is wrong."""
        wrong = self.compare("letters", "as issued", proof.letters())
        wrong += self.check_chains()
        wrong += self.compare("papers", "as they came", proof.documents())
        return wrong + self.compare("defence files", "as made", proof.defence_files())

    def compare(self, what, good, found):
        count = wrong = 0
        for row, faults in found:
            count += 1
            wrong += bool(faults)
            for fault in faults:
                self.stderr.write(f"{what}: {row.pk}: {fault}")
        self.stdout.write(f"{count} {what} checked, {count - wrong} {good}.")
        return wrong

    def check_chains(self):
        """A workspace counts once, however many of its links are wrong."""
        count = links = wrong = 0
        for workspace_id, rows, faults in proof.links():
            count, links, wrong = count + 1, links + len(rows), wrong + bool(faults)
            for fault in faults:
                self.stderr.write(f"chain of {workspace_id}: {fault}")
            if self.verbosity > 1:
                self.stdout.write(f"chain of {workspace_id}: {rows[-1].number} {rows[-1].sha256}")
        gone = list(proof.gone())
        for fault in gone:
            self.stderr.write(fault)
        self.stdout.write(f"{links} links of {count} chains checked, {count - wrong} whole.")
        return wrong + len(gone)

    def check_files(self, files):
        """How many files are nothing of this site."""
        return sum(not self.is_known(path) for path in files)

    def is_known(self, path):
        try:
            found = hashlib.sha256(path.read_bytes()).hexdigest()
        except OSError as error:
            raise CommandError(f"{path}: {error.strerror}") from error
        if file := DefenceFile.objects.filter(document__sha256=found).first():
            return self.is_as_made(path, file)
        if letter := Letter.objects.light().filter(sha256=found).first():
            said = f"{letter} to {letter.recipient}, as issued"
        elif paper := Document.objects.filter(sha256=found).first():
            said = f"{paper}, as it came"
        else:
            self.stderr.write(f"{path}: nothing of this site has the fingerprint {found}")
            return False
        self.stdout.write(f"{path}: {said} ({found})")
        return True

    def is_as_made(self, path, file):
        self.stdout.write(f"{path}: defence file with {len(file.parts)} parts, as made")
        faults = list(proof.of_defence_file(file))
        for fault in faults:
            self.stderr.write(f"{path}: {fault}")
        return not faults

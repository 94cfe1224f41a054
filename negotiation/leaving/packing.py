"""The ZIP: files go in a piece at a time, each with its checksum, however large they are."""

import hashlib
import time
import zipfile

from debtsite.background import stop_if_leaving

PIECE = 256 * 1024
PACKED = (".pdf", ".png", ".jpg")  # as small as they get
TOLD_EVERY = 1.0  # seconds


class Parcel:
    """A ZIP that is being filled; `tell(done, total)` hears how far it is."""

    def __init__(self, archive, total, tell):
        self.archive, self.total, self.tell = archive, total, tell
        self.sums, self.told_at = [], 0.0

    def add(self, name, opened):
        """Put in what this file holds, under this name."""
        stop_if_leaving()
        self._tell()
        digest = hashlib.sha256()
        with opened as source, self.archive.open(self._entry(name), "w", force_zip64=True) as out:
            while piece := source.read(PIECE):
                digest.update(piece)
                out.write(piece)
        self.sums.append(f"{digest.hexdigest()}  {name}\n")

    def close(self):
        """The checksums come last, in the form that `sha256sum -c` reads."""
        with self.archive.open(self._entry("checksums.txt"), "w") as out:
            out.write("".join(self.sums).encode())
        self.tell(self.total, self.total)

    def _entry(self, name):
        entry = zipfile.ZipInfo(name, time.localtime()[:6])
        stored = name.endswith(PACKED)
        entry.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
        entry.external_attr = 0o600 << 16
        return entry

    def _tell(self):
        if time.monotonic() - self.told_at >= TOLD_EVERY:
            self.told_at = time.monotonic()
            self.tell(len(self.sums), self.total)

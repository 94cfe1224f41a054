"""Files of the site: whole and on the disk, or not there at all."""

import os

from django.core.files.storage import FileSystemStorage


class WholeFiles(FileSystemStorage):
    def _save(self, name, content):
        """A full disk leaves nothing half, and a power cut takes nothing that has a row."""
        try:
            kept = super()._save(name, content)
            flush(self.path(kept))
        except OSError:
            self.delete(name)
            raise
        return kept


def flush(path):
    for place, how in ((path, os.O_RDWR), (os.path.dirname(path), os.O_RDONLY)):
        opened = os.open(place, how)
        try:
            os.fsync(opened)
        finally:
            os.close(opened)

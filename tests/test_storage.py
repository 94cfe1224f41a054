"""Files are kept whole or not at all."""

import errno
from unittest.mock import patch

import pytest
from django.core.files.base import ContentFile

from debtsite.storage import WholeFiles


class TooLong(ContentFile):
    """Fills the disk half way through."""

    def chunks(self, chunk_size=None):
        yield self.read()
        raise OSError(errno.ENOSPC, "No space left on device")


@pytest.fixture
def storage(tmp_path):
    return WholeFiles(location=tmp_path)


def test_a_full_disk_leaves_no_half_file(storage, tmp_path):
    with pytest.raises(OSError, match="No space"):
        storage.save("documents/a", TooLong(b"the first half"))
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_a_file_that_does_not_reach_the_disk_is_not_kept(storage, tmp_path):
    with (
        patch("os.fsync", side_effect=OSError(errno.EIO, "broken")),
        pytest.raises(OSError, match="broken"),
    ):
        storage.save("documents/a", ContentFile(b"all of it"))
    assert not storage.exists("documents/a")


def test_what_is_kept_is_on_the_disk(storage):
    name = storage.save("documents/a", ContentFile(b"all of it"))
    assert storage.open(name).read() == b"all of it"

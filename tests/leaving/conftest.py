import pytest
from django.core.cache import cache


@pytest.fixture(autouse=True)
def on_disk(settings, tmp_path):
    """Files, keys and mail in a folder of the test's own."""
    settings.DATA_DIR = tmp_path
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.KEYS_DIR = tmp_path / "keys"
    settings.EMAIL_FILE_PATH = tmp_path / "mail"
    for folder in (settings.MEDIA_ROOT, settings.KEYS_DIR, settings.EMAIL_FILE_PATH):
        folder.mkdir()
    cache.clear()
    return tmp_path

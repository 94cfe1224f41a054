"""Takes in files of a bounded size only, while they still come in."""

from django.conf import settings
from django.core.files.uploadhandler import FileUploadHandler


class CutOff(FileUploadHandler):
    """Lets through so much of a file that its check sees it is too large; the rest is not kept."""

    def receive_data_chunk(self, raw_data, start):
        return raw_data if start <= settings.DOCUMENT_MAX_BYTES else None

    def file_complete(self, file_size):
        return None  # the handlers after this one make the file

"""Takes in files of a bounded size only, while they still come in, and as many as there is room."""

from django.conf import settings
from django.contrib import messages
from django.core.files.uploadhandler import FileUploadHandler
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from ledger.models.documents import NoRoom


class CutOff(FileUploadHandler):
    """Lets through so much of a file that its check sees it is too large; the rest is not kept."""

    def receive_data_chunk(self, raw_data, start):
        return raw_data if start <= settings.DOCUMENT_MAX_BYTES else None

    def file_complete(self, file_size):
        return None  # the handlers after this one make the file


class RoomLeft:
    """Answers for a paper that found room when its form was checked, and none when it was kept."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        if not isinstance(exception, NoRoom):
            return None
        messages.error(
            request, _("Your workspace is full: its papers may have up to 200 MB in all.")
        )
        return redirect(request.get_full_path())

"""An upload that never touches the disk: respondents' answers leave no trace."""

from django.core.files.uploadhandler import MemoryFileUploadHandler

MAX_BYTES = 64 * 1024 * 1024


class InMemory(MemoryFileUploadHandler):
    """Keeps files in memory whatever their size; what is too large is not read."""

    def handle_raw_input(
        self, input_data, META, content_length, boundary, encoding=None
    ):
        self.activated = content_length <= MAX_BYTES


def is_too_large(request):
    return int(request.META.get("CONTENT_LENGTH") or 0) > MAX_BYTES

"""A private file as a download, once somebody has asked whether it may be seen."""

from django.http import FileResponse, Http404
from django.utils.cache import get_conditional_response

from audit.reading import note_file


def private_file(request, row, *, reason=""):
    """The file of a row that knows its name, content type, SHA-256 and moment.

    Whoever takes away what is not open to all is written down; `reason` says by what
    right, where it is no account's.
    """
    etag = f'"{row.sha256}"'
    response = get_conditional_response(
        request, etag=etag, last_modified=int(row.added_at.timestamp())
    )
    if response is None:
        response = whole(row)
        note_file(row, by=request.user, reason=reason)
    response["ETag"] = etag
    response["Cache-Control"] = "private, no-cache"
    return response


def whole(row):
    """Nothing in it runs in the reader's browser."""
    try:
        file = row.file.open("rb")
    except FileNotFoundError as error:
        raise Http404 from error
    response = FileResponse(
        file, as_attachment=True, filename=row.name, content_type=row.content_type
    )
    return locked(response)


def locked(response):
    """Whatever it holds, it neither runs nor reaches for anything."""
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response

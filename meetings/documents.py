"""Documents on paper: a template as a PDF, where the machine has Pango.

WeasyPrint is loaded with the first document and never fetches anything.
"""

import ctypes
from functools import cache

from django.contrib.staticfiles import finders
from django.http import Http404, HttpResponse
from django.template.loader import render_to_string

# What WeasyPrint opens when it is loaded; Debian's packages stand in .ci/run.
LIBRARIES = (
    "libgobject-2.0.so.0",
    "libpango-1.0.so.0",
    "libpangoft2-1.0.so.0",
    "libharfbuzz.so.0",
    "libharfbuzz-subset.so.0",
    "libfontconfig.so.1",
)


@cache
def is_possible():
    """Whether a link to a PDF may be shown; else the page that prints remains."""
    try:
        for library in LIBRARIES:
            ctypes.CDLL(library)
    except OSError:
        return False
    return True


def pdf(template, context, request=None):
    """The bytes of one document: tagged, in the language of its template."""
    from weasyprint import CSS, HTML
    from weasyprint.urls import URLFetcher

    nothing = URLFetcher(allowed_protocols=[], allow_redirects=False)
    sheet = CSS(filename=finders.find("css/document.css"), url_fetcher=nothing)
    text = render_to_string(template, context, request)
    page = HTML(string=text, url_fetcher=nothing)
    return page.write_pdf(stylesheets=[sheet], pdf_tags=True)


def pdf_response(request, template, context, name):
    """A document to read in the browser or to keep; 404 where there is no Pango."""
    if not is_possible():
        raise Http404
    data = pdf(template, context, request)
    response = HttpResponse(data, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    response["X-Content-Type-Options"] = "nosniff"
    return response

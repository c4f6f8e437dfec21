"""The mailbox of the demonstration: every letter as its recipient would see it."""

from functools import wraps

from csp.constants import NONE, SELF, UNSAFE_INLINE
from csp.decorators import csp, csp_update
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.views.decorators.clickjacking import xframe_options_sameorigin

from portal.mailbox import letters

PER_PAGE = 30
SHOWN_INLINE = "text/plain; charset=utf-8"
# Links of a letter open in the whole window, as they would from a mail program.
BASE = '<base target="_top">'
SANDBOX = ["allow-top-navigation-by-user-activation", "allow-popups"]


def demonstration_only(view):
    """Nobody else's letters are ever shown: without DEMO=1 there is no such page."""

    @wraps(view)
    def wrapped(request, *args, **kwargs):
        if not settings.DEMO:
            raise Http404
        return view(request, *args, **kwargs)

    return login_not_required(wrapped)


def letter_or_404(name):
    letter = letters.find(name)
    if letter is None:
        raise Http404
    return letter


@demonstration_only
def mailbox(request):
    everything = letters.everything()
    wanted = request.GET.get("to", "").strip().lower()
    shown = [
        letter for letter in everything if not wanted or wanted in letter.recipients
    ]
    page = Paginator(shown, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "pages": page.paginator.get_elided_page_range(page.number),
        "to": wanted,
        "recipients": sorted({to for letter in everything for to in letter.recipients}),
    }
    return render(request, "portal/mailbox.html", context)


@demonstration_only
@csp_update({"frame-src": [SELF]})
def mailbox_letter(request, name):
    letter = letter_or_404(name)
    context = {
        "letter": letter,
        "message": letter.message,
        "text": letter.body("plain"),
        "has_html": bool(letter.body("html")),
        "calendars": [list(rows) for rows in letter.calendars()],
        "attachments": [
            {
                "rank": rank,
                "name": part.get_filename(),
                "type": part.get_content_type(),
                "size": len(letters.content(part)),
            }
            for rank, part in enumerate(letter.parts())
            if part.get_filename()
        ],
    }
    return render(request, "portal/mailbox_letter.html", context)


@demonstration_only
@xframe_options_sameorigin
@csp(
    {
        "default-src": [NONE],
        "style-src": [UNSAFE_INLINE],
        "img-src": ["data:"],
        "base-uri": [NONE],
        "form-action": [NONE],
        "frame-ancestors": [SELF],
        "sandbox": SANDBOX,
    }
)
def mailbox_html(request, name):
    """The HTML body, alone in its sandbox: it may look, link, and nothing else."""
    return HttpResponse(BASE + letter_or_404(name).body("html"))


@demonstration_only
def mailbox_part(request, name, rank):
    """An attachment, always to be saved and never opened here."""
    parts = letter_or_404(name).parts()
    if rank >= len(parts):
        raise Http404
    file_name = parts[rank].get_filename() or f"letter-{rank}.ics"
    return HttpResponse(
        letters.content(parts[rank]),
        content_type="application/octet-stream",
        headers={"Content-Disposition": content_disposition_header(True, file_name)},
    )


@demonstration_only
def mailbox_source(request, name):
    """The letter as it would travel."""
    return HttpResponse(
        letter_or_404(name).message.as_bytes(), content_type=SHOWN_INLINE
    )

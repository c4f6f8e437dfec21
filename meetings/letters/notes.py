"""A letter that says one thing of one page, with the words that were written there."""

from django.conf import settings
from django.template.loader import render_to_string

from notices.kinds import Letter


def note(*, subject, first, name, path, action, parts=(), **more):
    """`parts` are (label, text) pairs; `path` is the page that the letter is about."""
    context = {
        "first": first,
        "name": name,
        "address": settings.PORTAL_URL + path,
        "action": action,
        "parts": [(label, text) for label, text in parts if text],
    }
    return Letter(
        subject=subject,
        text=render_to_string("meetings/emails/note.txt", context).strip() + "\n",
        html=render_to_string("meetings/emails/note.html", context),
        **more,
    )

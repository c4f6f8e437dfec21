"""What the menus hold, for strangers and for who is signed in."""

from functools import cache

from django.urls import NoReverseMatch, get_script_prefix, reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

MAIN = [
    ("meetings:current", _("Meetings")),
    ("instructions:library", _("Instructions")),
    ("commitments:register", _("Commitments")),
    ("surveys:index", _("Survey")),
    ("accounts:directory", _("Directory")),
]
OWN = [
    ("dashboard", _("To do")),
    ("meetings:my_invitations", _("My invitations")),
    ("meetings:topics", _("Proposed topics")),
    ("commitments:mine", _("My commitments")),
    ("accounts:profile", _("My profile")),
    ("notices:preferences", _("My letters")),
    ("first_steps", _("First steps")),
]
STAFF = [("admin:index", _("Administration"))]
FOOT = [
    ("first_steps", _("First steps")),
    ("accounts:directory", _("Directory and enquiry points")),
    ("meetings:committees", _("Committees")),
    ("workdays:calendar", _("Holidays and office hours")),
    ("open_data", _("Open data")),
    ("accounts:ask_access", _("Ask for access")),
    ("audit:seals", _("Seals of the record")),
    ("accounts:data_protection", _("Data protection")),
    ("accessibility", _("Accessibility")),
]


def address(name):
    """The address of a page, empty where no app provides it."""
    return address_in(get_language(), get_script_prefix(), name)


@cache
def address_in(language, prefix, name):
    """Found once for each language; every page has two dozen of them."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


def entries(menu, path):
    """The entries that exist, the one that is open marked for assistive technology."""
    found = [(address(name), label) for name, label in menu]
    return [
        {"url": url, "label": label, "is_current": place(url, path)}
        for url, label in found
        if url
    ]


def place(url, path):
    if path == url:
        return "page"
    return "true" if path.startswith(url) else ""

"""Readings that leave a trace: files and lists with what a stranger may not see."""

from django.contrib.auth.models import AnonymousUser

from audit import trail


def open_to_all(rows):
    """Those of the rows that nobody needs an account for."""
    asked = getattr(rows.model._default_manager, "visible_to", None)
    return asked(AnonymousUser()) if asked else rows.none()


def note_file(row, *, by, reason=""):
    """Write down who opened the file of a row, unless it is open to all."""
    rows = type(row)._default_manager.filter(pk=row.pk)
    if not open_to_all(rows).filter(pk=row.pk).exists():
        trail.read(row, by=by, reason=reason)


def note_list(rows, *, by, reason=""):
    """Write down who took a list away, where a stranger would find less in it."""
    if not by.is_authenticated:
        return
    rows = rows.order_by()
    closed = rows.exclude(pk__in=open_to_all(rows).order_by().values("pk"))
    if closed.exists():
        trail.exported(rows, by=by, reason=reason)

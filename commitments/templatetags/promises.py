"""Shares, factors and ages in words: {% load promises %}{{ figures.share|percent }}."""

from django import template
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from commitments.factors import Factor

register = template.Library()


@register.filter
def percent(share):
    """71%, 71 %; a dash where there is nothing to share."""
    return "–" if share is None else _("%(share)s%%") % {"share": share}


@register.filter
def days(number):
    if number is None:
        return "–"
    return ngettext("%(count)s day", "%(count)s days", number) % {"count": number}


@register.filter
def factor_name(number):
    return Factor(number).label


@register.filter
def french_only(row):
    """Whether the reader in English meets a text that exists in French only."""
    english = getattr(row, "what_en", getattr(row, "title_en", ""))
    return get_language() == "en" and not english


@register.filter
def badge(status):
    """The look of a status; its word always stands beside."""
    return str(getattr(status, "value", status)).replace("_", "-")

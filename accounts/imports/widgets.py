"""Cells as people write them, in French or English; what is wrong is a sentence."""

from django.utils import translation
from django.utils.translation import gettext, pgettext_lazy
from import_export.widgets import Widget

from accounts.models import Organisation, User
from accounts.words import folded

YES, NO = pgettext_lazy("cell", "yes"), pgettext_lazy("cell", "no")
TRUE = {"oui", "yes", "o", "y", "x", "1", "vrai", "true"}
FALSE = {"non", "no", "n", "0", "faux", "false", ""}


class Text(Widget):
    def clean(self, value, row=None, **kwargs):
        return value or ""

    def render(self, value, obj=None, **kwargs):
        return value or ""


class Address(Text):
    def clean(self, value, row=None, **kwargs):
        return User.objects.normalize_email(value)


class YesNo(Widget):
    def clean(self, value, row=None, **kwargs):
        word = folded(value)
        if word not in TRUE | FALSE:
            raise ValueError(
                gettext("“%(value)s” is neither yes nor no.") % {"value": value}
            )
        return word in TRUE

    def render(self, value, obj=None, **kwargs):
        return "" if value is None else str(YES if value else NO)


class Choice(Widget):
    """A choice by its code, by its label in either language, or by another word."""

    def __init__(self, choices, words=(), default=None):
        super().__init__()
        self.choices, self.words, self.default = choices, dict(words), default

    def clean(self, value, row=None, **kwargs):
        if not value and self.default is not None:
            return self.default
        found = self.spellings().get(folded(value))
        if found is None:
            known = ", ".join(str(label) for _code, label in self.choices)
            raise ValueError(
                gettext("“%(value)s” is not one of: %(known)s.")
                % {"value": value, "known": known}
            )
        return found

    def spellings(self):
        found = {folded(word): code for word, code in self.words.items()}
        for language in ("fr", "en"):
            with translation.override(language):
                found |= {folded(label): code for code, label in self.choices}
        return found | {code: code for code, _label in self.choices}

    def render(self, value, obj=None, **kwargs):
        return str(dict(self.choices).get(value, value or ""))


def named(rows, value, *names):
    """The row that a cell names, however it is spelt; None where none does."""
    wanted = folded(value)
    for row in rows:
        if wanted in {folded(getattr(row, name)) for name in names}:
            return row
    return None


def organisation(value, **which):
    rows = Organisation.objects.filter(**which)
    found = named(rows, value, "acronym", "name", "name_en")
    if found is None:
        raise ValueError(
            gettext("“%(value)s” is not the acronym or the name of an organisation.")
            % {"value": value}
        )
    return found


class Unit(Widget):
    """A customs unit by its acronym or name."""

    def clean(self, value, row=None, **kwargs):
        return organisation(value, kind=Organisation.Kind.CUSTOMS) if value else None

    def render(self, value, obj=None, **kwargs):
        return value.acronym if value else ""

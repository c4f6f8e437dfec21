"""Organisations and offices together, as a reader searches them."""

from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.likeness import prepared_for
from accounts.models import Office, Organisation
from accounts.words import folded

OFFICE, ENQUIRY = "office", "enquiry"
KINDS = {
    "": pgettext_lazy("filter", "everything"),
    ENQUIRY: _("enquiry points"),
    "customs": _("customs units"),
    OFFICE: _("customs offices"),
    "association": _("associations"),
    "public": _("public partners"),
}
SORTS = {"name": pgettext_lazy("order", "by name"), "kind": _("by kind")}


class Entry:
    """One line of the directory, of an organisation or of an office."""

    def __init__(self, source):
        self.source = source
        self.is_office = isinstance(source, Office)
        self.kind = OFFICE if self.is_office else source.kind
        self.short = "" if self.is_office else source.acronym
        self.name = source.name if self.is_office else source.full_name
        self.part_of = source.unit if self.is_office else source.parent
        self.website = "" if self.is_office else source.website

    @cached_property
    def kind_name(self):
        label = _("customs office") if self.is_office else None
        return label or self.source.get_kind_display()

    def holds(self, words):
        """Whether every word stands somewhere in what the directory tells of it."""
        source = self.source
        texts = [self.short, source.name, source.answers_for, source.answers_for_en]
        texts += [source.code] if self.is_office else [source.name_en]
        texts += [source.address, str(self.part_of or "")]
        text = folded(" ".join(texts))
        return all(word in text for word in words)


def entries(user):
    """Everything that the directory shows somebody, in two queries."""
    return [Entry(source) for source in (*organisations(user), *offices(user))]


@prepared_for
def organisations(reader):
    return Organisation.objects.visible_to(reader).select_related("parent")


@prepared_for
def offices(reader):
    return Office.objects.visible_to(reader).select_related("unit")


def found(user, *, words="", kind="", sort=""):
    """The entries that match, enquiry points of a kind before the others."""
    wanted = folded(words).split()
    matching = [
        entry
        for entry in entries(user)
        if entry.holds(wanted)
        and (
            entry.source.is_enquiry_point
            if kind == ENQUIRY
            else kind in {"", entry.kind}
        )
    ]
    kinds = list(KINDS)
    if sort == "kind":
        return sorted(matching, key=lambda e: (kinds.index(e.kind), folded(e.name)))
    return sorted(matching, key=lambda e: folded(e.short or e.name))

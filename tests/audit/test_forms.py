"""A form writes what was typed, and over nothing that others changed meanwhile."""

from accounts.models import Organisation
from audit.forms import AuditedModelForm
from audit.models import Entry


class NameForm(AuditedModelForm):
    class Meta:
        model = Organisation
        fields = ["name", "address"]


def test_what_changed_while_somebody_typed_stays_changed(brokers, officer):
    typed = {"name": "Fédération", "address": ""}
    form = NameForm(typed, instance=Organisation.objects.get(pk=brokers.pk))
    assert form.is_valid()
    same = Organisation.objects.filter(pk=brokers.pk)
    same.update(is_active=False, acronym="FNT")
    form.save(by=officer)

    row = same.get()
    assert (row.name, row.acronym, row.is_active) == ("Fédération", "FNT", False)
    entry = Entry.objects.get(verb="organisation.changed")
    assert set(entry.detail.before) == set(entry.detail.after) == {"name"}

"""Every address that the access matrix knows, and the pages of the Django admin."""

from django.contrib import admin
from django.urls import reverse

from tests.access import ROWS
from tests.access.roles import FORBIDDEN, HIDDEN, LOGIN, NO_GET
from tests.fuzz.sending import forms_of

CLOSED = {FORBIDDEN, HIDDEN, LOGIN, NO_GET}
# Whoever is let in first stands for all in the short run.
ORDER = [
    *("broker", "officer", "text_editor", "text_signatory", "survey_analyst"),
    *("survey_approver", "secretary", "user_manager", "administrator", "stranger"),
]


def doors(world, method):
    """Each address with the name of somebody who gets in."""
    found = {}
    for row in ROWS:
        address = reverse(row.name, args=[world.get(a, a) for a in row.args])
        people = [name for name in ORDER if row.expected(name) not in CLOSED]
        if people and row.method == method:
            found.setdefault(address, people[0])
    return found


def admin_doors():
    """The pages of each model in the admin, one object of each."""
    found = []
    for model, kept in admin.site._registry.items():
        base = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        found += [reverse(f"{base}_changelist"), reverse(f"{base}_add")]
        row = model._default_manager.first()
        if row:
            found.append(reverse(f"{base}_change", args=[row.pk]))
        if hasattr(kept, "import_action"):
            found += [reverse(f"{base}_import"), reverse(f"{base}_export")]
    return dict.fromkeys(found, "administrator")


def forms(clients, pages):
    """Where the forms of these pages go: who sees each, and its fields; GET, then POST."""
    found = {"get": {}, "post": {}}
    for address, name in pages.items():
        shown = forms_of(clients[name], address)
        for method, places in shown.items():
            for to, fields in places.items():
                known = found[method].get(to)
                if known is None or len(fields) > len(known[1]):
                    found[method][to] = (name, list(fields.values()))
    return found["get"], found["post"]

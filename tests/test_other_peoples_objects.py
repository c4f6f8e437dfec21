"""Numbers in an address open nothing: neither to a form's sender nor to former holders.

The access matrix says who opens each address; here the same objects are asked for by
those it has no column for, and its forms are sent by those who may not open them.
"""

from datetime import timedelta

import pytest
from django.forms import BaseForm
from django.urls import reverse
from django.utils import timezone

from accounts import groups
from accounts.models import Office, Organisation
from audit.models import Entry
from tests.access import ROWS
from tests.access.roles import LOGIN, NO_GET, OK
from tests.conftest import mandate, person
from tests.fuzz.doors import CLOSED, doors, forms
from tests.fuzz.sending import plausible, post, signed_in, undone
from tests.test_access import close

pytestmark = pytest.mark.servers  # long, and the same on every database: once

# A secretary of any region plans in the programme of the year.
OF_ALL_SECRETARIES = {"meetings:planner", "meetings:add"}
# Whoever has no second factor is asked for the password first.
ASKED_ONCE_MORE = {"mfa_edit_webauthn", "mfa_remove_webauthn"}
BEFORE = timezone.localdate() - timedelta(days=60)
ENDED = {"starts_on": BEFORE, "ends_on": timezone.localdate() - timedelta(days=1)}


BESIDE = ("secretary_beside", "partner_elsewhere")


def status(response):
    """A status, or LOGIN where the way leads there."""
    close(response)
    is_login = response.status_code == 302 and response.url.startswith(
        (reverse("accounts:login"), reverse("account_reauthenticate"))
    )
    return LOGIN if is_login else response.status_code


def forms_in(context):
    """The forms that a page was made with."""
    for layer in context or ():
        for value in (layer.flatten() if hasattr(layer, "flatten") else layer).values():
            for one in value if isinstance(value, list | tuple) else [value]:
                if isinstance(one, BaseForm):
                    yield one


def hidden_choices(response, user):
    """What the forms of a page offer of rows that its reader may not see."""
    return {
        name: sorted(map(str, found))
        for form in forms_in(response.context)
        for name, field in form.fields.items()
        if hasattr(field, "queryset") and hasattr(field.queryset, "visible_to")
        if (
            found := set(field.queryset)
            - set(field.queryset.model.objects.visible_to(user))
        )
    }


def test_who_may_not_open_a_form_may_not_send_it(cast, without, world, subtests):
    rows = {
        reverse(row.name, args=[world.get(a, a) for a in row.args]): row
        for row in ROWS
        if row.method == "get" and row.others != NO_GET
    }
    clients = signed_in(cast | without)
    _asked, sent = forms(clients, doors(world, "get"))
    for address in sent.keys() & rows.keys():
        row, fields = rows[address], sent[address][1]
        values = {field.name: plausible(field, None) for field in fields}
        refused = [name for name in cast if row.expected(name) in CLOSED]
        refused += [n for n in BESIDE if status(clients[n].get(address)) in CLOSED]
        before, found = Entry.objects.count(), {}
        for name in refused:
            with undone(clients[name]):
                found[name] = status(post(clients[name], address, values))
                assert Entry.objects.count() == before
        with subtests.test(address=address):
            assert [name for name in found if found[name] not in CLOSED] == []


@pytest.fixture
def without(customs, region, office, brokers):
    """Whose mandate ended yesterday or stands in another region; and who never had one."""
    gao = Organisation.objects.create(
        kind="customs", acronym="DR Gao", name="DR de Gao", parent=customs
    )
    far = {"organisation": gao, "office": Office.objects.create(code="GAO", unit=gao)}
    beside = {
        "organisation": region,
        "office": Office.objects.create(code="GOG", unit=region),
    }
    banks = Organisation.objects.create(
        kind="association", acronym="APBEF", name="Banques"
    )
    here = {"organisation": region, "office": office, **ENDED}
    people = [
        ("nobody", None, None),
        ("former_broker", None, {"organisation": brokers, **ENDED}),
        ("former_secretary", groups.LOCAL_SECRETARY, here),
        (
            "former_officer",
            groups.PROGRAMME_OFFICER,
            {"organisation": customs, **ENDED},
        ),
        ("secretary_elsewhere", groups.LOCAL_SECRETARY, far),
        ("colleague_elsewhere", None, far),
        ("secretary_beside", groups.LOCAL_SECRETARY, beside),
        ("colleague_beside", None, beside),
        ("partner_elsewhere", None, {"organisation": banks, "is_focal_point": True}),
    ]
    found = {}
    for name, group, held in people:
        found[name] = person(name.replace("_", "-"), group)
        if held:
            mandate(found[name], **held)
    return found


def test_a_mandate_that_ended_or_is_held_elsewhere_opens_nothing_more(
    stranger, without, world, subtests
):
    clients = signed_in({"stranger": stranger} | without)
    clients.pop("stranger")
    for row in ROWS:
        if row.expected("stranger") == OK or not row.args:
            continue
        address = reverse(row.name, args=[world.get(a, a) for a in row.args])
        found, hidden = {}, {}
        for name, client in clients.items():
            with undone(client):
                response = getattr(client, row.method)(address, row.data)
                found[name] = status(response)
                if rows := hidden_choices(response, without[name]):
                    hidden[name] = rows
        former = {found[name] for name in without if name.startswith("former")}
        with subtests.test(row=str(row)):
            assert former == {found["nobody"]}
            if row.name not in OF_ALL_SECRETARIES:
                assert found["secretary_elsewhere"] == found["colleague_elsewhere"]
                assert found["secretary_beside"] == found["colleague_beside"]
            if row.name not in ASKED_ONCE_MORE:
                assert found["partner_elsewhere"] == row.expected("carrier")
            assert hidden == {}

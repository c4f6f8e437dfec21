"""Numbers in an address open nothing: neither to a form's sender nor to former holders.

The access matrix says who opens each address; here the same objects are asked for by
those it has no column for, and its forms are sent by those who may not open them.
"""

from datetime import timedelta

import pytest
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
BEFORE = timezone.localdate() - timedelta(days=60)
ENDED = {"starts_on": BEFORE, "ends_on": timezone.localdate() - timedelta(days=1)}


def status(response):
    """A status, or LOGIN where the way leads there."""
    close(response)
    is_login = response.status_code == 302 and response.url.startswith(
        (reverse("accounts:login"), reverse("account_reauthenticate"))
    )
    return LOGIN if is_login else response.status_code


def test_who_may_not_open_a_form_may_not_send_it(cast, world, subtests):
    rows = {
        reverse(row.name, args=[world.get(a, a) for a in row.args]): row
        for row in ROWS
        if row.method == "get" and row.others != NO_GET
    }
    clients = signed_in(cast)
    _asked, sent = forms(clients, doors(world, "get"))
    for address in sent.keys() & rows.keys():
        row, fields = rows[address], sent[address][1]
        values = {field.name: plausible(field, None) for field in fields}
        refused = [name for name in cast if row.expected(name) in CLOSED]
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
        found = {}
        for name, client in clients.items():
            with undone(client):
                found[name] = status(getattr(client, row.method)(address, row.data))
        former = {found[name] for name in without if name.startswith("former")}
        with subtests.test(row=str(row)):
            assert former == {found["nobody"]}
            if row.name not in OF_ALL_SECRETARIES:
                assert found["secretary_elsewhere"] == found["colleague_elsewhere"]

"""What strangers share of the portal, what they never do, and when it is made anew."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from audit import stamp
from audit.chain import chain
from audit.models import Entry
from audit.trail import record
from tests.access import ROWS
from tests.access.roles import OK
from tests.test_access import close

pytestmark = pytest.mark.usefixtures("shelf")
SHARED = "public, max-age=0, s-maxage=1"
# What a stranger opens and nobody shares: forms, files, and what is never the same.
UNSHARED = {
    "accounts:login",
    "accounts:ask_access",
    "accounts:access_asked",
    "accounts:password_reset",
    "accounts:set_password",
    "account_login",
    "healthz",
    "readyz",
    "robots",
    "security",
    "sitemap",
    "instructions:keeper",
    "instructions:pdf",
    "meetings:answer",
    "meetings:answer_paper",
    "meetings:certificate",
    "meetings:day_asked",
    "meetings:day_own",
    "meetings:day_own_ics",
    "meetings:day_register",
    "meetings:meeting_ics",
    "meetings:organisation_ics",
    "meetings:paper",
    "notices:unsubscribe",
    "openapi",
    "surveys:download",
    "surveys:level_download",
    "commitments:evidence",
}
FOR_AN_HOUR = {"openapi", "robots", "security", "sitemap", "surveys:download"}


def asked(client, address, **options):
    with CaptureQueriesContext(connection) as captured:
        answer = client.get(address, **options)
    return answer, len(captured)


def read(answer):
    """With its file, where there is one, read to the end."""
    if answer.streaming:
        answer.getvalue()
        close(answer)
    return answer


def open_rows():
    """What a stranger may read, by the matrix of who gets what."""
    return [
        row for row in ROWS if row.method == "get" and row.expected("stranger") == OK
    ]


def test_every_open_page_is_shared_and_revalidated(world, client, subtests):
    found = {}
    for row in open_rows():
        address = reverse(row.name, args=[world.get(a, a) for a in row.args])
        client.cookies.clear()
        first = read(client.get(address, row.data))
        if row.name in UNSHARED:
            found[row.name] = "public" in first["Cache-Control"]
            continue
        with subtests.test(row=str(row)):
            assert first["Cache-Control"] == SHARED
            assert set(first["Vary"].split(", ")) - {"Accept-Encoding"} == {"Cookie"}
            known = {"If-None-Match": first["ETag"]}
            again, queries = asked(
                client, address, query_params=row.data, headers=known
            )
            assert (again.status_code, again.content, queries) == (304, b"", 1)
    assert {name for name, is_public in found.items() if is_public} == FOR_AN_HOUR


@pytest.fixture
def address(programme):
    return reverse("meetings:year", args=[programme.year])


def test_the_second_stranger_costs_one_question_to_the_database(client, address):
    first, many = asked(client, address)
    second, few = asked(client, address)

    assert (few, many > 4) == (1, True)
    assert second.content == first.content
    assert dict(second.items()) == dict(first.items())


def test_a_change_is_seen_at_once_by_its_writer_and_by_strangers(client, writer):
    address = reverse("workdays:year", args=[2031])
    before = client.get(address)
    typed = {"name": "Fête de la paix", "day": "2031-07-13", "is_observed": "on"}
    writer.post(reverse("admin:workdays_holiday_add"), typed)
    writer.get("/")  # the message that it was saved
    pages = [reader.get(address).content.decode() for reader in (writer, client)]

    assert ["Fête de la paix" in page for page in pages] == [True, True]
    assert "Fête de la paix" not in before.content.decode()


@pytest.fixture
def writer(administrator):
    browser = Client()
    browser.force_login(administrator)
    return browser


def test_who_is_signed_in_gets_a_page_that_nobody_may_keep(client, writer, address):
    client.get(address)
    own = writer.get(address)

    assert own["Cache-Control"] == "private, no-cache"
    assert "ETag" not in own
    assert ["Admin" in reader.get(address).content.decode() for reader in (writer, client)] == [True, False]  # fmt: skip


@pytest.mark.parametrize("name", ["csrftoken", "messages", "sessionid"])
def test_who_has_a_cookie_of_ours_never_meets_the_shelf(client, address, name):
    client.get(address)
    client.cookies[name] = "x" * 32
    answer, queries = asked(client, address)

    assert (answer["Cache-Control"], queries > 2) == ("private, no-cache", True)


def test_a_form_and_what_is_missing_are_not_shared(client, db):
    shown = {
        reverse("accounts:login"): 200,
        reverse("meetings:year", args=[1999]): 404,
        reverse("meetings:current"): 200,
    }
    answers = {address: client.get(address) for address in shown}

    assert {a: answer.status_code for a, answer in answers.items()} == shown
    assert not any("public" in answer["Cache-Control"] for answer in answers.values())


def test_an_entry_committed_after_a_later_one_changes_the_stamp(administrator):
    """Two transactions at once: the one that began first may end last."""
    first = record("first", administrator, by=None)
    Entry(pk=first.pk + 2, verb="later").save_base(force_insert=True)
    before = stamp.latest()
    Entry(pk=first.pk + 1, verb="late").save_base(force_insert=True)

    assert stamp.latest() != before


def test_chaining_what_came_late_changes_the_stamp(administrator):
    record("first", administrator, by=None)
    before = stamp.latest()
    chain()

    assert stamp.latest() != before


def test_a_deadline_turns_the_page_at_its_moment(client, address, meeting, monkeypatch):
    """What stays the same all the while keeps its date."""
    first, begins = client.get(address), meeting.starts_at
    seen = {}
    for seconds in (-2, -1, 0):
        now = begins + timedelta(seconds=seconds)
        monkeypatch.setattr(timezone, "now", lambda now=now: now)
        page, queries = asked(client, address)
        seen[seconds] = queries > 5
        assert page["Last-Modified"] == first["Last-Modified"]

    assert seen == {-2: True, -1: False, 0: True}


def test_data_is_not_made_for_who_has_it_signed_in_or_not(client, writer, shown_year):
    for reader in (client, writer):
        tag = reader.get(shown_year)["ETag"]
        again, queries = asked(reader, shown_year, headers={"If-None-Match": tag})
        assert (again.status_code, queries < 6) == (304, True)


@pytest.fixture
def shown_year(programme):
    return reverse("meetings:year_xlsx", args=[programme.year])

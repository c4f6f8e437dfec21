"""What is held about people is told, exported and erased; the record stays whole."""

import json
from datetime import timedelta

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.core.management import CommandError, call_command
from django.utils import timezone, translation

from accounts.actions import people, privacy
from accounts.models import AccessRequest, User
from accounts.privacy import HOLDINGS, export
from accounts.tasks import forget_sessions
from audit import chain
from audit.models import Entry
from audit.refusal import Refused
from audit.trail import record
from meetings.actions.meeting import convene
from meetings.models import Delegate
from tests.accounts.test_sign_in import sign_in

SECRETS = ["broker@example.org", "Broker"]


@pytest.fixture
def gone(broker, administrator, meeting, officer):
    """A focal point who was invited, has left, and whose account is closed."""
    convene(meeting=meeting, by=officer)
    record("user.changed", broker, by=broker, before={"name": "Old"})
    chain.chain()
    broker.mandates.update(ends_on=timezone.localdate() - timedelta(days=1))
    people.deactivate_user(user=broker, by=administrator)
    return broker


def test_the_page_tells_each_holding_its_purpose_and_its_time(client, db):
    page = client.get("/en/data-protection/").content.decode()

    for held in HOLDINGS:
        assert all(part.strip() for part in map(str, (held.purpose, held.kept)))
        assert str(held.name) in page


def test_a_person_downloads_all_of_it(client, broker, meeting, officer):
    convene(meeting=meeting, by=officer)
    client.force_login(broker)
    answer = client.get("/en/accounts/my-data/")

    told = json.loads(answer.content)
    assert answer["Content-Disposition"].startswith("attachment")
    assert told["Account"][0]["email"] == "broker@example.org"
    assert told["Mandates"][0]["organisation"] == "FETRAM"
    assert told["Delegates"][0]["name"] == "Broker"
    assert broker.password not in answer.content.decode()
    assert Entry.objects.filter(verb="user.read", by=broker).count() == 1


def test_erasure_takes_the_person_and_leaves_the_record(gone, administrator, meeting):
    delegates = Delegate.objects.filter(user=gone).count()
    privacy.erase(user=gone, by=administrator, reason="Lettre du 3 mars")

    user = User.objects.get(pk=gone.pk)
    assert (user.email, user.name) == (f"erased-{user.pk}@erased.invalid", "–")
    assert Delegate.objects.filter(user=gone).count() == delegates > 0
    assert not any(secret in json.dumps(export(user)) for secret in SECRETS)
    found = chain.check()
    assert (found.faults, found.removed > 0) == ([], True)
    assert Entry.objects.get(verb="user.erased").reason == "Lettre du 3 mars"


@translation.override("en")
def test_nobody_is_erased_who_is_still_there(administrator, gone, officer):
    with pytest.raises(Refused, match="Deactivate the account first"):
        privacy.erase(user=officer, by=administrator, reason="x")
    with pytest.raises(Refused, match="Say who asked"):
        privacy.erase(user=gone, by=administrator, reason=" ")
    gone.mandates.update(ends_on=None)
    with pytest.raises(Refused, match="End the mandates"):
        privacy.erase(user=gone, by=administrator, reason="x")


def test_the_command_lists_exports_and_erases(gone, capsys):
    call_command("data_protection")
    assert len(capsys.readouterr().out.splitlines()) == len(HOLDINGS)
    call_command("data_protection", export=gone.email)
    assert gone.email in capsys.readouterr().out
    call_command("data_protection", erase=gone.email, reason="Lettre du 3 mars")
    assert f"erased-{gone.pk}@erased.invalid" in capsys.readouterr().out
    with pytest.raises(CommandError, match="Nobody has the address"):
        call_command("data_protection", export="broker@example.org")


def test_requests_for_access_are_kept_for_a_year(db):
    now = timezone.now()
    for days in (366, 364):
        AccessRequest.objects.create(
            name=str(days),
            email=f"{days}@example.org",
            function="x",
            state="refused",
            decided_at=now - timedelta(days=days),
        )

    assert privacy.forget_requests() == 1
    assert AccessRequest.objects.get().name == "364"


def test_of_a_session_that_is_over_nothing_stays(client, broker):
    for _ in range(2):
        sign_in(client, broker.email)
        client.cookies.clear()
    over = Session.objects.order_by("session_key").first()
    Session.objects.filter(pk=over.pk).update(
        expire_date=timezone.now() - timedelta(seconds=1)
    )
    forget_sessions()

    left = list(Session.objects.values_list("session_key", flat=True))
    assert len(left) == 1
    assert list(UserSession.objects.values_list("session_key", flat=True)) == left

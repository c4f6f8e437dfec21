"""A committee ends once it has nothing in hand; its members read why."""

from datetime import timedelta

import pytest
from django.utils import timezone
from django.utils.translation import override

from audit.models import Entry
from audit.refusal import Refused
from meetings.actions import committees
from meetings.models import Committee, CommitteeMember, Meeting, Topic
from portal.waiting import waiting


def ended(committee, by, reason="Le bureau a fermé."):
    with override("en"):
        try:
            committees.end(committee=committee, reason=reason, by=by)
        except Refused as refusal:
            return str(refusal)
    return ""


@pytest.fixture
def member(committee, brokers, broker):
    return CommitteeMember.objects.create(committee=committee, organisation=brokers)


def test_members_and_secretary_read_why(committee, member, secretary, officer, letters):
    assert ended(committee, officer) == ""

    found = letters("committee.ended")
    assert sorted(email for _kind, email, _letter in found) == [
        "broker@example.org",
        "secretary@example.org",
    ]
    for _kind, _email, letter in found:
        assert "Comité local de Kayes-Diboli" in letter.subject
        assert "Le bureau a fermé." in letter.text
    entry = Entry.objects.about(committee).get(verb="committee.ended")
    assert (entry.reason, entry.by) == ("Le bureau a fermé.", officer)
    assert not Committee.objects.get().is_active


def test_who_meets_again_makes_the_letter_untrue(committee, member, officer, letters):
    ended(committee, officer)
    committees.resume(committee=committee, reason="Rouvert.", by=officer)

    assert letters("committee.ended") == []
    assert Committee.objects.get().is_active


@pytest.mark.parametrize("reason", ["", "  "])
def test_nothing_ends_without_a_reason(committee, officer, reason):
    assert ended(committee, officer, reason) == "Say why this committee ends."


def test_what_it_has_in_hand_keeps_it(committee, brokers, programme, officer):
    topic = Topic.objects.create(
        reference="T-1",
        year=programme.year,
        number=1,
        title="a",
        proposer=brokers,
        committee=committee,
    )
    assert ended(committee, officer) == (
        "1 topic is still before this committee: settle or escalate it."
    )
    Topic.objects.filter(pk=topic.pk).update(state="answered")
    at = timezone.now() + timedelta(days=9)
    meeting = Meeting.objects.create(
        programme=programme,
        kind="local",
        title="a",
        committee=committee,
        starts_at=at,
        ends_at=at + timedelta(hours=1),
    )
    assert ended(committee, officer) == (
        "1 meeting of this committee is still ahead: cancel it first."
    )
    Meeting.objects.filter(pk=meeting.pk).update(state="cancelled")
    below = Committee.objects.create(name="Kita", kind="local", parent=committee)
    assert ended(committee, officer) == ("Committees still escalate to this one: Kita.")
    Committee.objects.filter(pk=below.pk).update(is_active=False)
    assert ended(committee, officer) == ""


def test_an_officer_ends_it_by_its_button(client, committee, officer):
    client.force_login(officer)
    path = f"/en/meetings/committees/{committee.pk}/"
    assert f"{path}end/" in client.get(path).text

    answer = client.post(f"{path}end/", {"reason": "Bureau fermé."}, follow=True)

    assert "This committee no longer meets." in answer.text
    assert f"{path}resume/" in answer.text


def test_its_own_rule_asks_for_a_meeting_before_ninety_days(
    client, committee, secretary, officer
):
    since = timezone.now() - timedelta(days=61)
    Committee.objects.update(created_at=since, cadence_days=60)
    due_on = timezone.localdate(since) + timedelta(days=60)

    assert [(thing.action, thing.due_on) for thing in waiting(secretary)] == [
        ("Planifier une réunion", due_on)
    ]
    page = client.get(f"/en/meetings/committees/{committee.pk}/").text
    assert "This committee is dormant." not in page
    assert "badge-late" in page
    Committee.objects.update(cadence_days=62)
    assert waiting(secretary) == []


def test_the_holder_of_the_named_function_is_its_secretary(
    client, committee, customs, officer
):
    Committee.objects.update(unit=customs, secretary_function="chargé du PROGRAMME")
    client.force_login(officer)

    page = client.get(f"/en/meetings/committees/{committee.pk}/")
    assert page.context["secretaries"] == [officer]

"""Committees as readers see them, and how officers keep them."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import Mandate
from audit.models import Entry
from meetings.models import Committee, CommitteeMember, Meeting, Minutes


@pytest.fixture
def seat(committee, brokers):
    return CommitteeMember.objects.create(
        committee=committee, organisation=brokers, titular="Président"
    )


def values(**changed):
    return {"name": "Comité de Kayes", "kind": "local", **changed}


def test_a_stranger_reads_what_a_committee_is(client, committee, seat):
    Committee.objects.update(
        founding_act="Décision n° 12",
        chair_function="Directeur régional",
        secretary_function="Secrétaire du comité",
        quorum=3,
        cadence_days=60,
    )
    page = client.get(f"/en/meetings/committees/{committee.pk}/").text

    for words in (
        "Comité local de Kayes-Diboli",
        "Décision n° 12",
        "Directeur régional",
        "Secrétaire du comité",
        "DR Kayes",
        "Diboli",
        "FETRAM",
        "Président",
        "It decides when 3 member organisations are present.",
        "Minutes are approved in words: silence is no approval.",
        "It meets at least every 60 days.",
    ):
        assert words in page


def test_who_holds_a_function_today_is_for_officers(
    client, committee, seat, broker, officer
):
    Mandate.objects.filter(user=broker).update(function="président")

    assert "Broker" not in client.get(f"/meetings/committees/{committee.pk}/").text
    client.force_login(officer)
    assert "Broker" in client.get(f"/meetings/committees/{committee.pk}/").text
    Mandate.objects.filter(user=broker).update(
        ends_on=timezone.localdate() - timedelta(days=1)
    )
    page = client.get(f"/en/meetings/committees/{committee.pk}/").text
    assert "Broker" not in page
    assert "nobody yet" in page


def test_a_dormant_committee_says_so(client, committee):
    path = f"/en/meetings/committees/{committee.pk}/"
    assert "This committee is dormant." not in client.get(path).text

    Committee.objects.update(created_at=timezone.now() - timedelta(days=91))

    assert "This committee is dormant." in client.get(path).text


def test_an_ended_committee_is_hidden_from_strangers_and_not_from_officers(
    client, committee, officer
):
    Committee.objects.update(is_active=False)
    path = f"/en/meetings/committees/{committee.pk}/"

    assert client.get(path).status_code == 404
    assert "Kayes" not in client.get("/en/meetings/committees/").text
    client.force_login(officer)
    assert "This committee no longer meets." in client.get(path).text


def test_an_officer_adds_a_committee_with_a_trace(client, officer, region, office):
    client.force_login(officer)
    answer = client.post(
        "/en/meetings/committees/new/",
        values(unit=region.pk, offices=[office.pk], is_active="on"),
    )

    committee = Committee.objects.get()
    assert answer.url == f"/en/meetings/committees/{committee.pk}/"
    entry = Entry.objects.about(committee).get()
    assert (entry.verb, entry.by) == ("committee.created", officer)
    assert entry.after["offices"] == ["Diboli"]


def test_what_was_typed_wrong_is_kept_with_its_sentence(client, officer, committee):
    client.force_login(officer)
    page = client.post(
        f"/en/meetings/committees/{committee.pk}/edit/",
        values(quorum="0", founding_act="Décision n° 12"),
    )

    assert page.context["form"].errors == {
        "quorum": ["Ensure this value is greater than or equal to 1."]
    }
    assert "Décision n° 12" in page.text
    assert "Edit “Comité local de Kayes-Diboli”" in page.text


def test_a_committee_that_would_escalate_to_itself_is_refused(
    client, officer, committee
):
    above = Committee.objects.create(name="A", kind="plenary", parent=committee)
    client.force_login(officer)
    page = client.post(
        f"/en/meetings/committees/{committee.pk}/edit/", values(parent=above.pk)
    )

    assert page.context["form"].errors == {
        "parent": ["This committee would escalate to itself."]
    }


def test_seats_are_given_changed_and_taken_with_a_trace(
    client, officer, committee, brokers
):
    client.force_login(officer)
    client.post(
        f"/en/meetings/committees/{committee.pk}/members/",
        {"organisation": brokers.pk, "titular": "Président"},
    )
    seat = CommitteeMember.objects.get()
    client.post(
        f"/en/meetings/seats/{seat.pk}/",
        {"titular": "Président", "alternate": "Secrétaire général"},
    )
    client.post(f"/en/meetings/seats/{seat.pk}/remove/")

    assert not CommitteeMember.objects.exists()
    trail = Entry.objects.filter(about_type="meetings.committeemember")
    assert [entry.verb for entry in trail.order_by("pk")] == [
        "committeemember.created",
        "committeemember.changed",
        "committeemember.removed",
    ]
    assert trail.first().after["alternate"] == "Secrétaire général"


def test_the_same_person_is_not_both_titular_and_alternate(
    client, officer, committee, brokers
):
    client.force_login(officer)
    page = client.post(
        f"/en/meetings/committees/{committee.pk}/members/",
        {"organisation": brokers.pk, "titular": "Président", "alternate": "président"},
    )

    assert page.context["form"].errors == {
        "alternate": ["The alternate is somebody else than the titular."]
    }


def test_a_member_cannot_be_added_twice(client, officer, committee, seat):
    client.force_login(officer)
    page = client.post(
        f"/en/meetings/committees/{committee.pk}/members/",
        {"organisation": seat.organisation_id},
    )

    assert list(page.context["form"].errors) == ["organisation"]


def many(committee, programme, carriers, *, number):
    body = Committee.objects.create(name=f"Comité {number}", kind="local")
    body.offices.set(committee.offices.all())
    CommitteeMember.objects.create(committee=body, organisation=carriers)
    at = timezone.now() + timedelta(days=number + 1)
    Meeting.objects.create(
        programme=programme,
        kind="local",
        committee=body,
        title="Réunion",
        starts_at=at,
        ends_at=at + timedelta(hours=1),
        level="public",
    )


def test_the_list_asks_the_same_however_long(queries, committee, programme, carriers):
    many(committee, programme, carriers, number=0)
    few = queries("/meetings/committees/")
    for number in range(1, 9):
        many(committee, programme, carriers, number=number)

    assert queries("/meetings/committees/") == few


def held_with_minutes():
    held = Meeting.objects.filter(starts_at__lt=timezone.now())
    held.update(state="held")
    for meeting in held.filter(minutes=None):
        Minutes.objects.create(meeting=meeting)


def test_a_committee_asks_the_same_however_many_sit_there(
    client, queries, committee, programme, carriers, brokers, officer
):
    path = f"/meetings/committees/{committee.pk}/"
    client.force_login(officer)
    CommitteeMember.objects.create(
        committee=committee, organisation=brokers, titular="Point focal"
    )
    at = timezone.now() + timedelta(days=1)
    rows = [
        Meeting(
            programme=programme,
            kind="local",
            committee=committee,
            title=f"Réunion {day}",
            starts_at=at + timedelta(days=day),
            ends_at=at + timedelta(days=day, hours=1),
        )
        for day in (-90, 0, 1, 2, -30, -60)
    ]
    rows[0].save()
    rows[1].save()
    held_with_minutes()
    few = queries(path)
    Meeting.objects.bulk_create(rows[2:])
    held_with_minutes()
    CommitteeMember.objects.create(
        committee=committee, organisation=carriers, titular="Point focal"
    )

    assert queries(path) == few

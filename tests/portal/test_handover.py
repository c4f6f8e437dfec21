"""A mandate ends: the next holder finds the whole desk, the former nothing of it."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.utils import timezone, translation

from accounts import groups
from accounts.models import Mandate, User
from accounts.succession import successor
from audit.models import Entry
from meetings.actions import meeting as actions
from meetings.actions.handover import hand_over
from meetings.models import CommitteeMember, Delegate, Meeting, Topic
from meetings.models.topic import TopicFollower
from notices import planning
from notices.models import Notice
from portal.desk import desk
from portal.waiting import waiting
from tests.conftest import mandate, person
from tests.notices.conftest import deliver  # noqa: F401

TODAY = timezone.localdate
A_DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


def follow(old, name, group=None, **fields):
    """Somebody else holds the same function, from today on."""
    user = person(name, group)
    given = {"office": old.office, "is_focal_point": old.is_focal_point} | fields
    return mandate(user, old.organisation, old.function, starts_on=TODAY(), **given)


def end(old, days_ago=1):
    old.ends_on = TODAY() - timedelta(days=days_ago)
    old.save()
    return User.objects.get(pk=old.user_id)


def laid(mandate):
    """Every paper of a desk, by section."""
    fresh = Mandate.objects.get(pk=mandate.pk)
    return {
        str(section.title): [paper.title for paper in section.papers]
        for section in desk(fresh)
    }


def todo(user):
    """What waits, but for what an own answer decides."""
    return {(thing.title, thing.action) for thing in waiting(user)}


@pytest.fixture
def officer_desk(meeting, committee, brokers, officer):
    """A meeting in charge, planned soon, and a topic to decide."""
    return officer.mandates.get()


@pytest.fixture
def secretary_desk(committee, brokers, programme, region, secretary):
    at = timezone.now() + timedelta(days=20)
    Meeting.objects.create(
        programme=programme,
        kind="local",
        committee=committee,
        title="Réunion ordinaire",
        starts_at=at,
        ends_at=at + timedelta(hours=2),
        officer=secretary,
    )
    topic(brokers, committee=committee)
    return secretary.mandates.get()


@pytest.fixture
def focal_desk(meeting, committee, brokers, broker, officer):
    actions.convene(meeting=meeting, by=officer)
    CommitteeMember.objects.create(
        committee=committee, organisation=brokers, titular="point focal"
    )
    topic(brokers, committee=committee)
    return broker.mandates.get()


def topic(organisation, **fields):
    year = TODAY().year
    row = Topic.objects.create(
        reference=f"T-{year}-001",
        year=year,
        number=1,
        title="Scanner en panne",
        proposer=organisation,
        **fields,
    )
    TopicFollower.objects.create(topic=row, organisation=organisation)
    return row


def test_the_next_programme_officer_finds_the_meetings_in_charge(officer_desk):
    before = laid(officer_desk)
    assert list(before) == ["Meetings in charge"]
    heir = follow(officer_desk, "next", groups.PROGRAMME_OFFICER)
    waited = todo(officer_desk.user)
    assert waited != set()

    former = end(officer_desk)
    hand_over()

    assert laid(heir) == before
    assert todo(heir.user) == waited
    assert (laid(officer_desk), todo(former)) == ({}, set())
    assert not Meeting.objects.manageable_by(former).exists()


def test_the_next_secretary_finds_committees_topics_and_meetings(secretary_desk):
    before = laid(secretary_desk)
    assert list(before) == [
        "Meetings in charge",
        "Committees",
        "Topics before these committees",
    ]
    heir = follow(secretary_desk, "next", groups.LOCAL_SECRETARY)
    waited = todo(secretary_desk.user)

    former = end(secretary_desk)
    hand_over()

    assert laid(heir) == before
    assert todo(heir.user) == waited
    assert (laid(secretary_desk), todo(former)) == ({}, set())


def test_the_next_focal_point_is_convened_and_finds_seats_and_topics(
    focal_desk,
    deliver,  # noqa: F811
    mailoutbox,
):
    before = laid(focal_desk)
    assert list(before) == [
        "Seats on committees",
        "Convocations",
        "Topics proposed or followed",
    ]
    heir = follow(focal_desk, "next")

    former = end(focal_desk)
    hand_over()
    deliver()

    assert laid(heir) == before
    assert (laid(focal_desk), todo(former)) == ({}, set())
    told = sorted((letter.to[0], letter.subject[:20]) for letter in mailoutbox)
    assert [address for address, _subject in told] == [
        '"Broker" <broker@example.org>',
        '"Next" <next@example.org>',
    ]


def test_a_secretary_who_moves_elsewhere_leaves_the_meetings_there(
    secretary_desk, customs
):
    """Another mandate in Customs does not keep the desk of the first."""
    mandate(secretary_desk.user, customs, "Chef de bureau", starts_on=TODAY())
    heir = follow(secretary_desk, "next", groups.LOCAL_SECRETARY)
    hand_over()
    assert Meeting.objects.get().officer == secretary_desk.user

    former = end(secretary_desk)
    hand_over()
    hand_over()

    assert Meeting.objects.get().officer == heir.user
    assert Entry.objects.filter(verb="meeting.handed_over").count() == 1
    assert not Meeting.objects.manageable_by(former).exists()


def test_a_programme_officer_who_also_left_an_office_keeps_its_meetings(
    secretary_desk, customs
):
    user = secretary_desk.user
    user.groups.add(Group.objects.get(name=groups.PROGRAMME_OFFICER))
    mandate(user, customs, "Chargé du programme", starts_on=TODAY())
    follow(secretary_desk, "next", groups.LOCAL_SECRETARY)

    end(secretary_desk)
    hand_over()

    assert Meeting.objects.get().officer == user


def test_another_function_in_the_same_house_leaves_the_first(officer_desk):
    officer_desk.ends_on = TODAY() + timedelta(days=10)
    officer_desk.save()
    mandate(officer_desk.user, officer_desk.organisation, "Directeur")

    assert letters() == [("handover.left", "officer@example.org")]


def test_nothing_is_handed_over_before_somebody_takes_over(officer_desk, meeting):
    former = end(officer_desk)
    hand_over()
    assert Meeting.objects.get().officer == former

    heir = follow(officer_desk, "late", groups.PROGRAMME_OFFICER)
    hand_over()
    hand_over()

    assert Meeting.objects.get().officer == heir.user
    trail = Entry.objects.about(meeting).filter(verb="meeting.handed_over")
    assert [entry.reason for entry in trail] == [
        "The mandate ended; the next holder takes over."
    ]


def test_somebody_else_of_the_organisation_does_not_take_over(officer_desk):
    other = person("other", groups.PROGRAMME_OFFICER)
    mandate(other, officer_desk.organisation, "Statisticien")
    former = end(officer_desk)

    hand_over()

    assert successor(officer_desk) is None
    assert Meeting.objects.get().officer == former


def test_a_group_gives_nothing_once_the_last_mandate_is_over(officer):
    assert officer.has_perm("meetings.change_meeting")

    former = end(officer.mandates.get())

    assert not former.has_perm("meetings.change_meeting")


def test_the_page_says_who_follows_and_what_they_lack(client, officer_desk):
    client.force_login(officer_desk.user)
    assert "nobody yet" in client.get("/en/handover/").text

    follow(officer_desk, "next")
    page = client.get("/en/handover/").text

    assert "nobody yet" not in page
    assert "<strong>Next</strong>" in page
    assert "Next does not stand in the group yet: programme officer." in page
    assert "Agrément et cautions des commissionnaires" in page


def test_the_next_holder_may_read_the_desk_and_others_may_not(
    client, officer_desk, carrier
):
    heir = follow(officer_desk, "next", groups.PROGRAMME_OFFICER)
    path = f"/en/handover/{officer_desk.pk}/"
    end(officer_desk)

    client.force_login(heir.user)
    assert client.get(path).status_code == 200
    client.force_login(carrier)
    assert client.get(path).status_code == 404


def test_managers_of_users_see_who_is_followed_by_nobody(officer_desk, user_manager):
    end(officer_desk)
    user_manager.refresh_from_db()
    assert ("Chargé du programme, DGD", "See the desk") in todo(user_manager)

    follow(officer_desk, "next", groups.PROGRAMME_OFFICER)

    assert todo(user_manager) == set()


def letters():
    planning.plan(timezone.now() + timedelta(hours=24))
    rows = Notice.objects.filter(kind__startswith="handover.")
    return sorted(rows.values_list("kind", "email"))


def test_who_leaves_and_who_follows_are_written_to_once(officer_desk):
    officer_desk.ends_on = TODAY() + timedelta(days=10)
    officer_desk.save()
    assert letters() == [("handover.left", "officer@example.org")]

    heir = follow(officer_desk, "next", groups.PROGRAMME_OFFICER)
    end(officer_desk)
    letters()

    assert letters() == [
        ("handover.left", "officer@example.org"),
        ("handover.received", heir.user.email),
    ]


def test_a_renewed_mandate_is_no_farewell(officer_desk):
    officer_desk.ends_on = TODAY() + timedelta(days=10)
    officer_desk.save()
    mandate(
        officer_desk.user,
        officer_desk.organisation,
        officer_desk.function,
        starts_on=officer_desk.ends_on + A_DAY,
    )

    assert letters() == []


def test_the_letters_of_a_handover_read_well(
    officer_desk,
    deliver,  # noqa: F811
    mailoutbox,
):
    officer_desk.ends_on = TODAY() + timedelta(days=10)
    officer_desk.save()
    User.objects.update(language="en")
    planning.plan(timezone.now() + timedelta(hours=12))
    deliver()

    letter = mailoutbox[0]
    assert letter.subject.startswith("Your desk from ")
    assert "Nobody yet: the managers of users see it on their desk." in letter.body
    assert f"/en/handover/{officer_desk.pk}/" in letter.body


def test_who_was_never_of_the_organisation_stays_convened(
    meeting, officer, broker, focal_desk
):
    invitation = meeting.invitations.get()
    Delegate.objects.create(
        invitation=invitation, name="Expert", email="expert@example.org"
    )

    hand_over()

    assert Delegate.objects.filter(is_active=True).count() == 2


def test_group_and_mandate_are_asked_in_one_query(officer, django_assert_num_queries):
    fresh = User.objects.get(pk=officer.pk)
    with django_assert_num_queries(1):
        fresh.has_perm("meetings.change_meeting")
    assert Group.objects.count() > 0

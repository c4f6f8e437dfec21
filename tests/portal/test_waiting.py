from datetime import date, timedelta

import pytest
from django.utils import timezone, translation

from accounts.models import AccessRequest
from meetings.models import Delegate, Invitation, Level, Meeting, Opinion, Programme
from portal.waiting import OFFICERS, waiting
from portal.waiting.thing import Moment
from workdays.arithmetic import Calendar


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


@pytest.fixture
def convened(meeting):
    meeting.state = Meeting.State.CONVENED
    meeting.save()
    return meeting


@pytest.fixture
def delegate(convened, broker):
    return Delegate.objects.create(
        invitation=convened.invitations.get(),
        user=broker,
        name=broker.name,
        email=broker.email,
    )


@pytest.fixture
def draft(customs):
    """Next year's programme, open for opinion for ten days."""
    return Programme.objects.create(
        year=timezone.localdate().year + 1,
        directorate=customs,
        state=Programme.State.OPEN,
        opinions_until=timezone.localdate() + timedelta(days=10),
    )


def actions(user):
    return [thing.action for thing in waiting(user)]


def who_is_asked(cast, action):
    people = {name: user for name, user in cast.items() if user.is_authenticated}
    return {name for name, user in people.items() if action in actions(user)}


def test_only_the_invited_are_asked_to_answer(convened, cast):
    assert who_is_asked(cast, "Answer the invitation") == {"broker"}


def test_an_answered_invitation_waits_no_longer(delegate, broker):
    assert actions(broker) == ["Answer the invitation"]

    delegate.answer = "accepted"
    delegate.save()
    assert actions(broker) == []


def test_a_delegate_of_another_organisation_is_asked_too(delegate, carrier):
    delegate.invitation.meeting.level = Level.PARTNERS
    delegate.invitation.meeting.save()
    assert actions(carrier) == []

    delegate.email = carrier.email.upper()
    delegate.save()
    assert actions(carrier) == ["Answer the invitation"]


def test_only_a_focal_point_answers_for_the_organisation(convened, broker):
    broker.mandates.update(is_focal_point=False)

    assert actions(broker) == []


def test_officers_are_asked_to_convene_what_comes_near(meeting, cast, committee):
    asked = {"officer", "administrator"}
    assert who_is_asked(cast, "Convene the meeting") == asked

    meeting.committee = committee
    meeting.save()
    assert who_is_asked(cast, "Convene the meeting") == asked | {"secretary"}


def test_a_meeting_far_away_waits_for_nobody_yet(meeting, officer):
    meeting.starts_at += timedelta(days=60)
    meeting.ends_at += timedelta(days=60)
    meeting.save()

    assert actions(officer) == []


def test_officers_are_asked_whether_a_past_meeting_was_held(convened, officer):
    convened.starts_at -= timedelta(days=40)
    convened.ends_at -= timedelta(days=40)
    convened.save()

    (thing,) = waiting(officer)
    assert (thing.action, thing.is_late) == ("Say whether it was held", True)


def test_partners_are_asked_for_an_opinion_until_they_gave_it(draft, cast, brokers):
    asking = "Read it and say your opinion"
    assert who_is_asked(cast, asking) == {"broker", "carrier"}

    Opinion.objects.create(
        programme=draft, organisation=brokers, author=cast["broker"], text="Bien"
    )
    assert who_is_asked(cast, asking) == {"carrier"}


def test_officers_are_asked_to_plan_a_draft(draft, cast):
    draft.state, draft.opinions_until = Programme.State.DRAFT, None
    draft.save()

    assert who_is_asked(cast, "Plan the year") == {"officer", "administrator"}
    assert waiting(cast["officer"])[-1].due_on == date(draft.year - 1, 12, 1)


def test_the_signatory_is_asked_to_publish_once_opinions_are_in(draft, cast):
    draft.opinions_until = timezone.localdate() - timedelta(days=1)
    draft.save()

    assert who_is_asked(cast, "Sign and publish it") == {"signatory", "administrator"}
    assert waiting(cast["signatory"])[-1].due_on == date(draft.year, 1, 25)


def test_what_waits_is_told_by_deadline(convened, draft, broker):
    assert [thing.due_on for thing in waiting(broker)] == [
        draft.opinions_until,
        timezone.localdate(convened.starts_at),
    ]


def test_the_dashboard_asks_as_much_for_thirty_invitations_as_for_one(
    client, convened, broker, brokers, django_assert_max_num_queries
):
    def queries():
        with django_assert_max_num_queries(100) as captured:
            client.get("/dashboard/")
        return len(captured)

    client.force_login(broker)
    first = queries()
    for number in range(1, 30):
        meeting = Meeting.objects.get(pk=convened.pk)
        meeting.pk, meeting.uid, meeting._state.adding = None, None, True
        meeting.uid = Meeting._meta.get_field("uid").get_default()
        meeting.starts_at += timedelta(days=number)
        meeting.ends_at += timedelta(days=number)
        meeting.save()
        Invitation.objects.create(meeting=meeting, organisation=brokers)

    assert queries() == first
    assert len(client.get("/dashboard/").context["waiting"]) == 30


def test_somebody_for_whom_nothing_waits_is_told_what_to_do(client, user_manager):
    client.force_login(user_manager)
    page = client.get("/en/dashboard/")

    assert "Nothing waits for you." in page.text
    assert "holds no mandate" in page.text


@pytest.mark.parametrize("who", ["user_manager", "administrator"])
def test_user_managers_are_told_of_requests_for_access(cast, who):
    AccessRequest.objects.create(name="A", email="a@example.org", function="Gérant")

    assert [thing.title for thing in waiting(cast[who])] == ["1 request for access"]


def test_what_waits_for_officers_is_nothing_to_who_holds_no_permission(
    meeting, draft, broker, officer
):
    moment = Moment(timezone.now(), Calendar.load(date.min, date.max))

    def found(user):
        return [thing.action for ask in OFFICERS for thing in ask(user, moment)]

    assert broker.get_all_permissions() == set()
    assert (found(broker), found(officer)) == ([], ["Convene the meeting"])

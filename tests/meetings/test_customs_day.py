"""International Customs Day: registered by letter, moved up, met at the door, certified."""

from datetime import timedelta

import pytest
from django.utils import timezone, translation

from audit.models import Entry
from audit.refusal import Refused
from meetings import day_links, documents
from meetings.actions import meeting as of_meetings
from meetings.actions import reception as actions
from meetings.letters import codes
from meetings.models import Level, Meeting, Reception, Registration, Session
from notices import planning
from notices.models import Notice

State = Registration.State


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


@pytest.fixture
def day(meeting):
    Meeting.objects.update(kind="customs_day", level=Level.PUBLIC)
    meeting.refresh_from_db()
    return Reception.objects.create(
        meeting=meeting,
        places=2,
        places_each=1,
        opens_at=timezone.now() - timedelta(days=1),
        closes_at=meeting.starts_at - timedelta(days=1),
    )


def asked(day, name, organisation=None, **fields):
    registration = Registration(
        reception=day,
        name=name.capitalize(),
        email=f"{name}@example.org",
        organisation=organisation,
        **fields,
    )
    return actions.ask(registration=registration, sessions=())


def confirmed(day, name, organisation=None):
    return actions.confirm(registration=asked(day, name, organisation))


def states(day):
    rows = day.registrations.order_by("pk")
    return {row.name: row.state for row in rows}


def owed(*kinds):
    rows = Notice.objects.filter(kind__in=kinds, state="waiting").order_by("pk")
    return [(row.kind, row.email) for row in rows]


def typed(**changed):
    return {
        "name": "Ada",
        "email": "ada@example.org",
        "language": "en",
        **changed,
    }


def over(day):
    """The day is past and recorded as held."""
    ends_at = timezone.now() - timedelta(hours=1)
    Meeting.objects.update(
        starts_at=ends_at - timedelta(hours=3), ends_at=ends_at, state="held"
    )
    return Reception.objects.get()


def test_a_stranger_reads_of_the_day_and_registers(client, day):
    assert "Registration is open until" in client.get(f"/en{path(day)}").text

    answer = client.post(f"/en{path(day)}register/", typed())

    assert answer.url == f"/en{path(day)}asked/"
    assert states(day) == {"Ada": State.ASKED}
    assert owed(codes.DAY_CONFIRM) == [(codes.DAY_CONFIRM, "ada@example.org")]


def path(day):
    return f"/meetings/days/{day.meeting_id}/"


def test_a_day_is_hidden_until_registration_opens(client, day, officer):
    Reception.objects.update(opens_at=timezone.now() + timedelta(hours=1))

    assert client.get(path(day)).status_code == 404
    client.force_login(officer)
    assert client.get(path(day)).status_code == 200


def test_an_address_is_written_to_once_however_often_it_is_typed(client, day):
    for _time in range(3):
        answer = client.post(f"/en{path(day)}register/", typed(email="ADA@example.org"))
        assert answer.url == f"/en{path(day)}asked/"

    assert owed(codes.DAY_CONFIRM) == [(codes.DAY_CONFIRM, "ada@example.org")]


def test_a_robot_and_a_flood_leave_nothing_and_break_nothing(client, day, monkeypatch):
    client.post(f"/en{path(day)}register/", typed(homepage="x"))
    assert states(day) == {}

    monkeypatch.setattr(actions, "A_CONNECTION_AN_HOUR", 2)
    for number in range(3):
        answer = client.post(
            f"/en{path(day)}register/", typed(email=f"{number}@example.org")
        )

    assert answer.status_code == 429
    assert "Too many requests came in." in answer.text
    assert 'value="2@example.org"' in answer.text
    assert day.registrations.count() == 2


@pytest.mark.parametrize(
    "wrong",
    [
        {"email": "x"},
        {"name": ""},
        {"language": "xx"},
        {"organisation": "99999999999999999999"},
        {"sessions": ["99999999999999999999"]},
        {"name": "x\x00"},
    ],
)
def test_bad_input_gets_a_sentence(client, day, wrong):
    Session.objects.create(reception=day, title="A", starts="09:00", ends="10:00")

    answer = client.post(f"/en{path(day)}register/", typed(**wrong))

    assert answer.status_code == 200
    assert list(answer.context["form"].errors) == list(wrong)


def test_two_sessions_at_the_same_time_are_refused(client, day):
    one = Session.objects.create(reception=day, title="A", starts="9:00", ends="10:00")
    two = Session.objects.create(reception=day, title="B", starts="9:30", ends="11:00")

    page = client.post(f"/en{path(day)}register/", typed(sessions=[one.pk, two.pk]))

    assert page.context["form"].errors == {
        "sessions": ["Two of these sessions take place at the same time."]
    }


def test_the_link_confirms_by_a_button_and_not_by_a_scanner(client, day):
    registration = asked(day, "ada")
    own = day_links.path(registration)

    client.get(own)
    assert states(day) == {"Ada": State.ASKED}
    client.post(own, {"confirm": "1"})

    assert states(day) == {"Ada": State.CONFIRMED}
    assert owed(codes.DAY_CONFIRMED) == [(codes.DAY_CONFIRMED, "ada@example.org")]
    assert registration.code in client.get(own).text


def test_places_end_for_the_day_and_for_an_organisation(day, brokers):
    confirmed(day, "ada", brokers)
    confirmed(day, "bob", brokers)
    confirmed(day, "cleo")
    confirmed(day, "dan")

    assert states(day) == {
        "Ada": State.CONFIRMED,
        "Bob": State.WAITING,
        "Cleo": State.CONFIRMED,
        "Dan": State.WAITING,
    }
    assert owed(codes.DAY_WAITING) == [
        (codes.DAY_WAITING, "bob@example.org"),
        (codes.DAY_WAITING, "dan@example.org"),
    ]


def test_whoever_waits_longest_and_fits_moves_up_with_a_letter(day, brokers):
    ada = confirmed(day, "ada", brokers)
    confirmed(day, "bob", brokers)
    cleo = confirmed(day, "cleo")
    confirmed(day, "dan")
    Notice.objects.all().delete()

    actions.cancel(registration=cleo)
    assert states(day)["Bob"] == State.WAITING
    assert states(day)["Dan"] == State.CONFIRMED
    actions.cancel(registration=ada)

    assert states(day)["Bob"] == State.CONFIRMED
    assert owed(codes.DAY_CONFIRMED) == [
        (codes.DAY_CONFIRMED, "dan@example.org"),
        (codes.DAY_CONFIRMED, "bob@example.org"),
    ]


def test_more_places_are_given_to_the_waiting_list_at_once(client, day, officer):
    for name in ("ada", "bob", "cleo"):
        confirmed(day, name)
    client.force_login(officer)
    year = day.meeting.programme.year

    client.post(
        f"/en/meetings/{year}/{day.meeting_id}/registration/",
        {
            "places": 3,
            "places_each": 1,
            "opens_at": "2026-01-01T08:00",
            "closes_at": "2099-01-01T08:00",
        },
    )

    assert set(states(day).values()) == {State.CONFIRMED}


def test_cancelling_by_the_link_and_registering_anew(client, day):
    registration = confirmed(day, "ada")
    old = day_links.path(registration)
    client.post(old, {"cancel": "1"})
    assert states(day) == {"Ada": State.CANCELLED}

    client.post(f"/en{path(day)}register/", typed())

    assert states(day) == {"Ada": State.ASKED}
    assert client.get(old).status_code == 410
    assert len(owed(codes.DAY_CONFIRM)) == 2


def test_an_address_registers_anew_three_times_at_most(day):
    for _round in range(5):
        registration = asked(day, "ada")
        if registration.state == State.ASKED:
            actions.cancel(registration=registration)

    assert registration.state == State.CANCELLED
    assert len(owed(codes.DAY_CONFIRM)) == actions.ROUNDS


# state, action: what comes of it, or the sentence that refuses it
LIFE = [
    (State.ASKED, "confirm", State.CONFIRMED),
    (State.ASKED, "cancel", State.CANCELLED),
    (State.ASKED, "arrive", "No registration has this code."),
    (State.CONFIRMED, "confirm", State.CONFIRMED),
    (State.CONFIRMED, "cancel", State.CANCELLED),
    (State.CONFIRMED, "arrive", State.CONFIRMED),
    (State.WAITING, "confirm", State.WAITING),
    (State.WAITING, "cancel", State.CANCELLED),
    (State.WAITING, "arrive", "Ada is on the waiting list."),
    (
        State.CANCELLED,
        "confirm",
        "This registration was cancelled. Register again.",
    ),
    (State.CANCELLED, "cancel", "This registration is cancelled already."),
    (State.CANCELLED, "arrive", "Ada has cancelled this registration."),
]


@pytest.mark.parametrize(("state", "action", "expected"), LIFE)
def test_each_state_takes_each_step_or_says_why_not(
    day, officer, state, action, expected
):
    registration = asked(day, "ada")
    Registration.objects.update(state=state, confirmed_at=timezone.now())
    registration.refresh_from_db()
    steps = {
        "confirm": lambda: actions.confirm(registration=registration),
        "cancel": lambda: actions.cancel(registration=registration),
        "arrive": lambda: actions.arrive(
            reception=day, code=registration.code, by=officer
        ),
    }
    try:
        steps[action]()
        outcome = Registration.objects.get().state
    except Refused as refusal:
        outcome = str(refusal)

    assert outcome == expected


def test_nobody_registers_for_a_closed_a_cancelled_or_a_past_day(client, day):
    registration = asked(day, "ada")
    Reception.objects.update(closes_at=timezone.now() - timedelta(minutes=1))

    page = client.post(f"/en{path(day)}register/", typed(email="b@example.org"))
    assert page.context["form"].non_field_errors() == ["Registration is not open."]
    page = client.post(day_links.path(registration), {"confirm": "1"}, follow=True)
    assert "Registration is not open." in page.text


def test_an_officer_lets_in_by_code_and_is_told_of_the_second_time(
    client, day, officer
):
    registration = confirmed(day, "ada")
    client.force_login(officer)
    door = f"/en{path(day)}door/"
    code = registration.code.lower()

    first = client.post(door, {"code": f" {code[:2]}-{code[2:]} "}).text
    second = client.post(door, {"code": code}).text
    unknown = client.post(door, {"code": "00000"}).text

    assert "Welcome." in first
    assert "Has been here since" in second
    assert "No registration has this code." in unknown
    trail = Entry.objects.filter(verb="registration.arrived")
    assert [entry.by for entry in trail] == [officer]


def test_who_was_there_gets_a_certificate_that_anybody_may_check(client, day, officer):
    registration = confirmed(day, "ada")
    absent = confirmed(day, "bob")
    actions.arrive(reception=day, code=registration.code, by=officer)
    over(day)
    planning.plan(timezone.now())
    assert owed(codes.DAY_CERTIFICATE) == [(codes.DAY_CERTIFICATE, "ada@example.org")]

    number = Registration.objects.get(pk=registration.pk).certificate_number
    check = "/en/meetings/certificates/"
    assert "This certificate is real." in client.get(check, {"number": number}).text
    assert "Ada" in client.get(check, {"number": f" {number.lower()} "}).text
    for wrong in (number[:-1] + "0", absent.certificate_number, "x", "JID-1-²-A"):
        page = client.get(check, {"number": wrong})
        assert "No certificate carries this number." in page.text


@pytest.mark.skipif(not documents.is_possible(), reason="Missing: Pango")
def test_badges_and_certificates_are_documents(client, day, officer):
    registration = confirmed(day, "ada")
    client.force_login(officer)
    badges = client.get(f"/en{path(day)}badges.pdf")
    actions.arrive(reception=day, code=registration.code, by=officer)
    over(day)
    sheets = client.get(f"/en{path(day)}certificates.pdf")
    client.logout()
    own = client.get(day_links.path(registration) + "certificate.pdf")

    for answer in (badges, sheets, own):
        assert answer.status_code == 200
        assert answer.content.startswith(b"%PDF")


def test_a_moved_day_is_told_to_whoever_is_on_the_list(day, officer, brokers):
    registration = confirmed(day, "ada")
    of_meetings.convene(meeting=day.meeting, by=officer)
    of_meetings.move(
        meeting=day.meeting,
        starts_at=day.meeting.starts_at + timedelta(days=1),
        ends_at=day.meeting.ends_at + timedelta(days=1),
        reason="Fête.",
        by=officer,
    )
    planning.plan(timezone.now())
    planning.plan(timezone.now())

    assert owed(codes.DAY_CHANGED) == [(codes.DAY_CHANGED, registration.email)]


def test_a_reminder_comes_two_working_days_before(day):
    confirmed(day, "ada")
    Registration.objects.update(confirmed_at=timezone.now() - timedelta(days=1))
    planning.plan(timezone.now())
    assert owed(codes.DAY_REMINDER) == []

    planning.plan(day.meeting.starts_at - timedelta(hours=20))

    assert owed(codes.DAY_REMINDER) == [(codes.DAY_REMINDER, "ada@example.org")]


def test_the_confirmation_carries_the_code_and_the_calendar(day, letters):
    registration = confirmed(day, "ada")

    [(_kind, _email, letter)] = letters(codes.DAY_CONFIRMED)

    assert letter.subject.startswith("You have a place: Agrément")
    assert registration.code in letter.text
    assert "METHOD:PUBLISH" in letter.calendar
    assert letter.method == "PUBLISH"


def test_addresses_that_never_confirmed_are_forgotten_after_a_week(day):
    asked(day, "ada")
    confirmed(day, "bob")
    Registration.objects.update(asked_at=timezone.now() - timedelta(days=8))

    actions.forget()

    assert states(day) == {"Bob": State.CONFIRMED}


def test_the_list_asks_the_same_however_long(client, queries, day, officer, brokers):
    client.force_login(officer)
    confirmed(day, "ada", brokers)
    few = queries(f"{path(day)}guests/")
    for number in range(20):
        confirmed(day, f"guest{number}", brokers)

    assert queries(f"{path(day)}guests/") == few


def test_the_list_for_a_spreadsheet_is_harmless(client, day, officer):
    registration = confirmed(day, "ada")
    Registration.objects.update(name="=1+1")
    client.force_login(officer)

    text = client.get(f"/en{path(day)}guests.csv").content.decode("utf-8-sig")

    assert text.splitlines()[1].startswith("'=1+1,")
    assert registration.code in text


def test_a_session_that_somebody_chose_stays(client, day, officer):
    session = Session.objects.create(
        reception=day, title="A", starts="9:00", ends="10:00"
    )
    asked(day, "ada").sessions.add(session)
    client.force_login(officer)

    page = client.post(f"/en/meetings/sessions/{session.pk}/remove/", follow=True)

    assert "Somebody chose this session: it stays." in page.text
    assert Session.objects.exists()

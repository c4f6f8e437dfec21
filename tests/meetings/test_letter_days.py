"""A programme and a meeting may change when the letters leave."""

from datetime import datetime, time, timedelta

import pytest
from django.db import connection
from django.utils import timezone

from audit.models import Entry
from meetings.actions import meeting as actions
from meetings.letters import reminders, schedule
from meetings.models import AgendaEdition, Delegate, Meeting, Paper, Programme
from notices.models import Notice
from tests.fire import scan
from tests.plans import rows_read

YEAR = timezone.localdate().year + 1
MARCH = datetime(YEAR, 3, 14).date()
TUESDAY = MARCH + timedelta(days=(1 - MARCH.weekday()) % 7)
SCANS = {
    "answer": reminders.please_answer,
    "papers": reminders.papers,
    "reminder": reminders.reminder,
    "who comes": reminders.who_comes,
    "eve": reminders.tomorrow,
}


def at(days, hour=8):
    moment = datetime.combine(TUESDAY + timedelta(days=days), time(hour))
    return timezone.make_aware(moment)


@pytest.fixture
def tuesday(meeting, broker, officer):
    """A meeting with a paper, to which one comes and one has not answered."""
    meeting.starts_at, meeting.ends_at = at(0, 10), at(0, 12)
    meeting.save()
    convened = actions.convene(meeting=meeting, by=officer)
    Delegate.objects.update(answer="accepted")
    convened.invitations.get().delegates.create(name="P", email="p@example.org")
    Paper.objects.create(
        meeting=convened, title="Note", name="n.pdf", size=1, added_by=officer
    )
    Notice.objects.all().delete()
    return convened


def days_owed():
    """How many plain days before the meeting each letter falls due."""
    found = {}
    for day in range(-40, 1):
        for name, owed in SCANS.items():
            for one in owed(at(day, 9)):
                found.setdefault(name, (TUESDAY - one.due_at.date()).days)
    return found


USUAL = {"answer": 14, "papers": 7, "reminder": 4, "who comes": 4, "eve": 1}


def test_the_meeting_goes_before_its_programme_and_that_before_what_is_usual(tuesday):
    assert days_owed() == USUAL

    Programme.objects.update(answer_days=20, papers_days=14, reminder_days=3)
    changed = USUAL | {"answer": 28, "papers": 14, "reminder": 5, "who comes": 5}
    assert days_owed() == changed

    Meeting.objects.update(answer_days=5, reminder_days=2)
    changed |= {"answer": 7, "reminder": 4, "who comes": 4}
    assert days_owed() == changed


def test_a_letter_that_is_not_wanted_is_not_owed(tuesday):
    Meeting.objects.update(answer_days=0, papers_days=0, reminder_days=0, eve_days=0)

    assert days_owed() == {}


def test_another_meeting_keeps_the_usual_days(tuesday, brokers):
    Meeting.objects.update(papers_days=21)
    other = Meeting.objects.get()
    other.pk, other.uid, other.papers_days = None, "0" * 32, None
    other.save()
    guests = other.invitations.create(organisation=brokers).delegates
    guests.create(name="O", email="o@example.org", answer="accepted")
    other.papers.create(title="Note", name="n.pdf", size=1, added_by=other.officer)

    assert [one.about.pk for one in reminders.papers(at(-21))] == [tuesday.pk]
    assert [
        one.about.pk for one in reminders.papers(at(-7)) if one.about != tuesday
    ] == [other.pk]


def test_the_published_agenda_is_sent_again_where_there_is_no_paper(tuesday):
    Paper.objects.all().delete()
    assert days_owed() == {name: n for name, n in USUAL.items() if name != "papers"}

    edition = AgendaEdition.objects.create(
        meeting=tuesday, number=1, items=[], published_at=at(-8)
    )
    assert "papers" not in days_owed()
    edition.published_at = at(-10)
    edition.save()
    assert days_owed() == USUAL


def test_the_officer_chooses_on_the_programme_and_the_trail_says_so(
    client, officer, programme
):
    page = f"/en/meetings/{programme.year}/programme/{programme.pk}/"
    client.force_login(officer)
    assert b"2 working days before (usual)" in client.get(page).content

    choice = {
        "answer_days": "5",
        "papers_days": "",
        "reminder_days": "0",
        "eve_days": "",
    }
    assert client.post(f"{page}letters/", choice).status_code == 302
    programme.refresh_from_db()
    assert (programme.answer_days, programme.reminder_days) == (5, 0)
    assert programme.papers_days is programme.eve_days is None
    assert Entry.objects.get().verb == "programme.letters_timed"

    answer = client.post(f"{page}letters/", choice | {"answer_days": "4"})
    assert answer.status_code == 200
    assert "answer_days" in answer.context["letters_form"].errors


def test_a_closed_programme_is_left_as_it_is(client, officer, programme):
    Programme.objects.update(state="closed")
    client.force_login(officer)
    page = f"/en/meetings/{programme.year}/programme/{programme.pk}/"
    answer = client.post(f"{page}letters/", {"answer_days": "5"})

    assert b"The programme is closed." in answer.content
    programme.refresh_from_db()
    assert programme.answer_days is None


def test_the_officer_chooses_for_a_convened_meeting(client, officer, tuesday):
    client.force_login(officer)
    page = f"/en/meetings/{tuesday.programme.year}/{tuesday.pk}/edit/"
    form = client.get(page).context["form"]
    assert list(form.fields["eve_days"].choices) == [
        ("", "as the programme says"),
        (0, "no such letter"),
        (1, "1 day before"),
    ]
    typed = {name: form[name].value() or "" for name in form.fields}
    assert client.post(page, typed | {"eve_days": "0"}).status_code == 302

    tuesday.refresh_from_db()
    assert (tuesday.eve_days, tuesday.answer_days) == (0, None)


@pytest.mark.skipif(connection.vendor != "postgresql", reason="PostgreSQL plans it")
def test_meetings_with_days_of_their_own_are_found_by_their_index(db):
    scan.populate(meetings=20_000, letters=100)
    chosen = Meeting.objects.filter(
        starts_at__gt=timezone.now(), answer_days__isnull=False
    )

    assert rows_read(chosen.order_by().values("answer_days")) == {"meetings_meeting": 0}
    assert schedule.days_wanted(schedule.PLEASE_ANSWER, timezone.now()) == set()

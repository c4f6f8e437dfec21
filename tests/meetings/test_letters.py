"""The letters about a meeting, whole, in both languages, and their calendar part."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone
from django.utils.translation import override
from icalendar import Calendar

from meetings import links
from meetings.actions import invitation as invitations
from meetings.actions import meeting as actions
from meetings.models import Delegate, Meeting, Programme
from notices.kinds import KINDS
from notices.models import Notice

NEXT_YEAR = timezone.localdate().year + 1
STARTS = datetime(NEXT_YEAR, 3, 1, 10, 30, tzinfo=UTC)


@pytest.fixture
def meeting(meeting):
    Programme.objects.update(year=NEXT_YEAR)
    meeting.room.address = "Route de Samanko, Bamako"
    meeting.room.map_url = "https://maps.example.org/dgd"
    meeting.room.save()
    meeting.starts_at, meeting.ends_at = STARTS, STARTS + timedelta(minutes=90)
    meeting.title_en = "Licences and guarantees of brokers"
    meeting.save()
    return Meeting.objects.get()


def written(kind, language="fr"):
    notice = Notice.objects.filter(kind=kind).latest("pk")
    assert KINDS[kind].still_true(notice) == ""
    with override(language):
        return KINDS[kind].letter(notice)


def weekday(day, language):
    names = {
        "fr": "lundi mardi mercredi jeudi vendredi samedi dimanche",
        "en": "Monday Tuesday Wednesday Thursday Friday Saturday Sunday",
    }
    return names[language].split()[day.weekday()]


CONVOCATION_FR = """\
Dites si vous viendrez\xa0: choisissez une réponse, puis envoyez-la.

- Je viendrai\xa0: {link}?answer=accepted
- Je viendrai peut-être\xa0: {link}?answer=tentative
- Je ne viendrai pas\xa0: {link}?answer=declined
- J’envoie quelqu’un d’autre\xa0: {link}?answer=represented

Agrément et cautions des commissionnaires (Douane–FETRAM)

Quand\xa0: {weekday} 1er mars {year}, de 10\xa0h\xa030 à 12\xa0h\xa000, heure de Bamako, UTC+0
Où\xa0: Siège de la DGD, Samanko II, Route de Samanko, Bamako
  Carte\xa0: https://maps.example.org/dgd
Invités\xa0: FETRAM

La Douane invite FETRAM à cette réunion.

Ces liens ne sont que pour vous et répondent sans compte, jusqu’au {weekday} 1er mars, \
10\xa0h\xa030. Vous pouvez changer votre réponse jusque-là.

La page de la réunion\xa0: http://testserver/meetings/{year}/{pk}/
"""
CONVOCATION_EN = """\
Please say whether you will come: choose an answer, then send it.

- I will come: {link}?answer=accepted
- I may come: {link}?answer=tentative
- I will not come: {link}?answer=declined
- I send somebody else: {link}?answer=represented

Licences and guarantees of brokers (Customs–FETRAM)

When: {weekday} 1 March {year}, 10:30 to 12:00, Bamako time, UTC+0
Where: Siège de la DGD, Samanko II, Route de Samanko, Bamako
  Map: https://maps.example.org/dgd
Invited: FETRAM

Customs invites FETRAM to this meeting.

The links are yours alone and answer without an account, until {weekday} 1 March, \
10:30. You may change your answer until then.

The page of the meeting: http://testserver/en/meetings/{year}/{pk}/
"""


@pytest.mark.parametrize(
    ("language", "subject", "text"),
    [
        (
            "fr",
            "Convocation\xa0: Agrément et cautions des commissionnaires "
            "(Douane–FETRAM), {weekday} 1er mars, 10\xa0h\xa030",
            CONVOCATION_FR,
        ),
        (
            "en",
            "Convocation: Licences and guarantees of brokers (Customs–FETRAM), "
            "{weekday} 1 March, 10:30",
            CONVOCATION_EN,
        ),
    ],
)
def test_the_convocation_reads_whole(convened, delegate, language, subject, text):
    letter = written("meetings.convened", language)
    prefix = "/en" if language == "en" else ""
    token = links.token(delegate, convened)
    words = {
        "link": f"http://testserver{prefix}/meetings/answer/{token}/",
        "weekday": weekday(STARTS, language),
        "year": NEXT_YEAR,
        "pk": convened.pk,
    }

    assert letter.subject == subject.format(**words)
    assert letter.text == text.format(**words)
    assert len(letter.html.encode()) < 20_000
    assert f'href="{words["link"]}?answer=declined"' in letter.html


def fields(letter):
    """Every field of the calendar part, and the parameters that calendars act upon."""
    book = Calendar.from_ical(letter.calendar)
    event = book.events[0]
    found = {
        name: value.to_ical().decode()
        for item in (book, event)
        for name, value in item.items()
        if name not in {"PRODID", "VERSION", "CALSCALE", "DTSTAMP", "CREATED"}
    }
    lines = dict(
        line.split(":", 1) for line in letter.calendar.split("\r\n") if ":" in line
    )
    for name in ("DTSTART", "DTEND"):  # a parser may say the same hour in UTC
        found[name] = lines[f"{name};TZID=Africa/Bamako"]
    return found, event


def expected(meeting, delegate, **others):
    local = timezone.localtime(meeting.starts_at)
    end = timezone.localtime(meeting.ends_at)
    return {
        "UID": f"{meeting.uid}@testserver",
        "SEQUENCE": "0",
        "METHOD": "REQUEST",
        "DTSTART": f"{local:%Y%m%dT%H%M%S}",
        "DTEND": f"{end:%Y%m%dT%H%M%S}",
        "SUMMARY": "Bilatérale\xa0: Agrément et cautions des commissionnaires",
        "STATUS": "CONFIRMED",
        "LOCATION": "Siège de la DGD\\, Samanko II",
        "CATEGORIES": "bilatérale",
        "URL": f"http://testserver/meetings/{NEXT_YEAR}/{meeting.pk}/",
        "ORGANIZER": f"mailto:rsvp+{delegate.rsvp_token}@example.org",
        "ATTENDEE": "mailto:broker@example.org",
        "LAST-MODIFIED": f"{meeting.updated_at:%Y%m%dT%H%M%SZ}",
    } | others


def without(found, *names):
    return {name: value for name, value in found.items() if name not in names}


def test_the_calendar_part_of_a_convocation_asks_its_one_reader(convened, delegate):
    found, event = fields(written("meetings.convened"))

    assert without(found, "DESCRIPTION") == expected(convened, delegate)
    assert dict(event["ATTENDEE"].params) == {
        "CN": "Broker",
        "ROLE": "REQ-PARTICIPANT",
        "PARTSTAT": "NEEDS-ACTION",
        "RSVP": "TRUE",
    }
    assert dict(event["ORGANIZER"].params) == {"CN": "Officer"}
    assert event["DTSTART"].params["TZID"] == "Africa/Bamako"
    age = timezone.now() - event["DTSTAMP"].dt
    assert age < timedelta(minutes=1)


def test_a_calendar_part_names_its_zone_and_folds_its_lines(convened):
    text = written("meetings.convened").calendar
    book = Calendar.from_ical(text)

    assert [str(zone["TZID"]) for zone in book.timezones] == ["Africa/Bamako"]
    assert all(len(line) <= 75 for line in text.encode().split(b"\r\n"))


def test_the_calendar_part_of_a_move_has_the_new_date_and_sequence(
    convened, delegate, officer
):
    Delegate.objects.update(answer="accepted")
    later = STARTS + timedelta(days=7)
    actions.move(
        meeting=convened,
        starts_at=later,
        ends_at=later + timedelta(hours=1),
        reason="Salle prise",
        by=officer,
    )
    convened.refresh_from_db()
    letter = written("meetings.moved")
    found, event = fields(letter)

    assert without(found, "DESCRIPTION") == expected(convened, delegate, SEQUENCE="1")
    assert event["ATTENDEE"].params["PARTSTAT"] == "NEEDS-ACTION"
    assert letter.text.startswith(
        "La date a changé\xa0: répondez de nouveau, pour la nouvelle.\n"
    )
    old = f"{weekday(STARTS, 'fr')} 1er mars {NEXT_YEAR}, de 10\xa0h\xa030 à 12\xa0h\xa000"
    assert f"Ancienne date\xa0: {old}.\n" in letter.text
    assert "Motif\xa0: Salle prise\n" in letter.text


def test_a_new_place_keeps_the_answer_and_counts_up_the_sequence(
    convened, delegate, officer
):
    Delegate.objects.update(answer="accepted")
    actions.change_place(meeting=convened, room=None, place="CCIM", link="", by=officer)
    convened.refresh_from_db()
    found, event = fields(written("meetings.place_changed"))

    assert without(found, "DESCRIPTION") == expected(
        convened, delegate, SEQUENCE="1", LOCATION="CCIM"
    )
    assert event["ATTENDEE"].params["PARTSTAT"] == "ACCEPTED"


CANCELLED_FR = """\
Cette réunion n’aura pas lieu\xa0: retirez-la de votre agenda.

Agrément et cautions des commissionnaires (Douane–FETRAM)

Quand\xa0: {weekday} 1er mars {year}, de 10\xa0h\xa030 à 12\xa0h\xa000, heure de Bamako, UTC+0
Où\xa0: Siège de la DGD, Samanko II, Route de Samanko, Bamako
  Carte\xa0: https://maps.example.org/dgd
Invités\xa0: FETRAM

Motif\xa0: Deuil national

La page de la réunion\xa0: http://testserver/meetings/{year}/{pk}/
"""


def test_a_cancellation_reads_whole_and_removes_the_event(convened, delegate, officer):
    actions.cancel(meeting=convened, reason="Deuil national", by=officer)
    convened.refresh_from_db()
    letter = written("meetings.cancelled")
    found, _event = fields(letter)

    assert letter.text == CANCELLED_FR.format(
        weekday=weekday(STARTS, "fr"), year=NEXT_YEAR, pk=convened.pk
    )
    assert letter.method == "CANCEL"
    assert without(found, "DESCRIPTION") == expected(
        convened, delegate, METHOD="CANCEL", STATUS="CANCELLED", SEQUENCE="1"
    )


def test_a_farewell_removes_the_event_of_one_person_and_says_why(
    convened, carriers, carrier, officer
):
    invitation = invitations.invite(meeting=convened, organisation=carriers, by=officer)
    gone = invitation.delegates.get()
    invitations.withdraw(invitation=invitation, reason="Off topic", by=officer)
    convened.refresh_from_db()
    letter = written("meetings.uninvited", "en")
    found, _event = fields(letter)

    assert (found["METHOD"], found["STATUS"], found["SEQUENCE"]) == (
        "CANCEL",
        "CANCELLED",
        "1",
    )
    assert found["ORGANIZER"] == f"mailto:rsvp+{gone.rsvp_token}@example.org"
    assert found["ATTENDEE"] == "mailto:carrier@example.org"
    assert letter.text == (
        "You need not come to this meeting: your name was taken off the list.\n\n"
        "Licences and guarantees of brokers (Customs–FETRAM)\n\n"
        f"When: {weekday(STARTS, 'en')} 1 March {NEXT_YEAR}, 10:30 to 12:00, "
        "Bamako time, UTC+0\n\nReason: Off topic\n"
    )


def test_a_focal_point_of_two_organisations_answers_for_each_in_one_letter(
    meeting, broker, carriers, officer
):
    meeting.invitations.create(organisation=carriers)
    broker.mandates.create(organisation=carriers, function="x", is_focal_point=True)
    actions.convene(meeting=meeting, by=officer)
    letter = written("meetings.convened")

    for delegate in Delegate.objects.select_related("invitation__meeting"):
        assert links.token(delegate, meeting) in letter.text
    assert "La Douane invite CMTR, FETRAM à cette réunion." in letter.text


def test_letters_of_one_meeting_are_one_thread(convened, officer):
    first = written("meetings.convened").thread
    actions.cancel(meeting=convened, reason="x", by=officer)

    assert written("meetings.cancelled").thread == first == str(convened.uid)


def stale(kind):
    notice = Notice.objects.filter(kind=kind).earliest("pk")
    with override("en"):
        return KINDS[kind].still_true(notice)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"state": "cancelled"}, "The meeting is cancelled."),
        ({"state": "held"}, "The meeting is not convened any more."),
        ({"moves": 1}, "The meeting was moved again."),
        ({"starts_at": STARTS - timedelta(days=900)}, "The meeting has begun."),
    ],
)
def test_a_convocation_is_withdrawn_once_it_is_no_longer_true(convened, change, reason):
    Meeting.objects.update(**change)

    assert stale("meetings.convened") == reason


def test_a_convocation_is_withdrawn_when_its_reader_left_or_got_another(
    convened, delegate
):
    Delegate.objects.update(link_number=1)
    assert stale("meetings.convened") == "The link was renewed."

    Delegate.objects.update(is_active=False)
    assert stale("meetings.convened") == "This person is no longer on the list."


def test_a_cancellation_of_a_past_meeting_is_not_sent_any_more(convened, officer):
    actions.cancel(meeting=convened, reason="x", by=officer)
    past = timezone.now() - timedelta(hours=2)
    Meeting.objects.update(starts_at=past, ends_at=past + timedelta(hours=1))

    assert stale("meetings.cancelled") == "The meeting is past."


def test_a_batch_of_letters_asks_as_much_as_one(
    convened, delegate, officer, django_assert_num_queries
):
    from meetings.letters import facts

    for number in range(20):
        invitations.add_delegate(
            invitation=delegate.invitation,
            name=f"D{number}",
            function="",
            email=f"d{number}@example.org",
            language="fr",
            by=officer,
        )
    batch = list(Notice.objects.filter(kind="meetings.convened"))
    assert len(batch) == 21
    with django_assert_num_queries(9):
        facts.prepare(batch)
        for notice in batch:
            assert KINDS[notice.kind].still_true(notice) == ""
            assert written_by(notice).method == "REQUEST"


def written_by(notice):
    return KINDS[notice.kind].letter(notice)

"""What each reader finds on a meeting's page, and what it costs."""

from datetime import timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.translation import override

from accounts.models import Organisation
from meetings.actions import meeting as actions
from meetings.models import Delegate, Invitation, Meeting, Paper


def page(client, meeting, user=None, language="/en"):
    client.logout()
    if user:
        client.force_login(user)
    with override("fr"):
        address = meeting.get_absolute_url()
    return client.get(f"{language}{address}").content.decode()


def test_a_stranger_reads_what_is_public_and_no_name_or_address(
    client, convened, delegate
):
    Meeting.objects.update(level="public")
    content = page(client, convened)

    assert convened.title in content
    assert "FETRAM" in content
    assert "Siège de la DGD, Samanko II" in content
    assert "Chargé du programme" in content
    assert "9:00 to 11:00" in content
    assert "Bamako time, UTC+0" in content
    assert f"{convened.get_absolute_url()}meeting.ics" in content
    for hidden in ("Broker", "broker@example.org", "no answer yet", "Officer<"):
        assert hidden not in content


def test_a_party_reads_answers_and_only_the_own_addresses(
    client, convened, delegate, carriers, carrier, broker
):
    Delegate.objects.update(answer="accepted")
    invitation = convened.invitations.create(organisation=carriers)
    invitation.delegates.create(name="Carrier", email="carrier@example.org")

    content = page(client, convened, broker)
    assert "broker@example.org" in content
    assert "Carrier" in content
    assert "no answer yet" in content
    assert "carrier@example.org" not in content


def test_the_officer_reads_all_and_sees_the_steps(client, convened, delegate, officer):
    content = page(client, convened, officer)

    assert "broker@example.org" in content
    for label in ("Move", "Change the place", "Edit", "Cancel the meeting"):
        assert f">{label}</a>" in content


def test_an_auditor_reads_answers_and_changes_nothing(
    client, convened, delegate, auditor
):
    content = page(client, convened, auditor)

    assert "no answer yet" in content
    assert ">Move</a>" not in content
    assert "broker@example.org" not in content


def test_a_moved_meeting_says_where_it_was_and_why(client, convened, officer):
    Meeting.objects.update(level="public")
    actions.move(
        meeting=convened,
        starts_at=convened.starts_at + timedelta(days=1),
        ends_at=convened.ends_at + timedelta(days=1),
        reason="La salle est prise",
        by=officer,
    )

    content = page(client, convened)
    assert "This meeting was moved to" in content
    assert "Was " in content
    assert "Reason: La salle est prise" in content


def test_a_cancelled_meeting_says_so_and_why(client, convened, officer):
    Meeting.objects.update(level="public")
    actions.cancel(meeting=convened, reason="Deuil national", by=officer)

    content = page(client, convened)
    assert "This meeting is cancelled." in content
    assert "Reason: Deuil national" in content


def test_a_reader_in_english_is_told_of_a_text_in_french_only(client, meeting, officer):
    assert "This text exists in French only." in page(client, meeting, officer)

    meeting.title_en = "Licences"
    meeting.save()
    content = page(client, meeting, officer)
    assert "<h1>Licences</h1>" in content
    assert "This text exists in French only." not in content


def fill(meeting, officer, organisations, delegates, papers):
    for number in range(organisations):
        organisation = Organisation.objects.create(
            kind="association", acronym=f"ORG{number}", name=f"Organisation {number}"
        )
        invitation = Invitation.objects.create(
            meeting=meeting, organisation=organisation
        )
        for guest in range(delegates):
            invitation.delegates.create(
                name=f"D{guest}", email=f"d{number}-{guest}@example.org"
            )
    for number in range(papers):
        Paper.objects.create(
            meeting=meeting,
            title=f"Document {number}",
            name="x.pdf",
            content_type="application/pdf",
            size=1,
            sha256="0",
            added_by=officer,
        )


def questions(client, meeting):
    address = meeting.get_absolute_url()
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


def test_a_page_asks_as_many_questions_with_few_guests_as_with_many(
    client, convened, officer, broker
):
    Meeting.objects.update(level="public")
    counts = {}
    for size in ("few", "many"):
        if size == "many":
            fill(convened, officer, 20, 3, 10)
        client.logout()
        counts[size] = [questions(client, convened)]
        for user in (broker, officer):
            client.force_login(user)
            counts[size].append(questions(client, convened))

    assert counts["few"] == counts["many"]
    assert counts["many"][0] == 11


def test_a_stranger_costs_no_question_about_delegates(client, convened, officer):
    Meeting.objects.update(level="public")
    with CaptureQueriesContext(connection) as queries:
        client.get(convened.get_absolute_url())

    assert not any("meetings_delegate" in q["sql"] for q in queries.captured_queries)


def test_conflicts_stand_on_the_page_of_the_officer_alone(
    client, convened, officer, broker
):
    other = Meeting.objects.get()
    other.pk, other.uid, other.title = None, "a" * 32, "Autre"
    other.save()

    assert "Same place: " in page(client, convened, officer)
    assert "Same place: " not in page(client, convened, broker)


def test_a_meeting_that_is_over_shows_no_conflict(client, convened, officer):
    then = timezone.now() - timedelta(days=3)
    Meeting.objects.update(starts_at=then, ends_at=then + timedelta(hours=1))

    content = page(client, convened, officer)
    assert "conflict" not in content
    assert "Record as held</button>" in content

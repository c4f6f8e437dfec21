"""The annual report says what the records hold, the same to every reader."""

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone, translation

from instructions.models import Version
from meetings import documents, report
from meetings.minutes_figures import Share
from meetings.models import (
    Attendance,
    Committee,
    Escalation,
    Invitation,
    Meeting,
    Minutes,
    Programme,
    Topic,
)


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


@pytest.fixture
def met(programme, committee, brokers, carriers, region):
    """Six meetings: three held, one of them noted; one cancelled, two to come."""
    year, found = programme.year, []
    at = timezone.make_aware(timezone.datetime(year, 3, 3, 9))
    states = ("held", "closed", "held", "cancelled", "planned", "convened")
    for rank, state in enumerate(states):
        starts_at = at + timedelta(days=rank)
        meeting = Meeting.objects.create(
            programme=programme,
            kind="local" if rank < 2 else "bilateral",
            committee=committee if rank < 2 else None,
            title=f"Réunion {rank}",
            starts_at=starts_at,
            ends_at=starts_at + timedelta(hours=2),
            state=state,
            moves=rank % 2,
            convened_at=starts_at - timedelta(days=10 + rank) if rank < 3 else None,
        )
        for organisation in (brokers, carriers):
            Invitation.objects.create(meeting=meeting, organisation=organisation)
        found.append(meeting)
    Attendance.objects.create(meeting=found[0], organisation=brokers, name="A")
    Attendance.objects.create(
        meeting=found[0], organisation=carriers, name="B", is_present=False
    )
    return found


def test_meetings_are_counted_as_they_were_held(met, programme):
    year = report.of_year(programme.year)

    assert year["meetings"] == {
        "planned": 6,
        "held": 3,
        "moved": 3,
        "cancelled": 1,
        "share": 50,
        "notice": 11,
    }
    assert [
        (r["kind"], r["planned"], r["held"], r["share"]) for r in year["kinds"]
    ] == [
        ("bilateral", 4, 1, 25),
        ("local", 2, 2, 100),
    ]
    assert year["presence"] == {"invited": 2, "present": 1, "share": 50}


def test_the_share_held_is_what_hand_written_sql_finds(met, programme):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT SUM(CASE WHEN m.state IN ('held', 'closed') THEN 1 ELSE 0 END),"
            " COUNT(*) FROM meetings_meeting m"
            " JOIN meetings_programme p ON p.id = m.programme_id"
            " WHERE p.year = %s",
            [programme.year],
        )
        held, planned = cursor.fetchone()

    found = report.of_year(programme.year)["meetings"]
    assert (found["held"], found["planned"]) == (held, planned)


def test_associations_and_regions_are_covered_or_named(met, programme, region):
    year = report.of_year(programme.year)

    assert (year["coverage"]["met"], year["coverage"]["total"]) == (2, 2)
    assert year["regions"] == {
        "rows": [{"region": region, "held": 2}],
        "met": 1,
        "total": 1,
    }


def test_committees_minutes_and_topics_stand_in_it(met, programme, brokers, officer):
    Minutes.objects.create(meeting=met[0], state="draft")
    for number, state in enumerate(("proposed", "accepted", "declined"), 1):
        Topic.objects.create(
            reference=f"T-{number}",
            year=programme.year,
            number=number,
            title="a",
            proposer=brokers,
            state=state,
            reason="x",
        )
    for _step in range(2):
        Escalation.objects.create(
            topic=Topic.objects.get(state="accepted"),
            from_committee=Committee.objects.get(),
            to_committee=Committee.objects.get(),
            reason="x",
            escalated_by=officer,
            due_on=timezone.localdate(),
        )
    year = report.of_year(programme.year)

    asleep = Committee.objects.dormant(timezone.now()).count()
    assert year["committees"] == {"total": 1, "dormant": asleep}
    assert year["minutes"] == {
        "held": 3,
        "published": 0,
        "share": 0,
        "in_time": Share(0, 3),
        "women": Share(0, 0),
    }
    assert year["topics"] == {
        "proposed": 3,
        "accepted": 1,
        "declined": 1,
        "escalated": 1,
        "answered": 0,
    }


def test_texts_consultations_and_waves_stand_in_it(texts, waves, programme):
    year = report.of_year(timezone.localdate().year)

    published = Version.objects.published().filter(language="fr").count()
    assert year["texts"]["published"] == published == 2
    assert year["consultations"] == {
        "opened": 1,
        "comments": 0,
        "answered": 0,
        "share": None,
    }
    wave = year["wave"]
    assert wave["version"].wave.year == 2022
    assert [int(line.factor) for line in wave["lines"]] == list(range(1, 11))


def test_a_year_without_a_published_programme_has_no_report(client, programme):
    assert client.get(f"/meetings/{programme.year}/report/").status_code == 200
    assert client.get(f"/meetings/{programme.year + 1}/report/").status_code == 404
    Programme.objects.update(state="draft")
    assert client.get(f"/meetings/{programme.year}/report/").status_code == 404


def test_everybody_reads_the_same_figures(client, met, programme, officer):
    path = f"/en/meetings/{programme.year}/report/"
    stranger = client.get(path).context["report"]
    client.force_login(officer)

    assert client.get(path).context["report"]["meetings"] == stranger["meetings"]


@pytest.mark.skipif(not documents.is_possible(), reason="Missing: Pango")
def test_the_report_is_a_document_too(client, met, programme):
    answer = client.get(f"/en/meetings/{programme.year}/report.pdf")

    assert answer.content.startswith(b"%PDF")


def test_the_report_asks_the_same_however_much_there_is(
    client, queries, met, programme, brokers
):
    path = f"/en/meetings/{programme.year}/report/"
    few = queries(path)
    for number in range(10):
        Committee.objects.create(name=f"Comité {number}", kind="local")
        at = timezone.now() - timedelta(days=number + 1)
        meeting = Meeting.objects.create(
            programme=programme,
            kind="multilateral",
            title="a",
            starts_at=at,
            ends_at=at + timedelta(hours=1),
            state="held",
        )
        Invitation.objects.create(meeting=meeting, organisation=brokers)

    assert queries(path) == few

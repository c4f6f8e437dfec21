"""A year of meetings: who sees which, filtered, sorted, listed, subscribed to."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from icalendar import Calendar

from accounts.models import Organisation
from meetings.actions.meeting import cancel
from meetings.models import Invitation, Meeting, Programme


@pytest.fixture
def published(imported):
    imported.state = Programme.State.PUBLISHED
    imported.published_at = timezone.now()
    imported.save()
    return imported


def titles(page):
    return [row["title"] for row in page.context["rows"]]


def test_the_current_address_leads_to_this_year_or_else_the_latest(
    client, programme, customs
):
    year = programme.year
    for other in (year - 2, year - 1, year + 1):
        Programme.objects.create(year=other, directorate=customs, state="published")

    assert client.get("/meetings/")["Location"] == f"/meetings/{year}/"
    programme.delete()
    assert client.get("/meetings/")["Location"] == f"/meetings/{year + 1}/"


def test_before_any_programme_the_page_says_so(client, db):
    page = client.get("/meetings/")

    assert page.status_code == 200
    assert "Aucun programme n’est encore publié." in page.content.decode()


@pytest.mark.parametrize("year", ["2099", "1", "99999999999999999999"])
@pytest.mark.parametrize(
    "page", ["", "print/", "calendar.ics", "programme.csv", "programme.xlsx"]
)
def test_a_year_without_a_programme_is_not_found(client, programme, year, page):
    assert client.get(f"/meetings/{year}/{page}").status_code == 404


def test_each_reader_sees_their_own_part_of_the_year(client, cast, published):
    totals = {}
    for name, user in cast.items():
        client.logout()
        if name != "stranger":
            client.force_login(user)
        totals[name] = client.get("/meetings/2027/").context["total"]

    assert totals == dict.fromkeys(cast, 59) | {
        "stranger": 5,
        "user_manager": 5,
        "broker": 61,
        "carrier": 61,
        "officer": 85,
        "signatory": 85,
        "auditor": 85,
        "administrator": 85,
    }


@pytest.mark.parametrize(
    ("query", "total"),
    [
        ("", 85),
        ("organisation=ORIAM", 7),
        ("kind=bilateral", 26),
        ("region=DRS", 7),
        ("state=planned", 85),
        ("state=held", 0),
        ("organisation=FETRAM&kind=local", 36),
        ("kind=nonsense", 85),
        ("sort=nonsense&page=999&view=other", 85),
        ("organisation=%00", 85),
    ],
)
def test_filters_stand_in_the_address(client, published, officer, query, total):
    client.force_login(officer)

    assert client.get(f"/meetings/2027/?{query}").context["total"] == total
    assert client.get(f"/meetings/2027/?view=list&{query}").context["total"] == total


def test_a_filter_that_makes_no_sense_is_told_and_kept_out(client, published):
    page = client.get("/meetings/2027/?kind=nonsense")

    assert page.context["filter"].errors.keys() == {"kind"}


def test_the_list_is_sorted_as_asked(client, published, officer):
    client.force_login(officer)
    by_date = titles(client.get("/meetings/2027/?view=list"))
    by_subject = titles(client.get("/meetings/2027/?view=list&sort=subject"))

    assert by_date[0].startswith("Journée internationale de la Douane 2027")
    assert by_subject == sorted(by_date)


def test_an_empty_year_says_so(client, programme):
    page = client.get(f"/meetings/{programme.year}/").content.decode()

    assert "Aucune réunion ne correspond." in page


def test_the_calendar_shows_every_month_with_its_holidays(client, published, officer):
    client.force_login(officer)
    months = client.get("/meetings/2027/").context["months"]

    assert [len(month["rows"]) for month in months] == [
        1, 8, 6, 15, 4, 9, 2, 8, 6, 14, 4, 8,
    ]  # fmt: skip
    march = [day for week in months[2]["weeks"] for day in week if day]
    assert [(day["number"], day["holiday"]) for day in march if day["holiday"]] == [
        ("26", "Journée des martyrs"),
        ("29", "Lundi de Pâques"),
    ]
    assert [day["number"] for day in march if day["count"]] == [
        "1",
        "15",
        "18",
        "22",
        "30",
        "31",
    ]


def multiplied(programme, times):
    """The same year with its meetings repeated, as public ones."""
    programme.meetings.update(level="public")
    guests = list(Organisation.objects.filter(kind="association")[:5])
    first = datetime(2027, 1, 4, 9, tzinfo=UTC)
    meetings = Meeting.objects.bulk_create(
        Meeting(
            programme=programme,
            kind="technical",
            title=f"Réunion {n}",
            starts_at=first + timedelta(hours=9 * n),
            ends_at=first + timedelta(hours=9 * n + 1),
            level="public",
        )
        for n in range(times)
    )
    Invitation.objects.bulk_create(
        Invitation(meeting=m, organisation=o) for m in meetings for o in guests
    )
    with connection.cursor() as cursor:  # as the database does of itself in time
        cursor.execute("ANALYZE")


@pytest.mark.parametrize(
    "page", ["", "?view=list", "print/", "programme.csv", "programme.xlsx"]
)
def test_850_meetings_take_as_many_queries_as_85(client, published, page):
    multiplied(published, 0)
    counts = []
    for more in (0, 765):
        multiplied(published, more)
        client.get(f"/meetings/2027/{page}")
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert client.get(f"/meetings/2027/{page}").status_code == 200
        counts.append(len(queries))

    assert Meeting.objects.count() == 850
    assert counts[0] == counts[1] <= 7


def feed(client, path="/meetings/2027/calendar.ics", **headers):
    return client.get(path, headers=headers)


def test_the_feed_holds_the_public_meetings_for_everybody(client, published, officer):
    as_stranger = feed(client)
    client.force_login(officer)
    as_officer = feed(client)

    assert as_stranger.content == as_officer.content
    assert as_stranger["Content-Type"] == "text/calendar; charset=utf-8"
    book = Calendar.from_ical(as_stranger.content)
    assert str(book["X-WR-CALNAME"]) == "Douane et secteur privé\u00a0: réunions 2027"
    assert [
        (f"{item.start:%d/%m %H:%M}", str(item["SUMMARY"])) for item in book.events
    ] == [
        ("26/01 09:00", "Journée internationale de la Douane 2027 : forum Douane-secteur privé"),
        ("22/04 15:00", "Séance d’information\u00a0: Présentation de l’instruction-cadre révisée"),
        ("29/06 09:00", "Restitution du SPID\u00a0: Restitution des résultats du sondage et revue à mi-parcours des engagements"),
        ("22/07 15:00", "Séance d’information\u00a0: Nouveautés du tarif"),
        ("22/12 15:00", "Séance d’information\u00a0: Loi de finances : mesures douanières"),
    ]  # fmt: skip


def test_the_feed_answers_not_modified_until_something_changes(
    client, published, officer, shelf
):
    first = feed(client)
    tag, since = first["ETag"], first["Last-Modified"]

    assert feed(client, if_none_match=tag).status_code == 304
    assert feed(client, if_modified_since=since).status_code == 304
    assert feed(client, "/en/meetings/2027/calendar.ics", if_none_match=tag).status_code == 200  # fmt: skip
    meeting = published.meetings.filter(level="public").first()
    cancel(meeting=meeting, reason="Mission", by=officer)
    again = feed(client, if_none_match=tag)
    assert again.status_code == 200
    states = [str(item["STATUS"]) for item in Calendar.from_ical(again.content).events]
    assert states == ["CANCELLED", "TENTATIVE", "TENTATIVE", "TENTATIVE", "TENTATIVE"]


def test_a_draft_has_no_feed_even_for_its_officer(client, imported, officer):
    client.force_login(officer)

    assert feed(client).status_code == 404


def test_the_tables_hold_what_the_reader_sees_and_asked_for(client, published):
    table = client.get("/meetings/2027/programme.csv?kind=customs_day")

    assert table["Content-Disposition"] == 'attachment; filename="programme-2027.csv"'
    assert table.content.decode("utf-8-sig").splitlines() == [
        "Date;Début;Fin;Type;Cadre;Organisations;Lieu;Objet;Pilote;Diffusion;État;"
        "Dernier jour",
        "26/01/2027;09:00;13:00;Journée internationale de la Douane;;"
        "FETRAM, ATDM, CCIM, CNPM, OPI, CMC, CMTR, GCM, APBEF, GMPP, "
        "Chambre des mines, AMELEF, ORIAM;Siège de la DGD, Samanko II;"
        "Journée internationale de la Douane 2027 : forum Douane-secteur privé;"
        "BRPC;public;planifiée;",
    ]


def test_a_reader_in_english_is_told_what_exists_in_french_only(client, published):
    note = "Subjects without an English text are shown in French."
    in_french = client.get("/meetings/2027/").content.decode()
    in_english = client.get("/en/meetings/2027/").content.decode()

    assert note not in in_french
    assert note in in_english
    assert ' lang="fr">Nouveautés du tarif</a>' in in_english
    published.meetings.update(title_en="In English")
    assert note not in client.get("/en/meetings/2027/").content.decode()

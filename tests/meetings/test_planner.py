"""The year planner: what it shows, whom it lets in, and how a meeting moves."""

from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import Organisation
from audit.models import Entry
from audit.refusal import Refused
from meetings import coverage
from meetings.actions.plan import reschedule
from meetings.models import Committee, Invitation, Meeting


def day_of(meeting):
    meeting.refresh_from_db()
    return f"{timezone.localtime(meeting.starts_at):%Y-%m-%d %H:%M}"


@pytest.fixture
def prices(imported):
    """The bilateral with the traders on 19 April, at 9:00 for an hour and a half."""
    return imported.meetings.get(
        title="Valeur en douane des marchandises courantes (1/2)"
    )


def test_the_planner_shows_the_year_its_conflicts_and_its_coverage(
    client, imported, officer
):
    Organisation.objects.create(kind="association", acronym="UNTM", name="Oubliée")
    client.force_login(officer)

    page = client.get("/meetings/2027/planner/")

    assert page.context["total"] == 85
    assert len(page.context["conflicts"]) == 19
    assert "<b>85</b>réunions" in page.text
    assert '<a href="#conflicts"><b>19</b>conflits</a>' in page.text
    assert [
        (row["acronym"], row["bilateral"], row["other"], row["is_short"])
        for row in page.context["coverage"]
    ][:3] == [("UNTM", 0, 0, True), ("AMELEF", 2, 17, False), ("APBEF", 2, 8, False)]


def test_coverage_leaves_cancelled_meetings_out(imported):
    Meeting.objects.filter(title__contains="fruits et légumes").update(
        state="cancelled"
    )

    first = coverage.of_year(2027)[0]

    assert (first["acronym"], first["bilateral"], first["is_short"]) == (
        "AMELEF",
        0,
        True,
    )


def test_who_plans_the_year(client, cast, imported):
    found = {}
    for name, user in cast.items():
        client.logout()
        if name != "stranger":
            client.force_login(user)
        found[name] = client.get("/meetings/2027/planner/").status_code

    assert found == dict.fromkeys(cast, 403) | {
        "stranger": 302,
        "officer": 200,
        "administrator": 200,
        "secretary": 200,
    }
    assert client.get("/meetings/2099/planner/").status_code == 404


def test_a_secretary_plans_own_committees_and_reads_no_hidden_subject(
    client, secretary, office, imported
):
    kayes = Committee.objects.get(name="Comité local de Kayes-Diboli")
    kayes.offices.add(office)
    client.force_login(secretary)

    page = client.get("/meetings/2027/planner/?view=list")

    assert {row["committee"] for row in page.context["rows"]} == {kayes.name}
    assert page.context["total"] == 6
    april = [c for c in page.context["conflicts"] if c["day"] == date(2027, 4, 19)]
    assert {title for c in april for title, _address in c["meetings"]} == {
        "Comité local de Kayes-Diboli\u00a0: Réunion ordinaire n° 2",
        "une autre réunion",
    }


def test_the_planner_takes_the_same_queries_for_15_meetings_as_for_85(
    client, imported, officer
):
    client.force_login(officer)
    counts = []
    for _time in range(2):
        client.get("/meetings/2027/planner/")
        with CaptureQueriesContext(connection) as queries:
            client.get("/meetings/2027/planner/")
        counts.append(len(queries))
        Invitation.objects.exclude(meeting__starts_at__month=4).delete()
        Meeting.objects.exclude(starts_at__month=4).delete()

    assert Meeting.objects.count() == 15
    assert counts[0] == counts[1] <= 13


def test_a_planned_meeting_moves_by_days_and_keeps_its_hours(prices, officer):
    reschedule(meeting=prices, day=date(2027, 4, 20), by=officer)

    assert day_of(prices) == "2027-04-20 09:00"
    assert (prices.sequence, prices.state) == (1, "planned")
    entry = Entry.objects.about(prices).latest("pk")
    assert (entry.verb, entry.by, sorted(entry.after)) == (
        "meeting.rescheduled",
        officer,
        ["ends_at", "sequence", "starts_at", "updated_at"],
    )


def test_the_same_day_again_changes_nothing(prices, officer):
    entries = Entry.objects.count()
    reschedule(meeting=prices, day=date(2027, 4, 19), by=officer)

    assert (day_of(prices), prices.sequence) == ("2027-04-19 09:00", 0)
    assert Entry.objects.count() == entries


@pytest.mark.parametrize(
    ("state", "programme", "day", "sentence"),
    [
        ("convened", "draft", date(2027, 4, 20), "Seule une réunion planifiée change de jour ici\u202f; celle-ci est convoquée."),
        ("cancelled", "draft", date(2027, 4, 20), "Seule une réunion planifiée change de jour ici\u202f; celle-ci est annulée."),
        ("planned", "closed", date(2027, 4, 20), "Le programme est clos."),
        ("planned", "draft", date(2028, 4, 20), "Le jour doit être en 2027."),
    ],
)  # fmt: skip
def test_a_move_that_makes_no_sense_is_refused(
    prices, officer, state, programme, day, sentence
):
    prices.state, prices.programme.state = state, programme
    prices.save()
    prices.programme.save()

    with pytest.raises(Refused) as refused:
        reschedule(meeting=prices, day=day, by=officer)

    assert str(refused.value) == sentence


def test_a_day_is_looked_at_before_the_meeting_moves_there(client, prices, officer):
    client.force_login(officer)
    address = f"/meetings/2027/{prices.pk}/reschedule/"

    look = client.get(address, {"day": "2027-05-17"})
    check = client.post(address, {"day": "2027-05-17", "check": "1"})
    part = client.get(address, {"day": "2027-04-20", "part": "1"})

    for page in (look, check):
        assert page.context["in_the_way"] == [
            {"kind": "jour férié", "what": "Tabaski, à confirmer", "others": []}
        ]
    assert part.context["in_the_way"] == []
    assert "<html" not in part.content.decode()
    assert day_of(prices) == "2027-04-19 09:00"


def test_the_officer_moves_a_meeting_in_the_browser(client, prices, officer):
    client.force_login(officer)
    address = f"/meetings/2027/{prices.pk}/reschedule/"

    bad = client.post(address, {"day": "demain"})
    outside = client.post(address, {"day": "2028-01-03"})
    done = client.post(address, {"day": "2027-04-20"})

    assert bad.context["form"].errors.keys() == {"day"}
    assert outside.context["form"].errors == {"day": ["Le jour doit être en 2027."]}
    assert done["Location"] == "/meetings/2027/planner/"
    assert day_of(prices) == "2027-04-20 09:00"


def test_only_who_plans_a_meeting_moves_it(client, cast, prices):
    found = {}
    for name, user in cast.items():
        client.logout()
        if name != "stranger":
            client.force_login(user)
        found[name] = client.get(f"/meetings/2027/{prices.pk}/reschedule/").status_code

    assert found == dict.fromkeys(cast, 404) | {
        "stranger": 302,
        "officer": 200,
        "administrator": 200,
        "signatory": 403,
        "auditor": 403,
    }


def test_each_other_meeting_is_named_once_for_each_kind_of_conflict(
    client, imported, officer
):
    plenary = imported.meetings.get(title__startswith="Transit et corridors")
    client.force_login(officer)

    page = client.get(f"/meetings/2027/{plenary.pk}/reschedule/", {"day": "2027-12-27"})

    assert page.context["in_the_way"] == [
        {
            "kind": "même organisation",
            "what": "AMELEF, CCIM, FETRAM",
            "others": [
                "Comité local de Bamako-Sénou aéroport\u00a0: Réunion ordinaire n° 6"
            ],
        },
        {
            "kind": "même organisation",
            "what": "CMTR, FETRAM, GMPP",
            "others": ["Comité local BPP\u00a0: Réunion ordinaire n° 6"],
        },
    ]


def test_conflicts_to_come_stand_first_and_the_rest_on_further_pages(
    client, imported, officer, monkeypatch
):
    monkeypatch.setattr("meetings.views.planner.PAGE", 8)
    monkeypatch.setattr(
        "django.utils.timezone.now", lambda: datetime(2027, 6, 30, tzinfo=UTC)
    )
    client.force_login(officer)
    days = []
    for number in (1, 2, 3):
        page = client.get(f"/meetings/2027/planner/?view=list&page={number}")
        days += [conflict["day"].isoformat() for conflict in page.context["conflicts"]]
        assert (page.context["page"].paginator.count, page.context["coming"]) == (19, 8)

    assert days == [
        "2027-08-23", *["2027-10-18"] * 5, *["2027-12-27"] * 2,
        *["2027-06-21"] * 3, "2027-05-17", *["2027-04-19"] * 6, "2027-04-15",
    ]  # fmt: skip
    assert 'href="?view=list&amp;page=2#conflicts"' in page.text
    assert [row["is_troubled"] for row in page.context["rows"]].count(True) == 16

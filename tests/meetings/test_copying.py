"""Last year's programme on this year's working days."""

from datetime import date, time

import pytest
from django.utils import timezone

from audit.models import Entry
from audit.refusal import Refused
from meetings import copying
from meetings.actions.copying import copy_programme
from meetings.models import Meeting, Programme
from workdays.models import Holiday


@pytest.fixture
def next_year(imported, customs):
    for month, day, name in [(1, 1, "Nouvel An"), (3, 1, "Korité"), (4, 17, "Pâques")]:
        Holiday.objects.create(day=date(2028, month, day), name=name)
    return Programme.objects.create(year=2028, directorate=customs)


def test_meetings_keep_their_weekday_and_their_week(imported, next_year, officer):
    copies = copy_programme(source=imported, target=next_year, by=officer)

    assert len(copies) == 85
    for copy in copies:
        before = timezone.localtime(copy.source.starts_at)
        if copy.source.kind == Meeting.Kind.CUSTOMS_DAY:
            assert copy.day == date(2028, 1, 26)
        elif not copy.is_shifted:
            assert copy.day.isocalendar()[1:] == before.date().isocalendar()[1:]
        assert (copy.starts_at.hour, copy.starts_at.minute) == (
            before.hour,
            before.minute,
        )


def test_what_falls_on_a_day_that_is_not_worked_is_shifted_and_says_why(
    imported, next_year
):
    Holiday.objects.create(day=date(2028, 1, 26), name="Deuil national")
    copies, _present = copying.plan(imported, next_year)

    assert [
        (c.title, c.expected.isoformat(), c.day.isoformat(), c.obstacle)
        for c in copies
        if c.is_shifted
    ] == [
        ("Journée internationale de la Douane 2028 : forum Douane-secteur privé", "2028-01-26", "2028-01-27", "Deuil national"),
        ("Valeur en douane des marchandises courantes (1/2)", "2028-04-17", "2028-04-18", "Pâques"),
        ("Réunion ordinaire n° 2", "2028-04-17", "2028-04-18", "Pâques"),
        ("Réunion ordinaire n° 2", "2028-04-17", "2028-04-18", "Pâques"),
        ("Disponibilité du système de dédouanement", "2028-04-17", "2028-04-18", "Pâques"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("day", "year", "expected"),
    [
        (date(2027, 3, 15), 2028, date(2028, 3, 13)),
        (date(2026, 12, 31), 2027, date(2027, 12, 30)),  # week 53, and 2027 has 52
        (date(2027, 1, 1), 2028, date(2028, 1, 7)),  # week 53 of the year before
        (date(2024, 12, 30), 2025, date(2025, 12, 29)),  # week 1 of the next year
        (date(2027, 12, 27), 2028, date(2028, 12, 25)),
    ],
)
def test_the_corresponding_day_lies_in_the_year_on_the_same_weekday(
    day, year, expected
):
    found = copying.expected_day(Meeting(kind="bilateral"), day, year)

    assert found == expected
    assert (found.year, found.weekday()) == (year, day.weekday())


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Journée internationale de la Douane 2027", "Journée internationale de la Douane 2028"),
        ("Suivi des engagements 2026 et priorités 2027", "Suivi des engagements 2027 et priorités 2028"),
        ("Instruction-cadre de 2019", "Instruction-cadre de 2019"),
        ("Lot 20271", "Lot 20271"),
    ],
)  # fmt: skip
def test_years_in_a_subject_move_with_it(title, expected):
    assert copying.with_years_moved(title, 2027, 2028) == expected


def pictures():
    return list(Meeting.objects.order_by("pk").values())


def test_copying_twice_changes_nothing_even_after_changes(imported, next_year, officer):
    copy_programme(source=imported, target=next_year, by=officer)
    renamed = next_year.meetings.first()
    renamed.title = "Autrement"
    renamed.save()
    before, entries = pictures(), Entry.objects.count()

    assert copy_programme(source=imported, target=next_year, by=officer) == []
    assert copying.plan(imported, next_year) == ([], 85)
    assert (pictures(), Entry.objects.count()) == (before, entries)


def test_a_copy_takes_over_what_lasts_and_nothing_of_what_happened(
    imported, next_year, officer
):
    source = imported.meetings.get(title="Paiement en ligne")
    source.state, source.sequence, source.link = "held", 3, "https://example.org/x"
    source.save()
    imported.meetings.filter(title="Fiches de valeur").update(state="cancelled")

    copy_programme(source=imported, target=next_year, by=officer)

    copy = next_year.meetings.get(title="Paiement en ligne")
    assert (copy.kind, copy.committee, copy.room, copy.lead, copy.level) == (
        source.kind,
        source.committee,
        source.room,
        source.lead,
        source.level,
    )
    assert (copy.state, copy.sequence, copy.link, copy.uid != source.uid) == (
        "planned",
        0,
        "",
        True,
    )
    assert set(copy.organisations.all()) == set(source.organisations.all())
    assert not next_year.meetings.filter(title="Fiches de valeur").exists()
    assert timezone.localtime(copy.starts_at).time() == time(10)


@pytest.mark.parametrize("state", ["published", "closed"])
def test_meetings_are_copied_into_a_draft_only(imported, next_year, officer, state):
    next_year.state = state
    next_year.save()

    with pytest.raises(Refused) as refused:
        copy_programme(source=imported, target=next_year, by=officer)

    words = {"published": "publié", "closed": "clos"}[state]
    assert str(refused.value) == (
        f"Le programme est {words}\u00a0: on ne copie des réunions que dans un projet."
    )


def test_the_officer_sees_the_copy_before_it_is_made(client, next_year, officer):
    client.force_login(officer)

    preview = client.get("/meetings/2028/copy/")
    saved_by_looking = next_year.meetings.count()
    done = client.post("/meetings/2028/copy/", follow=True)
    again = client.get("/meetings/2028/copy/")

    assert len(preview.context["copies"]) == 85
    assert saved_by_looking == 0
    assert "Réunions copiées\u00a0: 85." in done.content.decode()
    assert again.context["copies"] == []


def test_without_an_earlier_programme_there_is_nothing_to_copy(
    client, imported, officer
):
    client.force_login(officer)

    page = client.get("/meetings/2027/copy/", follow=True)

    assert "Il n’y a pas de programme antérieur à copier." in page.content.decode()


def test_only_the_programme_officer_copies(client, cast, programme):
    found = {}
    for name, user in cast.items():
        client.logout()
        if name != "stranger":
            client.force_login(user)
        found[name] = client.get(f"/meetings/{programme.year}/copy/").status_code

    assert found == dict.fromkeys(cast, 403) | {
        "stranger": 302,
        "officer": 302,
        "administrator": 302,
    }

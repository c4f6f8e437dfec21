from datetime import UTC, date, datetime
from itertools import combinations

import pytest
from django.utils import timezone

from meetings import conflicts
from meetings.conflicts import Slot
from meetings.models import Invitation, Meeting, Room
from workdays.arithmetic import Calendar
from workdays.models import Holiday

KATI = "Comité local de Kati-Koulikoro\u00a0: Réunion ordinaire n° 2"
BAMAKO = "Comité local de Bamako\u00a0: Réunion ordinaire n° %s"
KAYES = "Comité local de Kayes-Diboli\u00a0: Réunion ordinaire n° %s"
SIKASSO = "Comité local de Sikasso-Zégoua\u00a0: Réunion ordinaire n° %s"
KOUREMALE = "Comité local de Kourémalé\u00a0: Réunion ordinaire n° 4"
SENOU = "Comité local de Bamako-Sénou aéroport\u00a0: Réunion ordinaire n° 6"
BPP = "Comité local BPP\u00a0: Réunion ordinaire n° 6"
SYSTEMS = "Groupe technique Systèmes\u00a0: Disponibilité du système de dédouanement"
VALUE = "Groupe technique Valeur\u00a0: Contentieux de la valeur"
ESCORTS = "Contrôles routiers et escortes (1/2)"
PRICES = "Valeur en douane des marchandises courantes (1/2)"
BANKS = "Paiement électronique et domiciliation (2/2)"
FARMS = "Intrants agricoles : exonérations de campagne (1/2)"

# Every conflict that the supplied programme of 2027 hides.
OF_2027 = [
    ("2027-04-15", "organisation", "CMTR", {KATI, ESCORTS}),
    ("2027-04-19", "organisation", "ATDM", {BAMAKO % 2, SYSTEMS}),
    ("2027-04-19", "organisation", "CCIM", {BAMAKO % 2, KAYES % 2}),
    ("2027-04-19", "organisation", "FETRAM", {BAMAKO % 2, KAYES % 2}),
    ("2027-04-19", "organisation", "FETRAM", {BAMAKO % 2, SYSTEMS}),
    ("2027-04-19", "organisation", "FETRAM", {KAYES % 2, SYSTEMS}),
    ("2027-04-19", "organisation", "GCM", {PRICES, BAMAKO % 2}),
    ("2027-05-17", "holiday", "Tabaski, à confirmer", {FARMS}),
    ("2027-06-21", "organisation", "CCIM", {KAYES % 3, SIKASSO % 3}),
    ("2027-06-21", "organisation", "CMTR", {KAYES % 3, SIKASSO % 3}),
    ("2027-06-21", "organisation", "FETRAM", {KAYES % 3, SIKASSO % 3}),
    ("2027-08-23", "organisation", "CMTR", {KOUREMALE, SIKASSO % 4}),
    ("2027-10-18", "lead", "DRS", {BANKS, VALUE}),
    ("2027-10-18", "organisation", "CCIM", {BAMAKO % 5, VALUE}),
    ("2027-10-18", "organisation", "FETRAM", {BAMAKO % 5, VALUE}),
    ("2027-10-18", "organisation", "GCM", {BAMAKO % 5, VALUE}),
    ("2027-10-18", "room", "Siège de la DGD, Samanko II", {BANKS, VALUE}),
    ("2027-12-27", "lead", "DR Bamako", {BPP, SENOU}),
    ("2027-12-27", "organisation", "FETRAM", {BPP, SENOU}),
]


def told(found):
    """Conflicts as plain values, in an order that does not depend on the finder."""
    return sorted(
        (
            (c.day().isoformat(), c.kind.value, c.what, {s.title for s in c.slots()})
            for c in found
        ),
        key=repr,
    )


def by_hand(meetings):
    """The same question asked of every pair, without the finder's code."""
    found = []
    for first, second in combinations(meetings, 2):
        if first.starts_at >= second.ends_at or second.starts_at >= first.ends_at:
            continue
        day = timezone.localdate(first.starts_at).isoformat()
        both = {m.own_title for m in (first, second)}
        guests = [
            set(m.organisations.values_list("acronym", flat=True))
            for m in (first, second)
        ]
        found += [(day, "organisation", who, both) for who in guests[0] & guests[1]]
        if first.lead == second.lead:
            found.append((day, "lead", first.lead.acronym, both))
        if first.room == second.room and not first.room.is_shared:
            found.append((day, "room", first.room.name, both))
    return found


def test_every_conflict_of_the_supplied_programme_is_found_and_no_other(imported):
    found = told(conflicts.of_year(2027))

    assert found == sorted(OF_2027, key=repr)


def test_trying_every_pair_finds_the_same_conflicts_as_the_sweep(imported):
    pairs = by_hand(list(imported.meetings.all()))

    assert sorted(pairs, key=repr) == [
        conflict for conflict in sorted(OF_2027, key=repr) if conflict[1] != "holiday"
    ]


def test_conflicts_of_a_year_take_the_same_queries_at_85_meetings_as_at_one(
    imported, django_assert_num_queries
):
    with django_assert_num_queries(5):
        conflicts.of_year(2027)
    imported.meetings.exclude(pk=imported.meetings.first().pk).update(state="cancelled")
    with django_assert_num_queries(5):
        conflicts.of_year(2027)


def at(starts, ends, day=(2027, 3, 16)):
    return {
        "starts_at": datetime(*day, *starts, tzinfo=UTC),
        "ends_at": datetime(*day, *ends, tzinfo=UTC),
    }


MORNING, NOON = at((9, 0), (11, 0)), at((11, 0), (12, 0))


@pytest.fixture
def week(house):
    return Calendar.load(date(2027, 3, 1), date(2027, 4, 30))


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ({"organisations": frozenset({"CMC"})}, {"organisations": frozenset({"CMC"})}, [("organisation", "CMC")]),
        ({"organisations": frozenset({"CMC"})}, {"organisations": frozenset({"OPI"})}, []),
        ({"officer": 1, "officer_name": "A", "lead": "DSI"}, {"officer": 1, "officer_name": "A", "lead": "DSI"}, [("officer", "A")]),
        ({"officer": 1, "lead": "DSI"}, {"officer": 2, "lead": "DSI"}, []),
        ({"officer": 1, "lead": "DSI"}, {"lead": "DSI"}, [("lead", "DSI")]),
        ({"lead": ""}, {"lead": ""}, []),
        ({"place": "room 1", "place_name": "Kati"}, {"place": "room 1", "place_name": "Kati"}, [("room", "Kati")]),
        ({"place": ""}, {"place": ""}, []),
    ],
)  # fmt: skip
def test_two_meetings_at_once_conflict_over_what_both_need(
    week, first, second, expected
):
    slots = [Slot(1, "A", **MORNING, **first), Slot(2, "B", **MORNING, **second)]

    assert [(c.kind.value, c.what) for c in conflicts.all_of(slots, week)] == expected


def test_meetings_that_only_touch_do_not_conflict(week):
    slots = [
        Slot(1, "A", **MORNING, lead="DSI", place="kati"),
        Slot(2, "B", **NOON, lead="DSI", place="kati"),
    ]

    assert conflicts.all_of(slots, week) == []


def test_a_cancelled_meeting_stands_in_nobodys_way(meeting, brokers):
    other = Meeting.objects.create(
        programme=meeting.programme,
        kind="bilateral",
        title="Autre",
        starts_at=meeting.starts_at,
        ends_at=meeting.ends_at,
        state="cancelled",
    )
    Invitation.objects.create(meeting=other, organisation=brokers)

    assert [s.key for s in conflicts.slots_of(Meeting.objects.all())] == [meeting.pk]


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ("Hôtel de l’Amitié", "hotel de l'amitie", True),
        ("Hôtel de l’Amitié", "Hôtel Salam", False),
        ("Siège de l’organisation", "siège de l'organisation", False),
        ("SIÈGE DE LA DGD,  Samanko II", "Siège de la DGD, Samanko II", True),
    ],
)
def test_places_are_the_same_however_they_are_typed(house, first, second, same):
    rooms = conflicts.rooms_by_name(Room.objects.all())
    keys = [conflicts.place_key(None, text, rooms) for text in (first, second)]

    assert (keys[0] == keys[1] and keys[0] != "") is same


def test_a_shared_place_takes_several_meetings_at_once(house):
    seat = Room.objects.get(name="Siège de l’organisation")

    assert conflicts.place_key(seat, "") == ""


@pytest.mark.parametrize(
    ("day", "starts", "ends", "expected"),
    [
        ((2027, 3, 16), (7, 30), (16, 0), []),
        ((2027, 3, 16), (12, 0), (13, 30), []),  # the usual break at noon
        ((2027, 3, 16), (7, 0), (9, 0), [("hours", "7 h 30 – 16 h 00")]),
        ((2027, 3, 16), (15, 0), (16, 1), [("hours", "7 h 30 – 16 h 00")]),
        ((2027, 3, 19), (10, 0), (12, 30), []),
        ((2027, 3, 19), (10, 0), (12, 31), [("friday", "12 h 30 – 14 h 30")]),
        ((2027, 3, 19), (14, 30), (17, 30), []),
        ((2027, 3, 20), (9, 0), (11, 0), [("weekend", "samedi")]),
        ((2027, 3, 26), (9, 0), (11, 0), [("holiday", "Journée des martyrs")]),
    ],
)  # fmt: skip
def test_the_day_and_its_hours_speak_against_a_meeting(
    house, holidays_2027, day, starts, ends, expected
):
    calendar = Calendar.load(date(2027, 3, 1), date(2027, 3, 31))
    slot = Slot(1, "A", **at(starts, ends, day))

    found = conflicts.all_of([slot], calendar)

    assert [(c.kind.value, c.what.replace("\u00a0", " ")) for c in found] == expected


def test_a_holiday_to_be_confirmed_says_so_until_it_is(house, holidays_2027):
    slot = Slot(1, "A", **at((9, 0), (11, 0), (2027, 5, 17)))
    days = date(2027, 5, 1), date(2027, 5, 31)

    assert [c.what for c in conflicts.all_of([slot], Calendar.load(*days))] == [
        "Tabaski, à confirmer"
    ]
    Holiday.objects.filter(day=date(2027, 5, 17)).update(is_confirmed=True)
    assert [c.what for c in conflicts.all_of([slot], Calendar.load(*days))] == [
        "Tabaski"
    ]


def test_without_office_hours_only_days_matter(db):
    calendar = Calendar.load(date(2027, 3, 1), date(2027, 3, 31))
    slot = Slot(1, "A", **at((5, 0), (23, 0)))

    assert conflicts.all_of([slot], calendar) == []

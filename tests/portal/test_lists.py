"""Lists of meetings, minutes, committees and invitations: filtered by their address."""

from datetime import timedelta

import pytest
from django.utils import timezone

from meetings.actions.meeting import convene
from meetings.models import Committee, Meeting
from tests.portal.test_home import again


@pytest.fixture
def both(committee):
    """The local committee, met yesterday, and a technical group that never met."""
    group = Committee.objects.create(
        name="Groupe technique transit", kind=Committee.Kind.TECHNICAL
    )
    return committee, group


@pytest.mark.parametrize(
    ("asked", "names"),
    [
        ("", ["Groupe technique transit", "Comité local de Kayes-Diboli"]),
        ("sort=name", ["Comité local de Kayes-Diboli", "Groupe technique transit"]),
        ("q=diboli", ["Comité local de Kayes-Diboli"]),
        ("kind=technical", ["Groupe technique transit"]),
        ("q=nowhere", []),
        (
            "kind=odd&sort=odd",
            ["Groupe technique transit", "Comité local de Kayes-Diboli"],
        ),
    ],
)
def test_committees_are_filtered_and_sorted(client, both, asked, names):
    rows = client.get(f"/meetings/committees/?{asked}").context["committees"]

    assert [row.name for row in rows] == names


def test_the_list_of_the_planner_is_filtered_and_its_conflicts_stay(
    client, meeting, officer
):
    again(meeting, 2)
    Meeting.objects.filter(title__endswith="2").update(kind="information")
    client.force_login(officer)
    page = client.get(
        f"/meetings/{meeting.programme.year}/planner/?view=list&kind=information"
    )

    assert [row["title"] for row in page.context["rows"]] == [f"{meeting.title} 2"]
    assert page.context["total"] == 3


def test_invitations_not_yet_answered_are_shown_alone(client, meeting, broker, officer):
    convene(meeting=meeting, by=officer)
    client.force_login(broker)
    assert len(client.get("/meetings/invitations/?answer=pending").context["rows"]) == 1

    delegate = meeting.invitations.get().delegates.get()
    delegate.answer = "accepted"
    delegate.save()
    assert client.get("/meetings/invitations/?answer=pending").context["rows"] == []
    assert len(client.get("/meetings/invitations/").context["rows"]) == 1


@pytest.mark.parametrize("sort", ["", "old", "subject", "state", "odd"])
def test_minutes_keep_their_order_in_the_address(client, world, officer, sort):
    client.force_login(officer)
    year = timezone.localdate(timezone.now() - timedelta(days=1)).year
    page = client.get(f"/meetings/{year}/minutes/?sort={sort}")

    assert page.status_code == 200
    assert page.context["sort"] == ("" if sort == "odd" else sort)

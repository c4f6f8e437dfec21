"""The register of an office, the same issue twice, and committees that sleep."""

from datetime import timedelta

import pytest
from django.utils import timezone, translation

from accounts.models import Office
from meetings import similar
from meetings.letters import codes
from meetings.models import Committee, Level, Meeting, Topic
from meetings.register import of_office, with_age
from notices import planning
from notices.models import Notice
from portal.waiting import waiting


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


@pytest.fixture
def other(region):
    return Committee.objects.create(name="Autre comité", kind="local", unit=region)


@pytest.fixture
def bring(brokers):
    def bring(title, **fields):
        number = Topic.objects.count() + 1
        return Topic.objects.create(
            reference=f"T-2026-{number:03}",
            year=2026,
            number=number,
            title=title,
            proposer=brokers,
            **fields,
        )

    return bring


def titles(user, office):
    return {topic.title for topic in of_office(user, office)}


def test_the_register_of_an_office_holds_what_concerns_it(
    bring, committee, other, office, officer, region
):
    elsewhere = Office.objects.create(code="ZEG", name="Zégoua", unit=region)
    committee.offices.add(elsewhere)
    bring("of the committee", committee=committee)
    bring("of the office", office=office)
    bring("of both", committee=committee, office=office)
    bring("of the other office", committee=committee, office=elsewhere)
    bring("of another committee", committee=other)

    assert titles(officer, office) == {"of the committee", "of the office", "of both"}


def test_a_stranger_sees_the_public_issues_alone(bring, committee, office, stranger):
    bring("between us", committee=committee)
    bring("for all", committee=committee, level=Level.PUBLIC)

    assert titles(stranger, office) == {"for all"}


def test_an_open_issue_ages_and_a_declined_one_does_not(bring, committee):
    now = timezone.now()
    topic = bring("a", committee=committee, proposed_at=now - timedelta(days=30))
    assert with_age([topic])[0].age == 30

    topic.state, topic.decided_at = "declined", now - timedelta(days=10)

    assert with_age([topic])[0].age == 20


def test_the_page_filters_and_asks_the_same_however_long(
    client, queries, bring, committee, office, officer
):
    client.force_login(officer)
    path = f"/en/meetings/offices/{office.pk}/"
    bring("first", committee=committee)
    few = queries(path)
    for number in range(20):
        bring(f"other {number}", committee=committee, office=office)
    bring("gone", committee=committee, state="declined", reason="x")

    assert queries(path) == few
    assert "gone" not in client.get(path, {"state": "open"}).text
    assert "gone" in client.get(path, {"state": "settled"}).text


def test_alike_titles_before_two_committees_are_one_issue(
    bring, committee, other, officer
):
    one = bring("Attente des camions au scanner de Diboli", committee=committee)
    two = bring("Attente des camions au scanner de Zégoua", committee=other)
    bring("Heures d’ouverture du bureau", committee=other)
    bring("Attente du camion au scanner", committee=None)

    assert [{t.pk for t in group} for group in similar.groups(officer)] == [
        {one.pk, two.pk}
    ]
    [(mine, others)] = similar.beside(officer, committee)
    assert (mine, others) == (one, [two])


def test_the_same_factor_lets_titles_differ_more(bring, committee, other, officer):
    bring("Scanner de Diboli en panne", committee=committee, factor=4)
    bring("Panne du scanner, camions bloqués", committee=other, factor=4)
    assert len(similar.groups(officer)) == 1

    Topic.objects.filter(committee=other).update(factor=5)

    assert similar.groups(officer) == []


def test_the_same_issue_twice_in_one_committee_is_not_shown(bring, committee, officer):
    bring("Scanner en panne", committee=committee)
    bring("Scanner en panne", committee=committee)

    assert similar.groups(officer) == []


def test_the_page_leads_to_merging_and_escalating(
    client, queries, bring, committee, other, officer, carrier
):
    path = "/en/meetings/committees/same-issue/"
    bring("Scanner en panne", committee=committee)
    topic = bring("Scanner en panne", committee=other)
    client.force_login(carrier)
    assert client.get(path).status_code == 403
    client.force_login(officer)
    few = queries(path)
    for number in range(6):
        body = Committee.objects.create(name=f"Comité {number}", kind="local")
        bring("Scanner en panne", committee=body)

    assert queries(path) == few
    page = client.get(path).text
    assert f"/en/meetings/topics/{topic.reference}/escalate/" in page
    assert f"/en/meetings/topics/{topic.reference}/merge/" in page


def asleep(committee, days=95):
    Committee.objects.update(created_at=timezone.now() - timedelta(days=days))
    committee.refresh_from_db()
    return committee


def dormancy():
    planning.plan(timezone.now())
    rows = Notice.objects.filter(kind=codes.COMMITTEE_DORMANT).order_by("email")
    return [(row.email, row.state) for row in rows]


def test_its_officers_hear_once_that_a_committee_sleeps(committee, officer, secretary):
    assert dormancy() == []
    asleep(committee)

    assert (
        dormancy()
        == dormancy()
        == [
            ("officer@example.org", "waiting"),
            ("secretary@example.org", "waiting"),
        ]
    )


def test_long_asleep_is_told_no_more(committee, officer):
    asleep(committee, days=200)

    assert dormancy() == []


def test_a_committee_that_met_meanwhile_is_not_called_dormant(
    committee, officer, programme, letters
):
    asleep(committee)
    dormancy()
    assert [email for _kind, email, _letter in letters()] == ["officer@example.org"]
    now = timezone.now()
    Meeting.objects.create(
        programme=programme,
        kind="local",
        committee=committee,
        title="a",
        starts_at=now - timedelta(hours=3),
        ends_at=now - timedelta(hours=2),
        state="held",
    )

    assert letters() == []


def test_a_sleeping_committee_waits_for_its_secretary_until_a_meeting_is_planned(
    committee, other, secretary, programme
):
    asleep(committee)
    Committee.objects.filter(pk=other.pk).update(is_active=False)
    assert [thing.action for thing in waiting(secretary)] == ["Plan a meeting"]
    at = timezone.now() + timedelta(days=60)
    Meeting.objects.create(
        programme=programme,
        kind="local",
        committee=committee,
        title="a",
        starts_at=at,
        ends_at=at + timedelta(hours=1),
    )

    assert waiting(secretary) == []

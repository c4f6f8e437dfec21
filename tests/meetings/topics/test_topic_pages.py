"""The pages of topics: proposed from a phone, listed, decided, followed."""

import csv
import io
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from audit.refusal import Refused
from meetings.actions.topic import accept
from meetings.forms.topic import TopicForm
from meetings.models import Committee, Invitation, Level, Topic, TopicCall
from tests.instructions.conftest import published, today, write  # noqa: F401

PROPOSE = "/en/meetings/topics/propose/"


def form(title="Délais de la visite", target="", **values):
    return {"title": title, "target": target, **values}


def sentences(response):
    return [str(message) for message in response.context["messages"]]


def test_a_title_and_what_it_is_for_are_enough(client, broker, brokers, year):
    client.force_login(broker)
    response = client.post(PROPOSE, form(target=year), follow=True)

    topic = Topic.objects.get()
    assert response.redirect_chain == [(f"/en/meetings/topics/{topic.reference}/", 302)]
    assert (topic.title, topic.proposer, topic.factor, topic.state) == (
        "Délais de la visite",
        brokers,
        None,
        "proposed",
    )
    assert sentences(response) == [
        f"Your topic has the reference {topic.reference}. "
        "Letters say what becomes of it."
    ]


def test_what_is_missing_is_said_beside_its_field_and_the_rest_is_kept(
    client, broker, year
):
    client.force_login(broker)
    response = client.post(
        PROPOSE, {"title": "", "target": "meeting-9", "text": "Depuis mai."}
    )

    assert response.context["form"].errors == {
        "title": ["This field is required."],
        "target": [
            "Select a valid choice. meeting-9 is not one of the available choices."
        ],
    }
    assert "Depuis mai." in response.text
    assert Topic.objects.count() == 0


@pytest.mark.parametrize(
    "target", ["", "year-1999", "year-²", "meeting-x", "meeting-", "committee-1", "x-1"]
)
def test_a_target_that_is_not_offered_is_refused(target, client, broker, programme):
    client.force_login(broker)

    assert client.post(PROPOSE, form(target=target)).context["form"].errors["target"]


def test_one_chooses_among_what_one_is_invited_to_and_sits_on(
    client, broker, carrier, meeting, committee, carriers, region
):
    committee.members.add(carriers, through_defaults={"titular": "Point focal"})

    def offered(user):
        client.force_login(user)
        groups = client.get(PROPOSE).context["form"].fields["target"].choices
        return [key for _label, options in groups for key, _name in options]

    this_year = f"year-{meeting.programme.year}"
    assert offered(broker) == [this_year, f"meeting-{meeting.pk}"]
    assert offered(carrier) == [this_year, f"committee-{committee.pk}"]


def test_a_duplicate_is_shown_before_it_is_sent_and_may_be_joined(
    client, carrier, carriers, proposed, year
):
    first = proposed("Délais de la visite")
    client.force_login(carrier)

    response = client.post(PROPOSE, form("Délai des visites", year))
    assert response.context["similar"] == [first]
    assert Topic.objects.count() == 1

    values = form("Délai des visites", year, join=first.reference)
    response = client.post(PROPOSE, values, follow=True)
    assert sentences(response) == [
        "Your organisation now follows this topic with the others."
    ]
    assert first.followers.filter(organisation=carriers).exists()


def test_who_saw_the_duplicate_may_send_the_own_topic(client, carrier, proposed, year):
    first = proposed("Délais de la visite")
    client.force_login(carrier)
    client.post(PROPOSE, form("Délai des visites", year, seen=[first.reference]))

    assert Topic.objects.count() == 2


def test_suggestions_come_as_a_part_of_the_page(client, broker, carrier, proposed):
    first = proposed("Délais de la visite")
    client.force_login(carrier)
    response = client.get(reverse("meetings:similar_topics"), {"title": "délai visite"})

    assert response.context["similar"] == [first]
    assert "<html" not in response.text


def test_a_closed_call_is_said_beside_the_meeting(client, broker, meeting, officer):
    TopicCall.objects.create(
        meeting=meeting,
        opens_at=timezone.now() - timedelta(days=2),
        closes_at=timezone.now() - timedelta(days=1),
    )
    client.force_login(broker)
    response = client.post(PROPOSE, form(target=f"meeting-{meeting.pk}"))

    (sentence,) = response.context["form"].errors["target"]
    assert sentence.startswith("The call for topics closed on ")


ACTIONS = {
    "accept": {"level": "parties"},
    "decline": {"reason": "Hors du champ."},
    "merge": {"into": "OTHER"},
    "place": {"meeting": "MEETING"},
    "edit": {"title": "Autre"},
    "follow": {},
    "escalate": {"text": "Sans issue ici."},
}
# What each may do with a proposed topic of the secretary's committee.
MAY = {
    "broker": {"edit"},
    "carrier": {"follow"},
    "officer": {"accept", "decline", "merge", "place", "edit", "escalate"},
    "signatory": set(),
    "secretary": {"accept", "decline", "merge", "place", "edit", "escalate"},
    "auditor": set(),
}


@pytest.mark.parametrize("who", MAY)
def test_each_role_takes_the_steps_that_are_its_own(
    who, client, cast, proposed, committee, carriers, meeting, plenary
):
    committee.members.add(carriers, through_defaults={"titular": "Point focal"})
    committee.parent = plenary
    committee.save()
    meeting.committee = committee
    meeting.save()
    other = proposed("Parking", committee=committee)
    values = {"OTHER": other.reference, "MEETING": meeting.pk}

    done = set()
    client.force_login(cast[who])
    for number, (name, data) in enumerate(ACTIONS.items()):
        topic = proposed(f"Sujet {number}", committee=committee)
        before = (topic.state, topic.title, topic.items.count())
        url = "escalate" if name == "escalate" else f"topic_{name}"
        sent = {key: values.get(value, value) for key, value in data.items()}
        response = client.post(reverse(f"meetings:{url}", args=[topic.reference]), sent)
        topic.refresh_from_db()
        follows = topic.followers.filter(organisation=carriers).exists()
        changed = (topic.state, topic.title, topic.items.count()) != before or follows
        assert changed == (name in MAY[who]), name
        assert changed or response.status_code == (
            302 if name == "follow" and who == "broker" else 403
        )
        done |= {name} if changed else set()
    assert done == MAY[who]


@pytest.fixture
def plenary(db):
    return Committee.objects.create(name="Plénière", kind="plenary")


def test_an_edit_does_not_undo_a_decision_that_came_between(
    client, broker, proposed, officer
):
    topic = proposed()
    client.force_login(broker)
    stale = Topic.objects.get(pk=topic.pk)
    accept(topic=topic, by=officer)
    late = TopicForm({"title": "Autre", "text": "x"}, instance=stale)
    assert late.is_valid()
    with pytest.raises(Refused):
        late.save(by=broker)
    topic.refresh_from_db()
    assert (topic.state, topic.title) == ("accepted", "Délais de la visite")


@pytest.fixture
def several(proposed, committee, carriers, carrier, officer):
    accept(topic=proposed("Cautions", factor=3), level=Level.PUBLIC, by=officer)
    proposed("Escortes", proposer=carriers, by=carrier, committee=committee)
    return proposed("Visites", factor=5)


def listed(response):
    return [topic.title for topic in response.context["rows"]]


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("", ["Visites", "Escortes", "Cautions"]),
        ("?sort=title", ["Cautions", "Escortes", "Visites"]),
        ("?state=accepted", ["Cautions"]),
        ("?factor=5", ["Visites"]),
        ("?organisation=CMTR", ["Escortes"]),
        ("?q=esc", ["Escortes"]),
        ("?q=t-20 visite", ["Visites"]),
        ("?year=1999&page=x&state=nonsense", ["Visites", "Escortes", "Cautions"]),
        ("?call=99999999999999999999", ["Visites", "Escortes", "Cautions"]),
    ],
)
def test_the_list_is_filtered_by_its_address(query, titles, client, officer, several):
    client.force_login(officer)

    assert listed(client.get(f"/en/meetings/topics/{query}")) == titles


def test_mine_is_what_my_organisation_proposed_or_follows(client, carrier, several):
    client.force_login(carrier)

    assert listed(client.get("/meetings/topics/?mine=1")) == ["Escortes"]
    assert listed(client.get("/meetings/topics/")) == [
        "Visites",
        "Escortes",
        "Cautions",
    ]


def test_a_stranger_lists_what_is_public(client, several):
    assert listed(client.get("/meetings/topics/?mine=1")) == ["Cautions"]


def test_a_hidden_name_is_not_told_by_list_filter_or_file(
    client, proposed, meeting, carriers, carrier, brokers
):
    Invitation.objects.create(meeting=meeting, organisation=carriers)
    proposed("Frais", meeting=meeting, is_masked=True)
    client.force_login(carrier)

    page = client.get("/en/meetings/topics/")
    assert listed(page) == ["Frais"]
    assert "FETRAM" not in page.text
    assert listed(client.get("/meetings/topics/?organisation=FETRAM")) == ["Frais"]
    topic = Topic.objects.get()
    assert "FETRAM" not in client.get(topic.get_absolute_url()).text
    assert "FETRAM" not in client.get("/meetings/topics/topics.csv").text


def test_the_file_holds_the_list_and_no_formula(client, officer, proposed):
    topic = proposed("=1+1")
    client.force_login(officer)
    data = client.get("/en/meetings/topics/topics.csv").content.decode("utf-8-sig")

    rows = list(csv.DictReader(io.StringIO(data)))
    assert [(row["Reference"], row["Topic"], row["Followers"]) for row in rows] == [
        (topic.reference, "'=1+1", "1")
    ]


@pytest.mark.parametrize(
    "address", ["/meetings/topics/", "/meetings/topics/topics.csv"]
)
def test_a_longer_list_asks_no_more_questions(
    address, client, officer, proposed, several, meeting, committee
):
    client.force_login(officer)

    def queries():
        with CaptureQueriesContext(
            connection,
        ) as captured:
            assert client.get(address).status_code == 200
        return len(captured)

    queries()
    first = queries()
    for number in range(20):
        proposed(f"Sujet {number}", meeting=meeting if number % 2 else None)
    assert queries() == first

"""Who reads minutes at each stage, at each level, and what they read of people."""

import pytest

from meetings import documents
from meetings.actions.minutes import circulating, publishing, writing
from meetings.actions.minutes.approving import approve
from meetings.models import Minutes
from tests.meetings.test_minutes_pages import at

OFFICERS = {"officer", "signatory", "auditor", "administrator"}
UNIT = {"text_editor", "text_signatory", "survey_analyst", "survey_approver"}
PARTIES = OFFICERS | UNIT | {"broker"}
PARTNERS = PARTIES | {"carrier", "secretary"}


def readers(cast):
    seen = Minutes.objects.visible_to
    return {name for name, user in cast.items() if seen(user).exists()}


def sealed(draft, level, cast, customs, brokers):
    minutes = circulating.circulate(minutes=draft, level=level, by=cast["officer"])
    approve(minutes=minutes, organisation=brokers, by=cast["broker"])
    approve(minutes=minutes, organisation=customs, by=cast["officer"])
    return minutes


def test_a_draft_is_its_officers_alone(draft, cast):
    assert readers(cast) == OFFICERS


@pytest.mark.parametrize(
    ("level", "once_published"),
    [
        ("parties", PARTIES),
        ("partners", PARTNERS),
        ("public", PARTNERS | {"stranger", "user_manager"}),
    ],
)
def test_minutes_are_the_parties_until_they_are_published_at_their_level(
    draft, cast, customs, brokers, level, once_published
):
    minutes = sealed(draft, level, cast, customs, brokers)
    assert readers(cast) == PARTIES

    publishing.publish(minutes=minutes, by=cast["officer"])
    assert readers(cast) == once_published


def test_a_stranger_reads_functions_the_parties_read_names(
    client, draft, cast, customs, brokers
):
    minutes = sealed(draft, "public", cast, customs, brokers)
    publishing.publish(minutes=minutes, by=cast["officer"])
    address = minutes.get_absolute_url()

    stranger = client.get(address).content.decode()
    client.force_login(cast["broker"])
    party = client.get(address).content.decode()

    assert ("Broker" in stranger, "Point focal" in stranger) == (False, True)
    assert "Broker, Point focal" in party
    assert "Broker" not in Minutes.objects.get().text


def test_the_page_costs_the_same_with_one_item_more(client, draft, officer, queries):
    client.force_login(officer)
    pages = [draft.get_absolute_url(), at("write_minutes", draft)]
    before = [queries(page) for page in pages]
    for title in ("Un", "Deux", "Trois"):
        writing.add_item(minutes=draft, title=title, by=officer)

    assert [queries(page) for page in pages] == before


@pytest.mark.skipif(not documents.is_possible(), reason="Pango is not there")
def test_the_minutes_leave_as_a_pdf(client, approved, broker):
    client.force_login(broker)

    answer = client.get(at("minutes_pdf", approved))

    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF-")

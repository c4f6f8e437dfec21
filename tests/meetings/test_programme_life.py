"""Draft, open for opinion, published, closed: who may take which step, and when."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from accounts.models import Mandate, Organisation
from audit.models import Entry
from audit.refusal import Refused
from meetings.actions import programme as actions
from meetings.letters import programme as letters_of
from meetings.models import Meeting, Opinion, Programme
from notices.kinds import KINDS
from notices.models import Notice
from workdays.arithmetic import subtract_workdays
from workdays.words import date_format

SAID = "Le 26 avril ne convient pas."


@pytest.fixture
def draft(meeting):
    """The cast's programme with its one meeting, as a draft."""
    programme = meeting.programme
    programme.state = Programme.State.DRAFT
    programme.published_at = None
    programme.save()
    return programme


def in_state(programme, state):
    programme.state = state
    programme.opinions_until = (
        timezone.localdate() + timedelta(days=10) if state == "open" else None
    )
    programme.save()
    return programme


def in_ten_days():
    return timezone.localdate() + timedelta(days=10)


STEPS = {
    "open": lambda p, by: actions.open_for_opinion(
        programme=p, until=in_ten_days(), by=by
    ),
    "return": lambda p, by: actions.return_to_draft(programme=p, by=by),
    "publish": lambda p, by: actions.publish(programme=p, by=by),
    "close": lambda p, by: actions.close(programme=p, by=by),
}
NOT_POSSIBLE = "Le programme est %s\u00a0: cette étape n’est pas possible."


@pytest.mark.parametrize(
    ("state", "step", "expected"),
    [
        ("draft", "open", "open"),
        ("draft", "return", NOT_POSSIBLE % "projet"),
        ("draft", "publish", "published"),
        ("draft", "close", NOT_POSSIBLE % "projet"),
        ("open", "open", NOT_POSSIBLE % "ouvert aux avis"),
        ("open", "return", "draft"),
        ("open", "publish", "Les organisations peuvent donner leur avis jusqu’au %s\u00a0: publiez après ce jour."),
        ("open", "close", NOT_POSSIBLE % "ouvert aux avis"),
        ("published", "open", NOT_POSSIBLE % "publié"),
        ("published", "return", NOT_POSSIBLE % "publié"),
        ("published", "publish", NOT_POSSIBLE % "publié"),
        ("published", "close", "1 réunion n’est ni tenue ni annulée."),
        ("closed", "open", NOT_POSSIBLE % "clos"),
        ("closed", "return", NOT_POSSIBLE % "clos"),
        ("closed", "publish", NOT_POSSIBLE % "clos"),
        ("closed", "close", NOT_POSSIBLE % "clos"),
    ],
)  # fmt: skip
def test_each_step_is_taken_from_its_state_alone(draft, officer, state, step, expected):
    programme = in_state(draft, state)
    try:
        found = STEPS[step](programme, officer).state
    except Refused as refusal:
        found = str(refusal)

    if "%s" in expected:
        expected %= in_words(programme.opinions_until)
    assert found == expected


def in_words(day):
    return date_format(day, "j F Y")


@pytest.mark.parametrize("step", ["open", "publish"])
def test_an_empty_programme_goes_nowhere(draft, officer, step):
    Meeting.objects.update(state=Meeting.State.CANCELLED)

    with pytest.raises(Refused) as refused:
        STEPS[step](draft, officer)

    assert str(refused.value) == "Le programme ne contient encore aucune réunion."


@pytest.mark.parametrize(
    ("days", "sentence"),
    [
        (0, "Choisissez un jour après aujourd’hui."),
        (-3, "Choisissez un jour après aujourd’hui."),
        (400, "Choisissez un jour à moins d’un an."),
    ],
)
def test_opinions_are_asked_until_a_day_to_come(draft, officer, days, sentence):
    with pytest.raises(Refused) as refused:
        actions.open_for_opinion(
            programme=draft,
            until=timezone.localdate() + timedelta(days=days),
            by=officer,
        )

    assert str(refused.value) == sentence


def test_publishing_signs_and_writes_who_did_it(draft, signatory):
    actions.publish(programme=draft, by=signatory)

    draft.refresh_from_db()
    assert (draft.state, draft.signed_by) == ("published", signatory)
    entry = Entry.objects.get()
    assert (entry.verb, entry.by, entry.before["state"], entry.after["state"]) == (
        "programme.published",
        signatory,
        "draft",
        "published",
    )


def test_a_programme_may_be_signed_the_day_after_the_opinions(draft, signatory):
    in_state(draft, "open")
    draft.opinions_until = timezone.localdate() - timedelta(days=1)
    draft.save()

    assert actions.publish(programme=draft, by=signatory).state == "published"


def test_a_programme_closes_once_its_meetings_were_held_or_cancelled(draft, officer):
    in_state(draft, "published")
    Meeting.objects.update(state=Meeting.State.HELD)

    assert actions.close(programme=draft, by=officer).state == "closed"


TYPED = {"open": {"until": "2999-01-01"}, "opinion": {"text": ""}}


def outcome(answer):
    if answer.status_code == 302 and "/login/" in answer["Location"]:
        return "login"
    return {403: "forbidden", 404: "hidden"}.get(answer.status_code, "let in")


@pytest.mark.parametrize(
    ("step", "allowed"),
    [
        ("open", {"officer", "administrator"}),
        ("return", {"officer", "administrator"}),
        ("publish", {"signatory", "administrator"}),
        ("close", {"officer", "administrator"}),
        ("opinion", {"broker", "carrier"}),
    ],
)
def test_each_step_is_open_to_its_role_alone(client, cast, draft, step, allowed):
    address = f"/meetings/{draft.year}/programme/{draft.pk}/{step}/"
    found = {}
    for name, user in cast.items():
        in_state(draft, "open")
        client.logout()
        if name != "stranger":
            client.force_login(user)
        found[name] = outcome(client.post(address, TYPED.get(step, {})))

    assert found == dict.fromkeys(cast, "forbidden") | {
        "stranger": "login",
        "user_manager": "hidden",
    } | dict.fromkeys(allowed, "let in")


def test_a_refusal_is_said_on_the_programmes_page(client, draft, signatory):
    in_state(draft, "open")
    client.force_login(signatory)

    page = client.post(f"/meetings/{draft.year}/programme/{draft.pk}/publish/")

    assert page.context["refusal"] == (
        f"Les organisations peuvent donner leur avis jusqu’au "
        f"{in_words(draft.opinions_until)}\u00a0: publiez après ce jour."
    )


def test_a_draft_is_hidden_from_partners_and_strangers(client, draft, broker):
    for user in (None, broker):
        if user:
            client.force_login(user)
        assert client.get(f"/meetings/{draft.year}/").status_code == 404
        status = client.get(f"/meetings/{draft.year}/programme/{draft.pk}/").status_code
        assert status == (404 if user else 302)


def give(programme, user, meeting=None, text=SAID):
    return actions.give_opinion(
        programme=programme,
        organisation=user.organisations()[0],
        meeting=meeting,
        text=text,
        by=user,
    )


def test_an_opinion_is_given_while_the_programme_is_open(draft, meeting, broker):
    give(in_state(draft, "open"), broker, meeting)

    opinion = Opinion.objects.get()
    assert (opinion.organisation.acronym, opinion.meeting, opinion.text) == (
        "FETRAM",
        meeting,
        SAID,
    )
    draft.opinions_until = timezone.localdate() - timedelta(days=1)
    draft.save()
    with pytest.raises(Refused) as refused:
        give(draft, broker)
    assert str(refused.value) == (
        f"Les avis étaient attendus jusqu’au {in_words(draft.opinions_until)}."
    )


@pytest.mark.parametrize("state", ["draft", "published", "closed"])
def test_no_opinion_is_taken_outside_of_its_time(draft, broker, state):
    with pytest.raises(Refused):
        give(in_state(draft, state), broker)


def test_officers_read_all_opinions_and_organisations_their_own(
    draft, cast, broker, carrier
):
    in_state(draft, "open")
    give(draft, broker)
    give(draft, carrier)

    seen = {
        name: {o.organisation.acronym for o in Opinion.objects.visible_to(user)}
        for name, user in cast.items()
    }

    both = {"FETRAM", "CMTR"}
    assert seen == {name: set() for name in cast} | {
        "broker": {"FETRAM"},
        "carrier": {"CMTR"},
        "officer": both,
        "signatory": both,
        "auditor": both,
        "administrator": both,
    }


def test_an_organisation_gives_its_opinion_in_the_browser(client, draft, broker):
    in_state(draft, "open")
    client.force_login(broker)
    address = f"/meetings/{draft.year}/programme/{draft.pk}/"

    bad = client.post(f"{address}opinion/", {"text": "", "meeting": ""})
    good = client.post(
        f"{address}opinion/",
        {"organisation": broker.organisations()[0].pk, "text": "Très bien."},
        follow=True,
    )

    assert set(bad.context["opinion_form"].errors) == {"organisation", "text"}
    assert "Très bien." in good.content.decode()


def test_nobody_speaks_for_another_organisation(client, draft, broker, carriers):
    in_state(draft, "open")
    client.force_login(broker)

    page = client.post(
        f"/meetings/{draft.year}/programme/{draft.pk}/opinion/",
        {"organisation": carriers.pk, "text": "Très bien."},
    )

    assert set(page.context["opinion_form"].errors) == {"organisation"}
    assert not Opinion.objects.exists()


def owed():
    return [
        (n.kind, n.email)
        for n in Notice.objects.order_by("pk")
        if not KINDS[n.kind].still_true(n)
    ]


def test_focal_points_are_asked_for_their_opinion_in_their_language(
    draft, officer, broker, carrier
):
    actions.open_for_opinion(programme=draft, until=in_ten_days(), by=officer)

    assert sorted(owed()) == [
        ("meetings.opinion_asked", "broker@example.org"),
        ("meetings.opinion_asked", "carrier@example.org"),
    ]
    letter = letters_of.opinion_asked(Notice.objects.get(email="broker@example.org"))
    year, day = draft.year, date_format(in_ten_days(), "l j F Y")
    assert letter.subject == f"Réunions {year}\u00a0: votre avis d’ici au {day}"
    assert letter.text.splitlines()[0] == (
        f"La Douane prévoit 1 réunion avec le secteur privé en {year} et demande "
        f"l’avis de votre organisation d’ici au {day}."
    )
    address = f"http://testserver/meetings/{year}/programme/{draft.pk}/"
    assert address in letter.text
    assert f'href="{address}"' in letter.html


def test_a_draft_taken_back_withdraws_its_letters_and_asks_anew(draft, officer, broker):
    actions.open_for_opinion(programme=draft, until=in_ten_days(), by=officer)
    actions.return_to_draft(programme=draft, by=officer)
    assert owed() == []

    actions.open_for_opinion(programme=draft, until=in_ten_days(), by=officer)
    assert owed() == [("meetings.opinion_asked", "broker@example.org")]
    assert Notice.objects.count() == 2


def test_who_has_not_answered_is_reminded_two_working_days_before_the_end(
    draft, officer, broker, carrier
):
    actions.open_for_opinion(programme=draft, until=in_ten_days(), by=officer)
    give(draft, carrier)
    until = in_ten_days()
    remind_on = subtract_workdays(until, 2)

    def reminded(day):
        now = datetime(day.year, day.month, day.day, 9, tzinfo=UTC)
        return [owed.recipient.email for owed in letters_of.reminders(now)]

    assert reminded(remind_on - timedelta(days=1)) == []
    assert reminded(remind_on) == ["broker@example.org"]
    assert reminded(until) == ["broker@example.org"]
    assert reminded(until + timedelta(days=1)) == []


def test_publication_is_told_to_focal_points_but_not_to_the_signatory(
    draft, signatory, broker
):
    Mandate.objects.filter(user=signatory).update(
        is_focal_point=True,
        organisation=Organisation.objects.create(
            kind="association", acronym="X", name="X"
        ),
    )

    actions.publish(programme=draft, by=signatory)

    assert owed() == [("meetings.programme_published", "broker@example.org")]
    letter = letters_of.programme_published(Notice.objects.get())
    assert letter.subject == f"Les réunions de {draft.year} sont publiées"
    assert f"http://testserver/meetings/{draft.year}/calendar.ics" in letter.text


def test_a_programme_is_begun_once_a_year(client, officer, customs):
    client.force_login(officer)
    data = {"year": 2031, "directorate": customs.pk}

    first = client.post("/meetings/new/", data)
    again = client.post("/meetings/new/", data)

    assert first["Location"] == "/meetings/2031/planner/"
    assert again.context["form"].errors == {
        "year": ["Cette direction a déjà un programme pour cette année."]
    }
    assert client.post("/meetings/new/", {"year": 1}).context["form"].errors.keys() == {
        "year",
        "directorate",
    }


def test_only_the_programme_officer_begins_a_programme(client, cast):
    answers = {}
    for name, user in cast.items():
        client.logout()
        if name != "stranger":
            client.force_login(user)
        answers[name] = client.get("/meetings/new/").status_code

    assert answers == dict.fromkeys(cast, 403) | {
        "stranger": 302,
        "officer": 200,
        "administrator": 200,
    }

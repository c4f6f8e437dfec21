"""The pages of attendance and minutes: what each shows, refuses and keeps."""

import hashlib

from django.urls import reverse

from meetings.actions.minutes import attending, correcting
from meetings.models import (
    Attendance,
    Committee,
    Correction,
    Delegate,
    Meeting,
    Minutes,
    Promise,
)
from tests.meetings.minutes import passage_of
from tests.world.minutes import held_with


def at(name, minutes_or_meeting, *args):
    meeting = getattr(minutes_or_meeting, "meeting", minutes_or_meeting)
    return reverse(f"meetings:{name}", args=[meeting.programme.year, meeting.pk, *args])


def test_two_taps_mark_a_delegate_present_then_absent(client, held, officer):
    client.force_login(officer)
    delegate = Delegate.objects.get()
    address = at("attendance", held)

    client.post(address, {"mark": f"present delegate {delegate.pk}"})
    assert list(Attendance.objects.values_list("name", "is_present")) == [
        ("Broker", True)
    ]
    answer = client.post(address, {"mark": f"absent delegate {delegate.pk}"})

    assert answer.url == f"{address}#delegate-{delegate.pk}"
    assert list(Attendance.objects.values_list("name", "is_present")) == [
        ("Broker", False)
    ]


def test_a_tap_for_somebody_of_another_meeting_is_not_found(client, held, officer):
    client.force_login(officer)
    for mark in ("present delegate 999", "present user 0", "present x 1", "", "é"):
        assert client.post(at("attendance", held), {"mark": mark}).status_code == 404


def test_somebody_unannounced_is_added_with_organisation_and_function(
    client, held, officer, carriers
):
    client.force_login(officer)
    data = {"name": "M. Coulibaly", "function": "Trésorier"}

    refused = client.post(at("person_add", held), data)
    assert "Dites pour quelle organisation" in refused.content.decode()
    assert "M. Coulibaly" in refused.content.decode()

    client.post(at("person_add", held), data | {"organisation": carriers.pk})
    row = Attendance.objects.get()
    assert (row.name, row.function, row.organisation, row.is_present) == (
        "M. Coulibaly",
        "Trésorier",
        carriers,
        True,
    )


def test_only_the_number_of_women_is_kept_and_never_more_than_are_there(
    client, draft, officer
):
    client.force_login(officer)
    address = at("women_count", draft)

    assert (
        "sont marquées présentes"
        in client.post(address, {"women": 2}).content.decode().replace("\n", " ")
        or Minutes.objects.get().women is None
    )
    client.post(address, {"women": 1})

    assert Minutes.objects.get().women == 1


def test_the_whole_form_saves_every_text_and_adds_an_item(client, draft, officer):
    client.force_login(officer)
    passage = passage_of(draft)
    data = {
        f"passage-{passage.pk}": "Une autre décision.",
        f"version-{passage.pk}": passage.version,
        "title": "Questions diverses",
        "then": "item",
    }

    answer = client.post(at("write_minutes", draft), data)

    assert answer.url == at("write_minutes", draft) + "#item-3"
    assert passage_of(draft).text == "Une autre décision."
    assert [item.title for item in draft.items.all()] == [
        "Suivi des engagements",
        "Cautions",
        "Questions diverses",
    ]


def test_two_writers_without_script_see_both_texts(client, draft, officer):
    client.force_login(officer)
    passage = passage_of(draft)
    field = {f"version-{passage.pk}": 0}

    answer = client.post(
        at("write_minutes", draft), {f"passage-{passage.pk}": "Mon texte."} | field
    )

    page = answer.content.decode()
    assert ("Mon texte." in page, "Un préavis est donné." in page) == (True, True)
    assert f'name="version-{passage.pk}" value="1"' in page
    assert passage_of(draft).text == "Un préavis est donné."


def test_a_text_saved_as_it_is_typed_tells_its_version_or_the_other_text(
    client, draft, officer
):
    client.force_login(officer)
    passage = passage_of(draft)
    address = reverse("meetings:passage", args=[passage.pk])

    def send(text, version):
        return client.post(
            address, {"text": text, "version": version}, "application/json"
        )

    saved = send("Deux mois de préavis.", 1)
    assert (saved.status_code, saved.json()) == (200, {"version": 2})
    late = send("Trois mois de préavis.", 1)
    assert late.status_code == 409
    assert late.json()["text"] == "Deux mois de préavis."
    assert late.json()["version"] == 2
    assert send("x" * 20_001, 2).status_code == 413
    assert client.post(address, "[1]", "application/json").status_code == 400


def test_a_commitment_is_written_changed_and_taken_out(
    client, draft, officer, customs, brokers
):
    client.force_login(officer)
    item = draft.items.get(position=1)
    data = {
        "what": "Publier la liste des cautions",
        "owner": customs.pk,
        "counterparts": [brokers.pk],
        "factor": 3,
        "due_on": "2030-01-31",
        "version": 0,
    }

    client.post(at("promise_add", draft, item.pk), data | {"counterparts": []})
    assert item.promises.count() == 0
    client.post(at("promise_add", draft, item.pk), data)
    promise = Promise.objects.get(item=item)
    client.post(
        at("promise_edit", draft, promise.pk), data | {"what": "Publier les cautions"}
    )
    assert Promise.objects.get(item=item).what == "Publier les cautions"
    stale = client.post(at("promise_edit", draft, promise.pk), data)
    assert "écrit ici entre-temps" in stale.content.decode()
    client.post(at("promise_remove", draft, promise.pk))
    assert item.promises.count() == 0


def test_a_correction_goes_from_the_party_to_the_officer_and_back(
    client, circulated, officer, broker, brokers
):
    passage = passage_of(circulated)
    client.force_login(broker)
    client.post(
        at("correct_minutes", circulated, "passage", passage.pk),
        {"organisation": brokers.pk, "wording": "Un préavis de 30 jours.", "why": ""},
    )
    correction = Correction.objects.get()
    page = at("correction", circulated, correction.pk)
    assert client.get(page).status_code == 200
    assert client.post(page, {}).status_code == 403

    client.force_login(officer)
    shown = client.get(page).content.decode()
    assert "Un préavis est donné." in shown
    client.post(page, {"verdict": "taken", "wording": "", "version": passage.version})

    assert Correction.objects.get().state == "taken"
    assert passage_of(circulated).text == "Un préavis de 30 jours."


def test_a_refusal_needs_its_reason_and_keeps_what_was_typed(
    client, circulated, officer, broker, brokers
):
    passage = passage_of(circulated)
    correction = correcting.propose(
        minutes=circulated,
        organisation=brokers,
        wording="Rien.",
        why="",
        passage=passage,
        by=broker,
    )
    client.force_login(officer)
    address = at("correction", circulated, correction.pk)
    data = {"verdict": "refused", "wording": "Gardé", "version": passage.version}

    refused = client.post(address, data).content.decode()

    assert ("Dites pourquoi" in refused, "Gardé" in refused) == (True, True)


def test_the_sealed_text_has_the_fingerprint_that_the_page_shows(
    client, approved, broker
):
    client.force_login(broker)
    text = client.get(at("minutes_text", approved))
    page = client.get(approved.get_absolute_url()).content.decode()

    assert hashlib.sha256(text.content).hexdigest() == approved.sha256
    assert approved.sha256 in page


def test_there_is_no_sealed_text_before_the_seal(client, circulated, broker):
    client.force_login(broker)

    assert client.get(at("minutes_text", circulated)).status_code == 404


def test_the_year_lists_minutes_with_as_many_queries_for_one_as_for_two(
    client, approved, officer, brokers, customs, queries
):
    client.force_login(officer)
    programme = approved.meeting.programme
    address = reverse("meetings:minutes_of_year", args=[programme.year])
    one = queries(address)
    other = held_with(brokers, programme, customs, officer)

    page = client.get(address).content.decode()

    assert (approved.meeting.title in page, other.title in page) == (True, True)
    assert queries(address) == one


def test_the_quorum_is_shown_while_people_are_marked_and_in_the_minutes(
    client, draft, officer, brokers, carriers
):
    committee = Committee.objects.create(name="Comité", kind="local", quorum=2)
    committee.members.set([brokers, carriers])
    Meeting.objects.update(committee=committee)
    client.force_login(officer)

    sheet = client.get(at("attendance", draft)).content.decode()
    assert ("1 / 2" in sheet, "pas de quorum" in sheet) == (True, True)
    attending.add_person(
        meeting=draft.meeting,
        name="M. Coulibaly",
        function="",
        organisation=carriers,
        organisation_name="",
        by=officer,
    )
    sheet = client.get(at("attendance", draft)).content.decode()
    assert ("2 / 2" in sheet, "quorum atteint" in sheet) == (True, True)
    page = client.get(draft.get_absolute_url()).content.decode()
    assert "Le quorum était atteint." in page


def test_what_was_typed_after_the_circulation_is_shown_and_not_lost(
    client, circulated, officer
):
    client.force_login(officer)
    passage = passage_of(circulated)
    typed = {f"passage-{passage.pk}": "Trop tard.", f"version-{passage.pk}": "1"}
    page = client.post(at("write_minutes", circulated), typed).content.decode()

    assert "Le compte rendu est chez les parties" in page
    assert "Trop tard." in page
    assert passage_of(circulated).text == passage.text

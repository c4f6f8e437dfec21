"""A promise's page, its forms with their refusals, and its files."""

import hashlib
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from audit.models import Entry
from commitments import actions, loop
from commitments.models import Commitment, Evidence, Level, State

PDF = b"%PDF-1.7 proof"


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def address(commitment, step=""):
    return f"/commitments/{commitment.reference}/{step}"


def offered(client, commitment):
    steps = client.get(address(commitment)).context["steps"]
    return [step["url"].rstrip("/").rpartition("/")[2] for step in steps]


def test_the_page_offers_each_reader_the_steps_that_are_theirs(
    client, commitment, secretary, broker, auditor
):
    for person, expected in (
        (secretary, ["start", "claim", "prove", "postpone", "abandon"]),
        (broker, []),
        (auditor, []),
    ):
        client.force_login(person)
        assert offered(client, commitment) == expected
    actions.claim(commitment=commitment, words="Fait.", by=secretary)
    assert offered(client, commitment) == []
    client.force_login(broker)
    assert offered(client, commitment) == ["confirm", "contest"]
    actions.confirm(commitment=commitment, by=broker)
    assert offered(client, commitment) == []


def test_the_reference_is_found_in_small_letters(client, promise):
    commitment = promise(level=Level.PUBLIC)
    assert client.get(address(commitment).lower()).status_code == 200
    assert client.get("/commitments/E-1999-999/").status_code == 404


def test_the_history_tells_dates_reasons_and_sides(client, promise, secretary, broker):
    commitment = promise(level=Level.PUBLIC)
    first = commitment.due_on
    actions.postpone(
        commitment=commitment,
        due_on=first + timedelta(days=30),
        words="Le panneau n’est pas livré.",
        by=secretary,
    )
    actions.claim(commitment=commitment, words="Panneau posé.", by=secretary)
    actions.contest(commitment=commitment, words="Illisible de nuit.", by=broker)
    page = client.get(address(commitment)).content.decode()
    places = [
        page.index(words)
        for words in (
            "Le panneau n’est pas livré.",
            "Panneau posé.",
            "Illisible de nuit.",
        )
    ]
    assert places == sorted(places)
    assert "d’abord promis pour le" in page
    assert "contesté" in page
    assert "Secretary" not in page


def test_claiming_with_a_file_keeps_both(client, commitment, secretary):
    client.force_login(secretary)
    answer = client.post(
        address(commitment, "claim/"),
        {"words": "Panneau posé.", "file": SimpleUploadedFile("photo.pdf", PDF)},
    )
    assert answer.url == address(commitment)
    evidence = Evidence.objects.get()
    commitment.refresh_from_db()
    assert (commitment.state, evidence.title, evidence.sha256) == (
        State.CLAIMED,
        "photo.pdf",
        hashlib.sha256(PDF).hexdigest(),
    )


def test_a_refused_claim_keeps_no_file(client, commitment, secretary):
    actions.claim(commitment=commitment, words="Fait.", by=secretary)
    client.force_login(secretary)
    answer = client.post(
        address(commitment, "claim/"),
        {"words": "Encore.", "file": SimpleUploadedFile("photo.pdf", PDF)},
    )
    page = answer.content.decode()
    assert "les bénéficiaires répondent d’abord" in page
    assert "Encore." in page
    assert Evidence.objects.count() == 0


@pytest.mark.parametrize(
    ("content", "name"), [(b"MZ\x00\x01", "photo.pdf"), (b"<script>", "x.html")]
)
def test_a_file_is_judged_by_its_content(client, commitment, secretary, content, name):
    client.force_login(secretary)
    answer = client.post(
        address(commitment, "prove/"),
        {"title": "Photo", "file": SimpleUploadedFile(name, content)},
    )
    assert "n’est pas d’un type accepté" in answer.content.decode()
    assert Evidence.objects.count() == 0


def test_evidence_is_a_download_for_whoever_sees_it(client, promise, proof, secretary):
    commitment = promise(level=Level.PUBLIC)
    secret, shown = (
        actions.prove(
            commitment=commitment,
            title=title,
            upload=proof(),
            by=secretary,
            is_confidential=title == "Secret",
        )
        for title in ("Secret", "Photo")
    )
    assert client.get(secret.get_absolute_url()).status_code == 404
    answer = client.get(shown.get_absolute_url())
    assert b"".join(answer.streaming_content) == b"%PDF-1.7 proof"
    assert answer["Content-Disposition"].startswith("attachment")
    again = client.get(
        shown.get_absolute_url(), headers={"if-none-match": answer["ETag"]}
    )
    assert again.status_code == 304
    page = client.get(address(commitment)).content.decode()
    assert "Secret" not in page
    assert "Un fichier que seules les parties voient." in page


def test_a_refused_contest_keeps_what_was_typed(client, commitment, broker):
    client.force_login(broker)
    answer = client.post(address(commitment, "contest/"), {"words": "Rien n’est posé."})
    page = answer.content.decode()
    assert "On ne conteste que ce qui est déclaré réalisé." in page
    assert "Rien n’est posé." in page


def test_a_postponement_that_cannot_be_says_so_beside_the_form(
    client, commitment, secretary, today
):
    client.force_login(secretary)
    answer = client.post(
        address(commitment, "postpone/"),
        {"due_on": today.isoformat(), "words": "Matériel."},
    )
    assert "Un engagement se reporte à un jour plus tardif." in answer.content.decode()


def promise_data(brokers, region, day, **changes):
    return {
        "what": "Poser un panneau",
        "owner": region.pk,
        "counterparts": [brokers.pk],
        "due_on": day.isoformat(),
        "factor": 3,
        "level": "public",
    } | changes


def test_an_officer_records_a_promise(client, brokers, region, officer, today):
    client.force_login(officer)
    answer = client.post(
        "/commitments/new/", promise_data(brokers, region, today + timedelta(days=9))
    )
    commitment = Commitment.objects.get()
    assert answer.url == commitment.get_absolute_url()
    assert (commitment.owner, commitment.first_due_on, commitment.level) == (
        region,
        today + timedelta(days=9),
        "public",
    )


def test_a_partner_promises_for_its_own_organisation_alone(
    client, brokers, customs, region, broker, today
):
    client.force_login(broker)
    data = promise_data(brokers, region, today, counterparts=[customs.pk])
    client.post("/commitments/new/", data)
    assert Commitment.objects.count() == 0
    client.post("/commitments/new/", data | {"owner": brokers.pk})
    assert Commitment.objects.get().owner == brokers


def test_a_promise_for_yesterday_or_to_nobody_gets_a_sentence(
    client, brokers, region, officer, today
):
    client.force_login(officer)
    yesterday = today - timedelta(days=1)
    for changes, sentence in (
        ({"due_on": yesterday.isoformat()}, "Ce jour est déjà passé."),
        ({"counterparts": [region.pk]}, "propre bénéficiaire"),
        ({"counterparts": ["99999999999999999999"]}, "Poser un panneau"),
    ):
        data = promise_data(brokers, region, today, **changes)
        answer = client.post("/commitments/new/", data)
        assert sentence in answer.content.decode()
    assert Commitment.objects.count() == 0


def test_correcting_never_touches_words_or_dates(client, commitment, officer, today):
    client.force_login(officer)
    data = {"factor": 7, "level": "public", "what": "Autre", "due_on": "2030-01-01"}
    client.post(address(commitment, "correct/"), data)
    before, what = commitment.due_on, commitment.what
    commitment.refresh_from_db()
    assert (
        commitment.factor,
        commitment.level,
        commitment.due_on,
        commitment.what,
    ) == (
        7,
        "public",
        before,
        what,
    )
    assert Entry.objects.about(commitment).first().verb == "commitment.corrected"


def test_a_correction_stands_on_the_page_without_who_made_it(
    client, promise, office, officer
):
    commitment = promise(level="public")
    path = f"/en/commitments/{commitment.reference}/"
    assert client.get(path).context["changes"] == []

    actions.correct(commitment=commitment, factor=4, office=office, by=officer)
    page = client.get(path)
    assert page.context["changes"][0].values == [
        ("Key factor", "Transparency", "Automation"),
        ("Customs office", "–", "Diboli"),
    ]
    assert "What surrounds it was corrected" in page.text
    assert officer.name not in page.text


def test_a_promise_is_shared_by_a_plain_link(client, promise):
    commitment = promise(level=Level.PUBLIC)
    link = urlsplit(client.get(address(commitment)).context["whatsapp"])
    assert (link.scheme, link.netloc) == ("https", "wa.me")
    [text] = parse_qs(link.query)["text"]
    assert text == (
        f"{commitment.reference}\u00a0: {commitment.what}\n"
        f"http://testserver{address(commitment)}"
    )


def test_other_apps_tell_what_came_before_and_after(client, promise, monkeypatch):
    def minutes(commitment, user):
        yield loop.Link("Compte rendu", f"Pour {commitment}", "/before/")

    monkeypatch.setattr(loop, "BEFORE", [minutes])
    page = client.get(address(promise(level=Level.PUBLIC))).content.decode()
    assert '<a href="/before/">Pour E-' in page


def test_a_page_costs_the_same_whatever_its_history(
    client, queries, promise, proof, secretary
):
    commitment = promise(level=Level.PUBLIC)
    actions.prove(commitment=commitment, title="1", upload=proof(), by=secretary)
    few = queries(address(commitment))
    for title in "2345":
        actions.prove(commitment=commitment, title=title, upload=proof(), by=secretary)
    assert queries(address(commitment)) == few

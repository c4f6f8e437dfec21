import re
import subprocess
import sys

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import override

from notices.kinds import KINDS
from notices.models import Notice
from surveys import actions
from surveys.models import Level, Version
from surveys.snapshot import rebuild
from surveys.tasks import compute_waiting
from tests.surveys.conftest import put_out, small_version


def get(client, name, *args, status=200):
    response = client.get(reverse(f"surveys:{name}", args=args))
    assert response.status_code == status
    return response.content.decode()


def test_the_waves_are_listed(published, client):
    page = get(client, "index")
    assert "Vague 2022" in page
    assert "1 vague publiée" in page


def test_a_wave_shows_the_factors_and_both_groups(published, client):
    page = get(client, "wave", 2022)
    assert "Conduite et engagement des responsables" in page
    cell = published.cells.get(code="F1", group="officials", breakdown="")
    words = f"{cell.estimate}\u00a0% ({cell.low}–{cell.high})"
    assert words in page
    assert f'cx="{cell.estimate}%"' in page
    assert "viewBox" not in page.split("<table")[1].split("</table>")[0]
    assert "style=" not in page


def test_the_drawing_the_words_and_the_files_hold_the_same_number(published, client):
    page = get(client, "question", 2022, "O1")
    for cell in published.cells.filter(code="O1", status=""):
        assert f'cx="{cell.estimate}%"' in page
        assert f"{cell.estimate}\u00a0% ({cell.low}–{cell.high})" in page


@pytest.mark.parametrize(
    ("name", "args"),
    [
        ("factor", [3]),
        ("question", ["P1"]),
        ("methodology", []),
        ("restitution", []),
        ("a4", []),
    ],
)
def test_each_page_works_in_both_languages(published, client, name, args):
    address = reverse(f"surveys:{name}", args=[2022, *args])
    assert client.get(address).status_code == 200
    assert client.get(f"/en{address}").status_code == 200


@pytest.mark.parametrize(
    ("name", "args"),
    [("factor", [11]), ("question", ["X"]), ("comparison", [2020]), ("version", ["9"])],
)
def test_what_is_not_there_is_not_found(published, client, name, args):
    get(client, name, 2022, *args, status=404)


def test_a_hidden_figure_reads_suppressed_and_has_no_drawing(published, client):
    page = get(client, "question", 2022, "P1")
    row = re.search(r"<tr>\s*<th scope=\"row\">Kayes.*?</tr>", page, re.S)[0]
    assert "masqué [c]" in row
    assert "<svg" not in row


def test_a_question_for_customs_only_is_hidden_from_others(
    survey_analyst, survey_approver, client, broker, secretary
):
    draft = small_version(survey_analyst)
    actions.set_levels(
        version=draft, questions={"O1": Level.CUSTOMS}, breakdowns={}, by=survey_analyst
    )
    compute_waiting()
    actions.submit(version=draft, by=survey_analyst)
    put_out(draft, survey_approver)
    get(client, "question", 2022, "O1", status=404)
    client.force_login(broker)
    get(client, "question", 2022, "O1", status=404)
    client.force_login(secretary)
    get(client, "question", 2022, "O1")


def test_an_old_version_keeps_its_address_under_a_banner(
    published, survey_analyst, survey_approver, client
):
    draft = actions.start_correction(
        version=published, is_correction=True, note="Énoncé repris", by=survey_analyst
    )
    actions.compute(version=draft, rebuild=rebuild)
    actions.submit(version=draft, by=survey_analyst)
    put_out(draft, survey_approver)
    old = get(client, "version", 2022, "1.0.0")
    assert "C’est une version ancienne." in old
    assert "/surveys/2022/v1.0.1/" in old
    assert "Énoncé repris" in get(client, "wave", 2022)
    get(client, "download", 2022, "1.0.0", "results.csv")


def test_withdrawn_figures_leave_their_address_and_a_reason(
    published, survey_approver, client
):
    actions.withdraw(version=published, reason="Erreur de collecte", by=survey_approver)
    page = get(client, "version", 2022, "1.0.0")
    assert "Erreur de collecte" in page
    assert "<table" not in page
    led = client.get(reverse("surveys:wave", args=[2022]))
    assert led.url == published.get_absolute_url()
    get(client, "download", 2022, "1.0.0", "results.csv", status=404)


def test_two_waves_are_compared_with_their_samples(
    survey_analyst, survey_approver, client
):
    for year in (2020, 2022):
        version = small_version(survey_analyst, year=year)
        actions.submit(version=version, by=survey_analyst)
        put_out(version, survey_approver)
    page = get(client, "comparison", 2022, 2020)
    assert "aucune évolution montrée 0 (" in page
    assert "Composition de l’échantillon, 2020" in page


def test_another_mode_of_collection_breaks_the_series(survey_analyst, survey_approver):
    for year, mode in ((2020, "tablet"), (2022, "online")):
        version = small_version(survey_analyst, year=year, mode=mode)
        actions.submit(version=version, by=survey_analyst)
        put_out(version, survey_approver)
    changes = Version.objects.get(wave__year=2022).changes.filter(kind="change")
    assert {(c.broken_by, c.verdict, c.d) for c in changes} == {("mode", "", None)}


def test_the_desk_shows_what_would_hide_and_why(in_review, survey_approver, client):
    client.force_login(survey_approver)
    page = get(client, "desk", 2022)
    assert "Ce qui serait masqué et pourquoi" in page
    assert "Moins de réponses que le minimum." in page


def test_a_step_is_taken_on_the_desk(
    in_review, survey_approver, survey_analyst, client
):
    address = reverse("surveys:step", args=[2022, "approve"])
    client.force_login(survey_analyst)
    assert client.post(address).status_code == 403
    client.force_login(survey_approver)
    assert client.post(address).status_code == 302
    in_review.refresh_from_db()
    assert in_review.state == Version.State.APPROVED
    past = client.post(
        reverse("surveys:step", args=[2022, "schedule"]),
        {"schedule-publish_at": "2020-01-01T10:00"},
    )
    assert "doit être à venir" in past.content.decode()


def test_a_wave_is_drafted_and_its_parameters_changed(survey_analyst, client):
    client.force_login(survey_analyst)
    typed = {
        "year": 2030,
        "title": "Vague 2030",
        "mode": "online",
        "starts_on": "2030-03-01",
        "ends_on": "2030-03-31",
        "minimum": 9,
        "weak_level": 50,
    }
    refused = client.post(reverse("surveys:new"), typed)
    assert "Moins de 10 réponses" in refused.content.decode() or "10" in str(
        refused.context["form"].errors
    )
    assert (
        client.post(reverse("surveys:new"), typed | {"minimum": 12}).status_code == 302
    )
    saved = client.post(
        reverse("surveys:parameters", args=[2030]), typed | {"minimum": 15}
    )
    assert saved.status_code == 302
    assert Version.objects.get().minimum == 15


def test_strangers_and_partners_have_no_desk(published, client, broker):
    assert client.get(reverse("surveys:desk", args=[2022])).status_code == 302
    client.force_login(broker)
    get(client, "desk", 2022, status=403)


def test_the_list_asks_as_often_for_three_waves_as_for_one(
    survey_analyst, survey_approver, client
):
    def ask():
        with CaptureQueriesContext(connection) as queries:
            get(client, "index")
        return len(queries)

    counts = []
    for year in (2020, 2022, 2024):
        version = small_version(survey_analyst, year=year)
        actions.submit(version=version, by=survey_analyst)
        put_out(version, survey_approver)
        counts.append(ask())
    assert counts[0] == counts[2]


def test_a_web_process_never_loads_scipy():
    code = (
        "import django, sys; django.setup();"
        "import portal.wsgi, portal.urls, surveys.views, surveys.tasks;"
        "print('scipy' in sys.modules)"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert ran.stdout.strip() == "False"


def test_the_letter_tells_partners_in_their_language(published, broker, carrier):
    for reader, subject in (
        (broker, "Résultats publiés\u00a0: Vague 2022"),
        (carrier, "Survey results published: Wave 2022"),
    ):
        notice = Notice(
            kind="surveys.published",
            about=published,
            name=reader.name,
            language=reader.language,
        )
        with override(reader.language):
            letter = KINDS["surveys.published"].letter(notice)
        assert letter.subject == subject
        assert "/surveys/2022/v1.0.0/" in letter.text

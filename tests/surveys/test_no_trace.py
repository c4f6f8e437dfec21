"""After an import no answer of anybody is in the database, the files, the logs, the broker."""

import logging
import tempfile
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.urls import reverse

from surveys import bell
from surveys.models import Import, Version
from tests.surveys.conftest import CODEBOOK, small_rows

MARK = "Zanzibar-7391"


@pytest.fixture
def sent(monkeypatch):
    """What is put to the broker, instead of a broker."""
    messages = []
    monkeypatch.setattr(
        bell.current_app, "send_task", lambda *args, **kw: messages.append((args, kw))
    )
    return messages


def everything_stored():
    """Each text of each table, as one text."""
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            found += [str(row) for row in cursor.fetchall()]
    return "\n".join(found)


def upload(client, answers):
    return client.post(
        reverse("surveys:import", args=[2022]),
        {
            "codebook": SimpleUploadedFile("codebook.csv", CODEBOOK.encode()),
            "answers": SimpleUploadedFile("answers.csv", answers.encode()),
        },
    )


def test_no_row_is_left_anywhere(
    draft,
    survey_analyst,
    client,
    settings,
    tmp_path,
    monkeypatch,
    caplog,
    sent,
    django_capture_on_commit_callbacks,
):
    """The file is larger than what Django keeps in memory by itself."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    settings.MEDIA_ROOT = tmp_path / "media"
    caplog.set_level(logging.DEBUG)
    rows = small_rows().splitlines()
    unusual = [f"officials,F,Bamako,1.2345,{n % 5 + 1},3," for n in range(130_000)]
    answers = "\n".join(rows + unusual)
    assert len(answers) > settings.FILE_UPLOAD_MAX_MEMORY_SIZE
    client.force_login(survey_analyst)

    response = upload(client, answers)
    kept = Import.objects.get(version=draft, confirmed_at=None)
    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("surveys:confirm", args=[2022, kept.pk]))

    assert response.status_code == 200
    stored = everything_stored() + caplog.text + str(sent)
    assert "officials,F,Bamako" not in stored
    assert [path for path in Path(tmp_path).rglob("*") if path.is_file()] == []
    assert sent == [(("surveys.tasks.compute", [draft.pk]), {"retry": False})]


def test_a_wrong_value_is_answered_and_never_kept(
    draft, survey_analyst, client, caplog, sent
):
    caplog.set_level(logging.DEBUG)
    client.force_login(survey_analyst)
    response = upload(
        client,
        small_rows().replace("officials,F,Kayes,1,1,1,", f"{MARK},F,Kayes,1,1,1,", 1),
    )

    assert MARK in response.content.decode()
    assert MARK not in everything_stored() + caplog.text
    kept = Import.objects.filter(version=draft).latest("pk")
    assert kept.problems == [{"row": 2, "column": "group", "rule": "group"}]
    assert kept.aggregate is None


def test_an_upload_without_its_token_is_refused(draft, survey_analyst):
    client = Client(enforce_csrf_checks=True)
    client.force_login(survey_analyst)
    assert upload(client, small_rows()).status_code == 403


def test_a_file_too_large_is_not_read(draft, survey_analyst, client, monkeypatch):
    monkeypatch.setattr("surveys.upload.MAX_BYTES", 10)
    client.force_login(survey_analyst)
    response = upload(client, small_rows())
    assert "dépasse la taille" in response.content.decode()


def test_nobody_else_imports(draft, survey_approver, officer, broker, client):
    for reader in (survey_approver, officer, broker):
        client.force_login(reader)
        assert upload(client, small_rows()).status_code == 403
    assert Version.objects.count() == 1

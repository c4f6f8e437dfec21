"""Private files in a shared bucket: the same doors, and nothing kept half."""

from urllib.error import HTTPError
from urllib.request import urlopen

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.imports.storage import WaitingRoom
from meetings.actions.meeting import convene
from meetings.actions.papers import add_paper
from meetings.models import Paper
from portal.environment import bucket as read_address
from tests.meetings.test_papers import PDF, upload

pytestmark = pytest.mark.servers


@pytest.fixture
def shared(settings, bucket, tmp_path):
    """The portal as S3_URL makes it; nothing may reach the disk of this machine."""
    settings.S3_URL = bucket.url
    settings.MEDIA_ROOT = tmp_path
    settings.STORAGES = settings.STORAGES | {
        "default": {
            "BACKEND": "portal.bucket.PrivateBucket",
            "OPTIONS": read_address(bucket.url),
        }
    }
    yield bucket
    assert list(tmp_path.iterdir()) == []


@pytest.fixture
def paper(shared, meeting, broker, officer):
    convene(meeting=meeting, by=officer)
    return add_paper(
        meeting=meeting, title="Ordre du jour", upload=upload(), by=officer
    )


def test_a_file_lies_in_the_bucket_and_opens_through_its_view_alone(
    client, shared, paper, broker, carrier
):
    assert paper.file.name in shared.names()
    with pytest.raises(ValueError, match="no address of its own"):
        _ = paper.file.url
    with pytest.raises(HTTPError, match="400"):
        urlopen(f"{shared.endpoint}/{shared.NAME}/{paper.file.name}")

    client.force_login(carrier)
    assert client.get(f"/meetings/papers/{paper.pk}/").status_code == 404
    client.force_login(broker)
    page = client.get(f"/meetings/papers/{paper.pk}/")

    assert (page.status_code, page.getvalue()) == (200, PDF)
    assert page.headers["Content-Length"] == str(len(PDF))


def test_a_file_that_is_gone_is_not_found(client, paper, officer):
    paper.file.storage.delete(paper.file.name)
    client.force_login(officer)

    assert client.get(f"/meetings/papers/{paper.pk}/").status_code == 404


def test_what_waits_for_a_confirmation_is_read_on_any_machine(shared):
    here = WaitingRoom()
    here.save(b"Sigle;Nom")
    there = WaitingRoom(name=here.name)

    assert there.read() == b"Sigle;Nom"
    there.remove()
    with pytest.raises(FileNotFoundError):
        here.read()


def test_while_the_store_is_away_nothing_is_promised_and_it_comes_back(
    client, shared, paper, officer
):
    client.force_login(officer)
    client.raise_request_exception = False
    address = f"/meetings/papers/{paper.pk}/"
    add = f"{paper.meeting.get_absolute_url()}papers/add/"
    sent = {"title": "Carte", "file": SimpleUploadedFile("carte.pdf", PDF)}

    shared.kill()
    try:
        read, written = client.get(address), client.post(add, sent)
        ready = client.get("/readyz")
    finally:
        shared.start()

    assert (read.status_code, read.headers["Retry-After"]) == (503, "30")
    assert (written.status_code, Paper.objects.count()) == (503, 1)
    assert (ready.status_code, ready.json()["files"]) == (503, "down")
    assert client.get(address).getvalue() == PDF
    assert client.get("/readyz").json()["files"] == "ok"


@pytest.mark.parametrize(
    "address",
    [
        "s3.example.org/files",
        "s3://key:secret@s3.example.org/files",
        "https://s3.example.org/files",
        "https://key@s3.example.org/files",
        "https://key:secret@s3.example.org/",
    ],
)
def test_an_address_that_lacks_a_part_stops_the_start(address):
    with pytest.raises(ImproperlyConfigured, match="S3_URL must look like https://"):
        read_address(address)


def test_an_address_names_bucket_folder_and_region():
    address = "https://key:a%2Fb%2B@s3.example.org:9000/files/portal?region=eu-west-1"

    assert read_address(address) == {
        "endpoint_url": "https://s3.example.org:9000",
        "access_key": "key",
        "secret_key": "a/b+",
        "bucket_name": "files",
        "location": "portal",
        "region_name": "eu-west-1",
    }

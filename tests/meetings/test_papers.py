"""Papers: judged by content, kept with a fingerprint, served to who sees the meeting."""

import hashlib
import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.translation import override

from accounts.uploads import extension, safe_name
from audit.models import Entry
from audit.refusal import Refused
from meetings import links
from meetings.actions.papers import add_paper, withdraw_paper
from meetings.models import Meeting, Paper

PDF = b"%PDF-1.7 hello"


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def packed(*names, mimetype=None):
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        if mimetype:
            archive.writestr("mimetype", mimetype)
        for name in names:
            archive.writestr(name, "x")
    return data.getvalue()


def upload(content=PDF, name="Ordre du jour.pdf"):
    file = SimpleUploadedFile(name, content)
    file.extension = extension(file, name)
    return file


def kept(paper):
    with paper.file.open() as file:
        return file.read()


@pytest.fixture
def paper(convened, officer):
    return add_paper(
        meeting=convened, title="Ordre du jour", upload=upload(), by=officer
    )


OFFICE = "[Content_Types].xml"


@pytest.mark.parametrize(
    ("content", "name", "expected"),
    [
        (PDF, "a.pdf", "pdf"),
        (PDF, "a.exe", "pdf"),
        (b"\x89PNG\r\n\x1a\n...", "a.png", "png"),
        (b"\xff\xd8\xff\xe0...", "a.jpeg", "jpg"),
        (packed(OFFICE, "word/document.xml"), "a.docx", "docx"),
        (packed(OFFICE, "xl/workbook.xml"), "a.xlsx", "xlsx"),
        (packed(OFFICE, "ppt/presentation.xml"), "a.pptx", "pptx"),
        (packed(mimetype="application/vnd.oasis.opendocument.text"), "a.odt", "odt"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1..", "a.doc", "doc"),
        ("Numéro;Objet\n1;Transit".encode(), "a.csv", "csv"),
        ("Numéro".encode("cp1252"), "a.txt", "txt"),
        (b"MZ\x90\x00", "a.pdf", ""),
        (b"MZ\x90\x00", "a.txt", ""),
        (b"<script>alert(1)</script>", "a.html", ""),
        (b"PK\x03\x04 broken", "a.docx", ""),
        (packed("x.txt"), "a.zip", ""),
        (packed(mimetype="application/x-msdownload"), "a.odt", ""),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1..", "a.msi", ""),
        (b"", "a.pdf", ""),
    ],
)
def test_a_file_is_what_it_holds_not_what_it_is_called(content, name, expected):
    assert extension(SimpleUploadedFile(name, content), name) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\papiers\\Note n° 3.docx", "Note_n_3.pdf"),
        ("…", "document.pdf"),
        ("a" * 300 + ".pdf", "a" * 100 + ".pdf"),
        ('"; rm -rf.pdf', "_rm_-rf.pdf"),
    ],
)
def test_a_name_is_made_safe_and_ends_as_the_content_says(name, expected):
    assert safe_name(name, "pdf") == expected


def test_an_officer_adds_a_paper_and_its_fingerprint_is_kept(client, officer, convened):
    client.force_login(officer)
    page = f"{convened.get_absolute_url()}papers/add/"
    file = SimpleUploadedFile("Ordre du jour.pdf", PDF)
    response = client.post(page, {"title": "Ordre du jour", "file": file})

    paper = Paper.objects.get()
    assert response.status_code == 302
    assert (paper.title, paper.name, paper.content_type, paper.size) == (
        "Ordre du jour",
        "Ordre_du_jour.pdf",
        "application/pdf",
        len(PDF),
    )
    assert paper.sha256 == hashlib.sha256(PDF).hexdigest()
    assert kept(paper) == PDF
    assert Entry.objects.filter(verb="paper.added").count() == 1


def test_a_file_of_another_type_or_too_large_gets_a_sentence(
    client, officer, convened, settings
):
    client.force_login(officer)
    page = f"/en{convened.get_absolute_url()}papers/add/"
    wrong = {"title": "X", "file": SimpleUploadedFile("a.pdf", b"MZ\x90")}
    content = client.post(page, wrong).content.decode()
    assert "The content of this file is not of an accepted type." in content

    settings.PAPER_MAX_BYTES = 10
    large = {"title": "X", "file": SimpleUploadedFile("a.pdf", PDF)}
    content = client.post(page, large).content.decode()
    assert "at most 10\xa0bytes are accepted." in content
    assert not Paper.objects.exists()


def test_a_paper_is_downloaded_by_who_sees_the_meeting(client, paper, broker, carrier):
    address = f"/meetings/papers/{paper.pk}/"
    assert client.get(address).status_code == 404
    client.force_login(carrier)
    assert client.get(address).status_code == 404

    client.force_login(broker)
    response = client.get(address)
    assert b"".join(response.streaming_content) == PDF
    assert response["Content-Disposition"] == 'attachment; filename="Ordre_du_jour.pdf"'
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Type"] == "application/pdf"
    assert response["ETag"] == f'"{paper.sha256}"'

    again = client.get(address, headers={"if-none-match": response["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_a_paper_of_a_public_meeting_is_public(client, paper):
    Meeting.objects.update(level="public")

    response = client.get(f"/meetings/papers/{paper.pk}/")
    assert b"".join(response.streaming_content) == PDF


def test_a_guest_without_account_reads_papers_by_the_link_of_the_letter(
    client, paper, convened, delegate, officer, meeting
):
    token = links.token(delegate, convened)
    page = client.get(f"/meetings/answer/{token}/").content.decode()
    address = f"/meetings/answer/{token}/{paper.pk}/"
    assert address in page
    response = client.get(address)
    assert b"".join(response.streaming_content) == PDF
    assert response["Cache-Control"] == "no-store"

    Paper.objects.update(withdrawn_at=convened.created_at)
    assert client.get(address).status_code == 404
    Meeting.objects.update(state="cancelled")
    assert client.get(address).status_code == 410


def test_a_paper_is_withdrawn_and_its_file_kept(client, paper, officer, broker):
    address = f"/meetings/papers/{paper.pk}/withdraw/"
    client.force_login(broker)
    assert client.post(address).status_code == 403
    client.force_login(officer)
    assert client.get(address).status_code == 405
    assert client.post(address).status_code == 302

    paper.refresh_from_db()
    assert paper.withdrawn_at
    assert kept(paper) == PDF
    assert client.get(f"/meetings/papers/{paper.pk}/").status_code == 404


def test_papers_of_a_closed_meeting_are_settled(paper, officer):
    Meeting.objects.update(state="closed")
    settled = "The papers of this meeting can no longer be changed."

    with override("en"), pytest.raises(Refused, match=settled):
        withdraw_paper(paper=paper, by=officer)
    with override("en"), pytest.raises(Refused, match=settled):
        add_paper(meeting=paper.meeting, title="X", upload=upload(), by=officer)


def test_a_paper_is_withdrawn_once(paper, officer):
    withdraw_paper(paper=paper, by=officer)

    with override("en"), pytest.raises(Refused, match="withdrawn already"):
        withdraw_paper(paper=paper, by=officer)


def test_a_paper_whose_file_is_gone_is_not_found(client, paper, officer):
    paper.file.storage.delete(paper.file.name)
    client.force_login(officer)

    assert client.get(f"/meetings/papers/{paper.pk}/").status_code == 404

"""A file that somebody made up is refused in a sentence, never a breakdown."""

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse


def damaged(name):
    """A ZIP file whose only part says it is packed and cannot be unpacked."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, "application/vnd.oasis.opendocument.text" * 50)
    content = bytearray(data.getvalue())
    start = content.find(name.encode()) + len(name)
    content[start : start + 6] = b"\xff" * 6
    return bytes(content)


@pytest.mark.parametrize(
    ("address", "part", "file"),
    [
        ("paper_add", "mimetype", "ordre-du-jour.odt"),
        ("import", "xl/workbook.xml", "programme.xlsx"),
    ],
)
def test_a_damaged_file_is_refused_beside_its_field(
    client, officer, meeting, address, part, file
):
    client.force_login(officer)
    args = [meeting.programme.year]
    args += [meeting.pk] if address == "paper_add" else []
    upload = SimpleUploadedFile(file, damaged(part))
    answer = client.post(
        reverse(f"meetings:{address}", args=args), {"title": "x", "file": upload}
    )
    assert answer.status_code == 200
    assert list(answer.context["form"].errors) == ["file"]

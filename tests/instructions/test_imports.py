"""Word files become the text, PDFs are kept as the original."""

import zipfile
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from pypdf import PdfWriter

from instructions import actions

NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


TYPES = """<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>"""


RELS = """<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>"""


STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"


def word_file(body, namespace=NAMESPACE, **notes):
    """The smallest file that Word opens, with these paragraphs."""
    content = BytesIO()
    parts = {"document": f"<w:body>{body}</w:body>"} | notes
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("[Content_Types].xml", TYPES)
        archive.writestr("_rels/.rels", RELS)
        for name, inside in parts.items():
            archive.writestr(
                f"word/{name}.xml",
                f'<?xml version="1.0"?><w:{name} xmlns:w="{namespace}">'
                f"{inside}</w:{name}>",
            )
    return SimpleUploadedFile("projet.docx", content.getvalue())


def paragraph(text):
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def address(name, version, *args):
    slug, number = version.instruction.slug, version.number
    return reverse(f"instructions:{name}", args=[slug, number, *args])


def test_a_word_file_fills_the_form(client, text_editor, write):
    draft = write()
    client.force_login(text_editor)
    body = paragraph("Article 1er : Objet") + paragraph(
        "La visite est <brève>.".replace("<", "&lt;")
    )
    answer = client.post(address("import", draft), {"file": word_file(body)})

    assert answer.context["form"]["text"].value() == (
        "Article 1er : Objet\n\nLa visite est <brève>.\n"
    )
    assert answer.context["preview"]["parts"][0]["part"].title == "Objet"


GONE = '<w:p><w:del w:id="1"><w:r><w:delText>Non</w:delText></w:r></w:del></w:p>'
CELL = (
    '<w:tbl><w:tr><w:tc><w:tcPr><w:cellDel w:id="1"/></w:tcPr>{}</w:tc></w:tr></w:tbl>'
)


@pytest.mark.parametrize(
    "file",
    [
        word_file(GONE),
        word_file(GONE, STRICT),
        word_file(CELL.format(paragraph("Non"))),
        word_file(
            paragraph("Oui"), footnotes=f'<w:footnote w:id="2">{GONE}</w:footnote>'
        ),
    ],
    ids=["text", "strict format", "cell", "footnote"],
)
def test_a_word_file_with_tracked_changes_is_refused(client, text_editor, write, file):
    draft = write()
    client.force_login(text_editor)
    file.seek(0)
    answer = client.post(address("import", draft), {"file": file}, follow=True)

    assert "contient des modifications suivies" in answer.content.decode()


@pytest.mark.parametrize(
    "content", [b"", b"%PDF-1.7 broken", b"PK\x03\x04 broken", b"MZ"]
)
def test_a_file_that_cannot_be_read_is_refused(client, text_editor, write, content):
    draft = write()
    client.force_login(text_editor)
    file = SimpleUploadedFile("x.docx", content)
    answer = client.post(address("import", draft), {"file": file}, follow=True)

    assert answer.status_code == 200
    assert [m.level_tag for m in answer.context["messages"]] == ["error"]


def test_a_pdf_is_kept_as_the_original(client, text_editor, write, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    draft = write()
    content = BytesIO()
    pdf = PdfWriter()
    pdf.add_blank_page(200, 200)
    pdf.write(content)
    client.force_login(text_editor)
    file = SimpleUploadedFile("../signé.pdf", content.getvalue())
    client.post(address("import", draft), {"file": file})
    kept = client.get(address("pdf", draft))

    assert b"".join(kept.streaming_content) == content.getvalue()
    client.logout()
    assert client.get(address("pdf", draft)).status_code == 404


def pdf_with(words):
    """One page that says a few words, as small as a PDF can be."""
    stream = f"BT /F1 18 Tf 40 100 Td ({words}) Tj ET"
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 200]/Contents 4 0 R"
        "/Resources<</Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>>>",
        f"<</Length {len(stream)}>>stream\n{stream}\nendstream",
    ]
    body, places = "%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(body))
        body += f"{number} 0 obj{content}endobj\n"
    rows = "".join(f"{place:010d} 00000 n \n" for place in places)
    tail = f"trailer<</Size 5/Root 1 0 R>>\nstartxref\n{len(body)}\n%%EOF"
    return f"{body}xref\n0 5\n0000000000 65535 f \n{rows}{tail}".encode()


def test_the_words_of_the_original_pdf_are_found(
    client, text_editor, text_signatory, write, settings, tmp_path
):
    settings.MEDIA_ROOT = tmp_path
    draft = write()
    client.force_login(text_editor)
    file = SimpleUploadedFile("original.pdf", pdf_with("balise du corridor"))
    client.post(address("import", draft), {"file": file})
    actions.sign(version=draft, by=text_signatory)
    version = actions.publish(version=draft, by=text_editor)
    client.logout()
    library = reverse("instructions:library")
    found = client.get(library, {"q": "corridor"}).context["hits"]

    assert [hit.version for hit in found] == [version]
    assert f"PDF original, SHA-256 : {version.pdf_sha256}" in version.record


def test_a_word_file_keeps_its_headings_lists_and_tables(client, text_editor, write):
    draft = write()
    client.force_login(text_editor)
    cell = "<w:tc>{}</w:tc>".format
    row = f"<w:tr>{cell(paragraph('canal'))}{cell(paragraph('délai'))}</w:tr>"
    other = f"<w:tr>{cell(paragraph('vert'))}{cell(paragraph('aucun'))}</w:tr>"
    bold = "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>Sans frais.</w:t></w:r></w:p>"
    body = (
        paragraph("Article 1er : Canaux")
        + f"<w:tbl>{row}{other}</w:tbl>"
        + paragraph("Article 2. Frais")
        + bold
    )
    answer = client.post(address("import", draft), {"file": word_file(body)})
    parts = answer.context["preview"]["parts"]

    assert [p["part"].heading for p in parts] == [
        "Article 1er. Canaux",
        "Article 2. Frais",
    ]
    assert "<td>aucun</td>" in parts[0]["html"]
    assert "<strong>Sans frais.</strong>" in parts[1]["html"]

"""A page becomes a PDF where the machine has Pango, and asks nobody for anything."""

import io
import subprocess
import sys
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from django.http import Http404
from django.utils.translation import override
from pypdf import PdfReader

from meetings import documents
from tests.fixtures import missing

PANGO = "apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"


@pytest.fixture
def pango():
    if not documents.is_possible():
        missing("Pango, which sets PDF documents in type", PANGO)


@pytest.fixture
def template(tmp_path, settings):
    """A template that exists for one test."""

    def write(content):
        (tmp_path / "paper.html").write_text(
            '{% extends "document.html" %}'
            "{% block title %}Compte rendu{% endblock %}"
            f"{{% block content %}}{content}{{% endblock %}}"
        )
        engine = settings.TEMPLATES[0]
        settings.TEMPLATES = [{**engine, "DIRS": [*engine["DIRS"], tmp_path]}]
        return "paper.html"

    return write


@pytest.fixture
def asked():
    """What a server of this machine was asked for, and its address."""
    paths = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            paths.append(self.path)
            self.send_error(404)

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield paths, f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def read(data):
    return PdfReader(io.BytesIO(data))


def test_a_document_has_its_title_its_language_and_its_pages(pango, template, rf):
    name = template("<h1>Présence</h1>" + "<p>Séance levée à 12 h 30.</p>" * 80)

    with override("fr"):
        response = documents.pdf_response(rf.get("/"), name, {}, "compte-rendu")

    document = read(response.content)
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == 'inline; filename="compte-rendu.pdf"'
    assert document.metadata.title.startswith("Compte rendu – ")
    assert document.trailer["/Root"]["/Lang"] == "fr"
    assert document.trailer["/Root"]["/MarkInfo"]["/Marked"]
    pages = [page.extract_text() for page in document.pages]
    assert len(pages) > 1
    assert "Présence" in pages[0]
    assert all(f"{n} / {len(pages)}" in text for n, text in enumerate(pages, 1))


def test_a_document_fetches_nothing(pango, template, asked, tmp_path):
    paths, address = asked
    (tmp_path / "secret.png").write_bytes(b"x")
    name = template(
        f'<img src="{address}/a.png" alt="ici"><img src="{tmp_path.as_uri()}/secret.png">'
        f'<link rel="stylesheet" href="{address}/b.css"><p>Fin</p>'
    )

    assert "Fin" in read(documents.pdf(name, {})).pages[0].extract_text()
    assert paths == []


def test_without_pango_there_is_no_document(rf, monkeypatch):
    monkeypatch.setattr(documents, "LIBRARIES", ["libpango-of-no-machine.so.0"])
    documents.is_possible.cache_clear()
    try:
        assert not documents.is_possible()
        with pytest.raises(Http404):
            documents.pdf_response(rf.get("/"), "document.html", {}, "x")
    finally:
        documents.is_possible.cache_clear()


def test_the_web_starts_without_loading_what_sets_documents():
    code = (
        "import sys, django; django.setup(); import portal.urls, meetings.documents;"
        "sys.exit('weasyprint' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0

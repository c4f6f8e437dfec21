"""What a collector of errors receives, from a real report over HTTP."""

import gzip
import os
import subprocess
import sys
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import brotli
import pytest

UNPACK = {"gzip": gzip.decompress, "br": brotli.decompress, None: bytes}
SCRIPT = """
import django; django.setup()
from django.contrib.auth.decorators import login_not_required
from django.test import Client
from django.urls import path
from portal import urls

@login_not_required
def fails(request, token):
    typed = request.POST["words"]
    raise ValueError(f"cannot write to aminata@example.org about {token[:0]}{request.path}")

urls.urlpatterns.insert(0, path("answer/<token>/", fails))
Client(raise_request_exception=False).post(
    "/answer/s3cret/?q=Coulibaly", {"words": "typed by somebody"}
)
import sentry_sdk
sentry_sdk.flush(10)
"""


@pytest.fixture
def collector():
    """A server that keeps what is posted to it."""
    kept = []

    class Keep(BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"]))
            kept.append(UNPACK[self.headers.get("Content-Encoding")](body).decode())
            self.send_response(200)
            self.end_headers()

        def log_message(self, *args):
            pass

    with HTTPServer(("127.0.0.1", 0), Keep) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://key@127.0.0.1:{server.server_port}/1", kept
        server.shutdown()


@pytest.mark.parametrize("is_named", [True, False])
def test_an_error_is_reported_where_a_collector_is_named_and_without_people(
    collector, tmp_path, is_named
):
    address, kept = collector
    settings = {"DJANGO_SETTINGS_MODULE": "tests.settings", "DATA_DIR": str(tmp_path)}
    on_sqlite = {"DATABASE_URL": "", "PGDATABASE": "", "REDIS_URL": ""}
    named = {"SENTRY_DSN": address if is_named else ""}
    subprocess.run(
        [sys.executable, "-c", SCRIPT],
        env=os.environ | settings | on_sqlite | named,
        check=True,
        capture_output=True,
    )

    told = "\n".join(kept)
    assert ("ValueError" in told) is is_named
    assert ("/answer/*/" in told) is is_named
    for secret in ("s3cret", "Coulibaly", "typed by", "aminata"):
        assert secret not in told

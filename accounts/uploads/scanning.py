"""What an anti-virus thinks of a file, where CLAMD_URL names one.

clamd takes it by INSTREAM: pieces with their length before, an empty one at the end.
"""

import logging
import socket
import struct
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext as _

PIECE = 64 * 1024
SECONDS = 20
log = logging.getLogger(__name__)


def harm_found(file):
    """Why the scanner refuses the file; without its answer nothing is taken."""
    if not settings.CLAMD_URL:
        return ""
    try:
        answer = ask(file)
    except OSError as error:
        log.error("clamd does not answer: %s", error)
        answer = ""
    if answer.endswith(" FOUND"):
        log.warning("clamd: %s", answer)
        return _("The anti-virus refuses this file.")
    if answer != "stream: OK":
        return _("Files cannot be checked for viruses just now: try again later.")
    return ""


def ask(file):
    file.seek(0)
    with connected(urlsplit(settings.CLAMD_URL)) as clamd:
        clamd.sendall(b"zINSTREAM\0")
        while piece := file.read(PIECE):
            clamd.sendall(struct.pack("!L", len(piece)) + piece)
        clamd.sendall(struct.pack("!L", 0))
        return answer_of(clamd)


def connected(url):
    if url.scheme == "tcp":
        return socket.create_connection((url.hostname, url.port or 3310), SECONDS)
    clamd = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    try:
        clamd.settimeout(SECONDS)
        clamd.connect(url.path)
    except OSError:
        clamd.close()
        raise
    return clamd


def answer_of(clamd):
    answer = b""
    while piece := clamd.recv(1024):
        answer += piece
    return answer.decode(errors="replace").rstrip("\0").strip()

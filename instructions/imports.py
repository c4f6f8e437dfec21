"""Word files become Markdown, PDFs are kept as they are and read for search."""

import hashlib
import re
import zipfile
from dataclasses import dataclass
from html.parser import HTMLParser
from io import BytesIO
from xml.etree import ElementTree

import mammoth
from django.conf import settings
from django.utils.translation import gettext as _
from pypdf import PdfReader
from pypdf.errors import PyPdfError

from accounts.uploads import extension, harm_found, harm_in
from instructions.text.markup import safe

# Word has two namespaces: that of every day, and that of its strict format.
WORD = (
    "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}",
    "{http://purl.oclc.org/ooxml/wordprocessingml/main}",
)
CHANGES = ("ins", "del", "moveFrom", "moveTo", "cellIns", "cellDel", "cellMerge")
TRACKED = {f"{space}{name}" for space in WORD for name in CHANGES}
# What is read of the file: notes hold words of the text as well.
READ = re.compile(r"word/(?:document|footnotes|endnotes)\d*\.xml")
MOST_TEXT = 1_000_000


class Unreadable(Exception):
    """Why a file cannot be taken, in a sentence for the reader."""


@dataclass(frozen=True)
class Imported:
    """What a file gave: a Markdown text, or a PDF with its words."""

    name: str
    markdown: str = ""
    pdf: bytes = b""
    pdf_text: str = ""

    @property
    def sha256(self):
        return hashlib.sha256(self.pdf).hexdigest()


def read(file):
    """Tell a file by its content, never by its name alone."""
    if file.size > settings.PAPER_MAX_BYTES:
        raise Unreadable(_("The file is larger than 10 MB."))
    content = file.read()
    kind = extension(file, file.name)
    if kind in {"docx", "pdf"} and (harm := harm_in(file, kind) or harm_found(file)):
        raise Unreadable(harm)
    if content.startswith(b"%PDF-"):
        return Imported(safe_name(file.name), pdf=content, pdf_text=pdf_words(content))
    if content.startswith(b"PK\x03\x04"):
        return Imported(safe_name(file.name), markdown=word_text(content))
    raise Unreadable(_("This is neither a Word file (.docx) nor a PDF."))


def safe_name(name):
    return re.sub(r"[^\w. -]", "_", name.rsplit("/", 1)[-1])[-120:]


def pdf_words(content):
    try:
        pages = PdfReader(BytesIO(content)).pages
        return "\n".join(page.extract_text() for page in pages)[:MOST_TEXT]
    except (PyPdfError, ValueError, KeyError, TypeError, RecursionError) as error:
        raise Unreadable(_("This PDF cannot be read.")) from error


def word_text(content):
    """The Markdown of a Word file; a file with tracked changes is refused."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            parts = [
                archive.read(name) for name in archive.namelist() if READ.match(name)
            ]
        if any(is_tracked(part) for part in parts):
            raise Unreadable(
                _(
                    "The Word file holds tracked changes: accept or reject them all in Word first, or deleted words would silently come back."
                )
            )
        html = mammoth.convert_to_html(BytesIO(content)).value
    except (zipfile.BadZipFile, KeyError, ElementTree.ParseError) as error:
        raise Unreadable(_("This Word file cannot be read.")) from error
    return markdown_of(safe(html))


def is_tracked(part):
    return any(node.tag in TRACKED for node in ElementTree.fromstring(part).iter())  # noqa: S314


class Writer(HTMLParser):
    """Writes the few tags that survive the sanitiser as Markdown."""

    MARKS = {"strong": "**", "em": "*", "code": "`"}

    def __init__(self):
        super().__init__()
        self.out, self.lists, self.row = [], [], None
        self.is_first_row = False

    def handle_starttag(self, tag, attrs):
        if tag in self.MARKS:
            self.out.append(self.MARKS[tag])
        elif re.fullmatch("h[1-6]", tag):
            self.out.append(f"\n\n{'#' * int(tag[1])} ")
        elif tag in {"ul", "ol"}:
            self.lists.append([tag, 0])
            self.out.append("\n" if len(self.lists) == 1 else "")
        elif tag == "li" and self.lists:
            self.lists[-1][1] += 1
            kind, number = self.lists[-1]
            bullet = f"{number}." if kind == "ol" else "-"
            self.out.append(f"\n{'   ' * (len(self.lists) - 1)}{bullet} ")
        elif tag == "table":
            self.is_first_row = True
            self.out.append("\n\n")
        elif tag == "tr":
            self.row = 0
        elif tag in {"td", "th"}:
            self.row = (self.row or 0) + 1
            self.out.append("| ")
        elif tag == "p" and self.row is None and not self.lists:
            self.out.append("\n\n")
        elif tag == "br":
            self.out.append(" " if self.row is not None else "\\\n")

    def handle_endtag(self, tag):
        if tag in self.MARKS:
            self.out.append(self.MARKS[tag])
        elif tag in {"ul", "ol"} and self.lists:
            self.lists.pop()
            self.out.append("\n")
        elif tag in {"td", "th"}:
            self.out.append(" ")
        elif tag == "tr":
            self.out.append("|\n")
            if self.is_first_row:
                self.out.append(f"|{'---|' * (self.row or 1)}\n")
                self.is_first_row = False
            self.row = None

    def handle_data(self, data):
        text = re.sub(r"\s+", " ", data)
        self.out.append(text.replace("|", "/") if self.row is not None else text)


def markdown_of(html):
    writer = Writer()
    writer.feed(html)
    writer.close()
    text = "".join(writer.out)
    return re.sub(r"\n{3,}", "\n\n", text).strip() + "\n"

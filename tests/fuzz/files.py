"""Files that somebody damaged, by chance or with care."""

import io
import zipfile
from pathlib import Path

from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import strategies as st

from accounts.tables import xlsx_bytes
from tests.fuzz.values import ANYTHING, FORMULAS, SCRIPTS
from tests.instructions.test_imports import paragraph, word_file

DATA = Path(__file__).parent.parent / "data"
HEADERS = ["Date", "Début", "Fin", "Type", "Objet"]
SOUND = [
    ("a.csv", (DATA / "programme-2027.csv").read_bytes()[:4000]),
    ("a.xlsx", (DATA / "programme-2027.xlsx").read_bytes()),
    ("b.xlsx", xlsx_bytes([HEADERS, [*FORMULAS[:5]], [*SCRIPTS[:5]]], "x", [9] * 5)),
    ("a.docx", word_file(paragraph("&lt;svg/onload=fuzz()&gt;")).read()),
    ("a.pdf", b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\ntrailer<<>>"),
    ("a.csv", (DATA / "spid-codebook.csv").read_bytes()[:3000]),
    ("a.csv", (DATA / "spid-2024-respondents.csv").read_bytes()[:3000]),
    ("a.csv", "\n".join(";".join([text] * 5) for text in FORMULAS).encode()),
    ("a.png", b"\x89PNG\r\n\x1a\n"),
    ("empty.csv", b""),
]
DAMAGE = st.lists(
    st.tuples(
        st.floats(0, 1), st.binary(max_size=6) | st.just(b"\x00\xff"), st.booleans()
    ),
    max_size=4,
)


def damaged(content, damages):
    """Some bytes written over, or slipped in, anywhere."""
    for place, piece, is_inserted in damages:
        at = int(place * len(content))
        content = content[:at] + piece + content[at + (not is_inserted) * len(piece) :]
    return content


def damaged_inside(content, damages):
    """The same in each part of an office file, packed again without a flaw."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            new.writestr(name, damaged(old.read(name), damages))
    return out.getvalue()


@st.composite
def files(draw):
    name, content = draw(st.sampled_from(SOUND))
    damages = draw(DAMAGE)
    if content.startswith(b"PK") and draw(st.booleans()):
        content = damaged_inside(content, damages)
    else:
        content = damaged(content, damages)
    typed = draw(st.just(name) | ANYTHING.map(lambda text: text[:80] + name[-5:]))
    typed = typed.encode("utf-8", "replace").decode().replace("\x00", "")
    return SimpleUploadedFile(typed or "x", content)

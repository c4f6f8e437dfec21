"""The picture that a shared link shows: the ten factors of both groups, 1200 × 630.

Pillow's own font has no accents, and no other font is sure to be on the machine: the
accents are drawn above the letters.
"""

import io
import unicodedata

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override
from PIL import Image, ImageDraw, ImageFont

from commitments.factors import Factor
from surveys.models import Cell, Group, Level

PAPER, INK, MUTED, LINE = "#fbfaf6", "#1b231f", "#434d47", "#d8d4c7"
COLOURS = {Group.OFFICIALS: "#0b4f36", Group.PRIVATE: "#9a5f0b"}
WIDTH, HEIGHT = 1200, 630
LEFT, RIGHT, TOP, STEP = 560, 1140, 170, 42
ACCENTS = {
    "\u0301": [(0.35, 1.0), (0.75, 0.0)],
    "\u0300": [(0.65, 1.0), (0.25, 0.0)],
    "\u0302": [(0.2, 1.0), (0.5, 0.0), (0.8, 1.0)],
    "\u0308": [(0.15, 0.5), (0.3, 0.5), None, (0.7, 0.5), (0.85, 0.5)],
    "\u0327": [(0.5, 5.0), (0.6, 5.6), (0.4, 6.2)],
}


def write(draw, place, text, size, fill=INK):
    """Draw a line of text, accents by hand."""
    font = ImageFont.load_default(size)
    (x, y), width = place, 0
    for letter in unicodedata.normalize("NFD", text.replace("\u00a0", " ")):
        if letter in ACCENTS:
            strokes(draw, ACCENTS[letter], (x - width, y), (width, size), fill)
            continue
        width = font.getlength(letter)
        draw.text((x, y), letter, fill, font)
        x += width


def strokes(draw, points, origin, extent, fill):
    """The lines of one accent, over the box of its letter."""
    (x, y), (width, size) = origin, extent
    line = []
    for point in [*points, None]:
        if point is None:
            draw.line(line, fill, max(2, size // 12))
            line = []
        else:
            line.append((x + point[0] * width, y + size * (0.13 + 0.13 * point[1])))


def at(share):
    return LEFT + (RIGHT - LEFT) * share / 100


def share_picture(version):
    """A PNG of what the public sees, in French."""
    image = Image.new("RGB", (WIDTH, HEIGHT), PAPER)
    draw = ImageDraw.Draw(image)
    with override("fr"):
        head(draw, version)
        for row, factor in enumerate(Factor):
            write(draw, (60, TOP + row * STEP), str(factor.label), 24)
        for share in (0, 50, 100):
            draw.line([at(share), TOP - 8, at(share), TOP + 10 * STEP - 8], LINE, 2)
            write(draw, (at(share) - 14, TOP + 10 * STEP - 4), str(share), 18, MUTED)
        for cell in cells(version):
            mark(draw, cell)
    out = io.BytesIO()
    image.quantize(32).save(out, "PNG", optimize=True)
    return out.getvalue()


def cells(version):
    return version.cells.factors().national().filter(level=Level.PUBLIC).defer("exact")


def head(draw, version):
    draw.rectangle([0, 0, WIDTH, 14], COLOURS[Group.OFFICIALS])
    write(draw, (60, 38), version.wave.title, 40)
    words = settings.PORTAL_NAME.replace("–", "-")
    if version.wave.is_fictitious:
        words = f"{words} - {_('fictitious figures')}"
    write(draw, (60, 100), words, 24, MUTED)
    for offset, group in enumerate(Group):
        write(draw, (LEFT + 260 * offset, 136), group.label, 20, COLOURS[group])


def mark(draw, cell):
    """The interval as a line, the estimate as a circle or a diamond."""
    if cell.status not in (Cell.Status.SHOWN, Cell.Status.CAUTION):
        return
    group = Group(cell.group)
    y = TOP + (cell.factor - 1) * STEP + (8 if group == Group.OFFICIALS else 24)
    x, r = at(cell.estimate), 7
    draw.line([at(cell.low), y, at(cell.high), y], COLOURS[group], 4)
    if group == Group.OFFICIALS:
        draw.ellipse([x - r, y - r, x + r, y + r], COLOURS[group])
    else:
        draw.polygon([(x, y - r), (x + r, y), (x, y + r), (x - r, y)], COLOURS[group])

"""How a text's words of state, relations and comparisons are written in a page."""

import json
import re
from itertools import groupby

from django import template
from django.urls import reverse
from django.utils.html import escape
from django.utils.safestring import mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from instructions.models import Status, Verb
from instructions.text.comparison import DELETED, INSERTED, KEPT
from instructions.text.markup import words_of

register = template.Library()
FOR_MACHINES = re.compile(r"^#{1,6}$|^\{#[a-z0-9-]+\}$|^:?-{3,}:?$|^\|(?:---\|)+$")
ESCAPES = ("<", "\\u003C"), (">", "\\u003E"), ("&", "\\u0026")


@register.filter
def css_name(status):
    return str(status).replace("_", "-")


@register.filter
def status_name(status):
    return Status(status).label


@register.filter
def language_name(version):
    """The language of a version, as it stands inside a sentence."""
    name = version.get_language_display()
    return name.lower() if get_language() == "fr" else name


@register.filter
def passive(verb):
    return Verb(verb).passive


@register.filter
def json_ld(data):
    """Data for search engines; browsers do not run a script of this type."""
    text = json.dumps(data, ensure_ascii=False)
    for sign, written in ESCAPES:
        text = text.replace(sign, written)
    return mark_safe(f'<script type="application/ld+json">{text}</script>')  # noqa: S308


@register.filter
def address_in(version, instruction):
    """The address of a version, or of the consultation where that is what one sees."""
    address = reverse("instructions:version", args=[instruction.slug, version.number])
    return f"{address}?language=en" if version.language == "en" else address


@register.filter
def marked(blocks):
    """The blocks of a comparison; screen readers hear what was inserted or deleted."""
    html = []
    for is_row, group in groupby(blocks, key=is_table_row):
        if is_row:
            rows = "".join(table_row(block) for block in group)
            html.append(f'<div class="table-scroll"><table>{rows}</table></div>')
        else:
            html += [paragraph(block) for block in group]
    return mark_safe("".join(html))  # noqa: S308


def is_table_row(block):
    return block.runs[0].words[0].startswith("|")


def paragraph(block):
    is_heading = block.runs[0].words[0].startswith("#")
    shown = spans((run.kind, run.words) for run in block.runs)
    if not shown or (is_heading and not block.is_changed):
        return ""
    return f"<p>{shown}</p>"


def table_row(block):
    """The cells of a row, cut where the words that are bars stand."""
    cells = [[]]
    for run in block.runs:
        for word in run.words:
            if word == "|":
                cells.append([])
            elif cells[-1] and cells[-1][-1][0] == run.kind:
                cells[-1][-1][1].append(word)
            else:
                cells[-1].append((run.kind, [word]))
    shown = [spans(cell) for cell in cells]
    if not any(shown):
        return ""
    return f"<tr>{''.join(f'<td>{cell}</td>' for cell in shown[1:-1])}</tr>"


def spans(runs):
    found = ((kind, readable(words)) for kind, words in runs)
    return " ".join(wrapped(kind, text) for kind, text in found if text)


def readable(words):
    return words_of(" ".join(word for word in words if not FOR_MACHINES.match(word)))


def wrapped(kind, text):
    if kind == KEPT:
        return escape(text)
    tag = {INSERTED: "ins", DELETED: "del"}[kind]
    said = {INSERTED: _("[inserted:]"), DELETED: _("[deleted:]")}[kind]
    end = _("[end]")
    return (
        f'<{tag}><span class="visually-hidden">{escape(said)} </span>{escape(text)}'
        f'<span class="visually-hidden"> {escape(end)}</span></{tag}>'
    )

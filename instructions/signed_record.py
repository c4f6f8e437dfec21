"""What a signature covers, as one plain text: heading, dates, effects, articles.

The SHA-256 of a version is taken over exactly this text, in UTF-8; anybody downloads
it and checks it with sha256sum. Its words are fixed here, not in the translations,
so that a text signed years ago is never written otherwise.
"""

import hashlib

from django.utils import timezone, translation

from instructions.text.articles import clean

RULE = "-" * 72
YES = {"fr": "oui", "en": "yes"}
WORDS = {
    "fr": {
        "text": "Texte",
        "title": "Titre",
        "issuer": "Émetteur",
        "version": "Version",
        "start": "En vigueur le",
        "office": "En vigueur le, bureau",
        "basis": "Base légale",
        "function": "Signataire",
        "signed": "Signé le",
        "changes": "Ce qui change",
        "note": "Note de modification",
        "correction": "Correction",
        "moves": "Change la date de la version",
        "waiver": "Sans consultation",
        "effect": "Effet sur d’autres textes",
        "pdf": "PDF original, SHA-256",
        "from": "à partir du",
    },
    "en": {
        "text": "Text",
        "title": "Title",
        "issuer": "Issuer",
        "version": "Version",
        "start": "In force on",
        "office": "In force on, office",
        "basis": "Legal basis",
        "function": "Signatory",
        "signed": "Signed on",
        "changes": "What changes",
        "note": "Change note",
        "correction": "Correction",
        "moves": "Moves the date of version",
        "waiver": "Without consultation",
        "effect": "Effect on other texts",
        "pdf": "Original PDF, SHA-256",
        "from": "from",
    },
}


def write(version):
    """Give a version its record as it stands now, and the hash of it."""
    version.record = record_of(version)
    version.sha256 = hashlib.sha256(version.record.encode()).hexdigest()
    version.save(update_fields=["record", "sha256", "updated_at"])


def record_of(version):
    with translation.override(version.language):
        head = "\n".join(line(words, value) for words, value in heading(version))
    return f"{head}\n\n{RULE}\n\n{version.text}"


def body_of(record):
    """The articles of a record, without its heading."""
    return record.partition(f"\n\n{RULE}\n\n")[2]


def line(words, value):
    """One line of the heading; what runs over is set in, and never looks like one."""
    return f"{words} : " + "\n  ".join(clean(value).split("\n"))


def heading(version):
    """What the signature covers besides the articles, pairs of words and value."""
    text, words = version.instruction, WORDS[version.language]
    is_english = version.language == "en"
    yield words["text"], text.reference
    yield words["title"], (is_english and text.title_en) or text.title
    yield words["issuer"], text.issuer.full_name
    yield words["version"], f"{version.number} ({version.language})"
    yield words["start"], f"{version.in_force_on:%Y-%m-%d}"
    for row in version.office_dates.select_related("office").order_by("office__code"):
        name = f"{words['office']} {row.office.code} {row.office.name}"
        yield name, f"{row.in_force_on:%Y-%m-%d}"
    yield words["basis"], version.legal_basis
    yield words["function"], version.signatory_function
    if version.signed_at:
        yield words["signed"], f"{timezone.localdate(version.signed_at):%Y-%m-%d}"
    yield words["changes"], version.changes
    if version.note:
        yield words["note"], version.note
    if version.is_correction:
        yield words["correction"], YES[version.language]
    if version.moves_id:
        yield words["moves"], str(version.moves.number)
    if version.waiver:
        reason = f"{version.get_waiver_display()} – {version.waiver_reason}"
        yield words["waiver"], reason
    for row in version.relations.select_related("object__issuer").order_by("pk"):
        yield words["effect"], effect(row, words)
    if version.pdf_sha256:
        yield words["pdf"], version.pdf_sha256


def effect(relation, words):
    said = f"{relation.get_verb_display()} {relation.object.reference}"
    if relation.articles:
        said += f" ({relation.articles})"
    if relation.effective_on:
        said += f", {words['from']} {relation.effective_on:%Y-%m-%d}"
    return said

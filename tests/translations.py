"""French is complete, well set, and what is compiled is what was written."""

import gettext
import io
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from tests.fixtures import missing

ROOT = Path(__file__).parent.parent
CATALOGUE = ROOT / "locale/fr/LC_MESSAGES/django.po"
COMPILED = CATALOGUE.with_suffix(".mo")
NO_BREAK, NARROW = "\u00a0", "\u202f"
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd%]|\{\w*\}|<[^>]+>|https?://\S+|\S+@\S+")


def catalogue():
    with CATALOGUE.open("rb") as file:
        return read_po(file, locale="fr")


def french_texts():
    """Every French text, its plural forms apart, with its source."""
    for message in catalogue():
        if message.id:
            texts = message.string
            for text in texts if isinstance(texts, tuple) else [texts]:
                yield message.id, text


def stripped(text):
    """The text without what is not prose: placeholders, tags, addresses, hours in digits."""
    return PLACEHOLDER.sub("x", text)


def badly_set(text):
    """What a French typesetter would correct."""
    prose = stripped(text)
    faults = re.findall(rf"[^{NARROW}\s][;!?](?=\s|$)", prose)
    faults += re.findall(r"[ \u00a0][;!?](?=\s|$)", prose)
    faults += re.findall(rf"[^{NO_BREAK}\s]:(?=\s|$)", prose)
    faults += re.findall(rf"[ {NARROW}][:%](?=\s|$)", prose)
    faults += re.findall(rf"\d%|«[^{NO_BREAK}{NARROW}]|[^{NO_BREAK}{NARROW}]»", prose)
    return faults + re.findall(r"\b\d{1,2}:\d{2}\b|[“”\"]", prose)


def test_no_french_text_is_missing_or_guessed():
    unfinished = [
        message.id
        for message in catalogue()
        if message.id
        and (
            message.fuzzy
            or not all(
                message.string
                if isinstance(message.string, tuple)
                else [message.string]
            )
        )
    ]
    assert unfinished == []


def test_french_texts_are_well_set():
    assert [(t, badly_set(t)) for _, t in french_texts() if badly_set(t)] == []


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        ("Qui\u202f?", []),
        ("Qui ?", [" ?"]),
        ("Qui?", ["i?"]),
        ("Date\u00a0: 71\u00a0%, 10\u00a0h\u00a030", []),
        ("Date : demain", [" :"]),
        ("Date: demain", ["e:"]),
        ("71%", ["1%"]),
        ("10:30", ["10:30"]),
        ("«\u00a0Oui\u00a0»", []),
        ("« Oui »", ["« ", " »"]),
        ("Voir https://example.org/?a=1", []),
    ],
)
def test_the_typesetter_sees_faults_and_no_others(text, faults):
    assert badly_set(text) == faults


def test_placeholders_survive_translation():
    names = re.compile(r"%\(\w+\)[sd]|\{\w*\}")
    different = []
    for source, text in french_texts():
        sources = source if isinstance(source, tuple) else (source,)
        allowed = set(names.findall(sources[-1]))
        if not set(names.findall(text)) <= allowed:
            different.append(text)
    assert different == []


def test_what_is_compiled_is_what_was_written():
    compiled = io.BytesIO()
    write_mo(compiled, catalogue())
    compiled.seek(0)
    with COMPILED.open("rb") as file:
        assert texts_of(gettext.GNUTranslations(file)) == texts_of(
            gettext.GNUTranslations(compiled)
        )


def texts_of(translations):
    return {key: text for key, text in translations._catalog.items() if key}


def test_every_sentence_of_the_code_is_in_the_catalogue(tmp_path):
    if not shutil.which("xgettext"):
        missing("gettext, which collects sentences", "apt-get install gettext")
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    for name in listed.stdout.splitlines():
        is_source = name.endswith((".py", ".html", ".txt", ".js", ".po"))
        if is_source and (ROOT / name).exists() and not name.startswith("tests/"):
            copy = tmp_path / name
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, copy)
    (tmp_path / "tests").mkdir()
    shutil.copy(ROOT / "tests/settings.py", tmp_path / "tests")
    subprocess.run(
        [sys.executable, "manage.py", "makemessages", "-l", "fr", "-v", "0"],
        cwd=tmp_path,
        check=True,
        env=os.environ | {"DJANGO_SETTINGS_MODULE": "tests.settings"},
    )
    with (tmp_path / CATALOGUE.relative_to(ROOT)).open("rb") as file:
        collected = {key_of(message) for message in read_po(file) if message.id}

    known = {key_of(message) for message in catalogue() if message.id}
    assert collected - known == set()


def key_of(message):
    return (message.context, message.id)

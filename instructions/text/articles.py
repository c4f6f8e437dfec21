"""A text in Markdown is a row of numbered articles; each keeps its id for life."""

import re
import string
import unicodedata
from dataclasses import dataclass, replace

HEADING = re.compile(
    r"""^(?:(?P<hashes>\#{1,6})[ ]+)?(?:\*\*)?
    (?P<label>(?:Article|Annexe|Annex)(?:[ ]+(?:premier|unique|(?:[A-Z]\.?)?\d+(?:er)?
      (?:[-.]\d+)*(?:[ ](?:bis|ter|quater))?|[IVXLC]+|[A-Z]))?)
    (?:[ ]*(?:[.:–—-]+)[ ]*(?P<title>.*?))?
    (?:\*\*)?[ ]*(?:\{\#(?P<key>[a-z0-9-]+)\})?[ ]*$""",
    re.VERBOSE,
)
SECTION = re.compile(r"^(#{1,2}) +(.+?) *#*$")
FENCE = re.compile(r"^ {0,3}(```|~~~)")
BLANKS = re.compile(r"\n{3,}")
SPACES = str.maketrans({"\u00a0": " ", "\u202f": " "})
PREAMBLE = "preamble"
LONG_TITLE = 100


@dataclass(frozen=True)
class Part:
    """One article, annex or preamble: `section` holds the headings just above it."""

    label: str = ""
    title: str = ""
    body: str = ""
    key: str = ""
    section: str = ""

    @property
    def heading(self):
        return f"{self.label}. {self.title}" if self.title else self.label

    @property
    def number(self):
        return self.label.partition(" ")[2]

    @property
    def markdown(self):
        heading = f"### {self.heading} {{#{self.key}}}" if self.label else ""
        return "\n\n".join(filter(None, [self.section, heading, self.body]))


def clean(source):
    """The same text whatever machine typed it: NFC, \\n, no spaces at line ends."""
    text = (
        unicodedata.normalize("NFC", source).replace("\r\n", "\n").replace("\r", "\n")
    )
    text = "".join(c for c in text if c in "\n\t" or unicodedata.category(c) != "Cc")
    lines = [line.rstrip() for line in text.expandtabs(4).split("\n")]
    return BLANKS.sub("\n\n", "\n".join(lines)).strip("\n")


def as_heading(line):
    """The part that a line opens, or None: with #, in bold, or alone on its line.

    Word files say "Article 4 : the goods are…" in one paragraph: that is a body.
    """
    found = HEADING.match(line.translate(SPACES))
    if not found:
        return None
    label, title = found["label"], (found["title"] or "").strip(" *")
    is_marked = found["hashes"] or found["key"] or line.startswith("**")
    if not is_marked and " " not in label:
        return None
    if not is_marked and (len(title) > LONG_TITLE or title.endswith((".", ";"))):
        return Part(label, body=title)
    return Part(label, title, key=found["key"] or "")


def parse(source):
    """Cut a Markdown text into its parts, in order."""
    parts, part, body, pending, fenced = [], Part(key=PREAMBLE), [], [], False
    for line in clean(source).split("\n"):
        fenced ^= bool(FENCE.match(line))
        opened = None if fenced else as_heading(line)
        if opened:
            parts.append(replace(part, body=clean("\n".join(body))))
            part = replace(opened, section="\n\n".join(pending))
            body, pending = [opened.body], []
        elif not fenced and SECTION.match(line):
            pending.append(line)
        elif line or not pending:
            if pending:
                body += ["", "\n\n".join(pending), ""]
                pending = []
            body.append(line)
    body += ["", *pending]
    parts.append(replace(part, body=clean("\n".join(body))))
    return [part for part in parts if part.label or part.body]


def text_of(parts):
    """The articles of a version, always written in the same way."""
    return "\n\n".join(part.markdown for part in parts) + "\n"


def with_keys(parts, previous=(), used=()):
    """Give every part an id: its own, that of the article it continues, or a new one.

    `used` holds the ids of all earlier versions: none is ever given to another article.
    """
    own = [part.key for part in parts]
    taken = {key for key in own if key and own.count(key) == 1}
    orphans = [part for part in previous if part.key not in taken]
    named = []
    for part in parts:
        key = part.key if part.key in taken else ""
        if not key and (parent := parent_of(part, orphans)):
            orphans.remove(parent)
            key = parent.key
        if not key:
            key = new_key(part, taken.union(used, (p.key for p in previous)))
        taken.add(key)
        named.append(replace(part, key=key))
    return named


def parent_of(part, candidates):
    """The earlier article that an article without id continues, if it is plain."""
    for is_same in (
        lambda old: old.body == part.body and old.title == part.title,
        lambda old: bool(part.title) and old.title == part.title,
        lambda old: old.label == part.label and likeness(old.body, part.body) >= 0.5,
        lambda old: old.body == part.body,
    ):
        if found := next(filter(is_same, candidates), None):
            return found
    return None


def likeness(old, new):
    """The share of words that two bodies have in common, from 0 to 1."""
    before, after = set(old.lower().split()), set(new.lower().split())
    return len(before & after) / (len(before | after) or 1)


def new_key(part, taken):
    word, _, number = part.label.lower().partition(" ")
    stem = {"annexe": "annex", "annex": "annex", "article": "art"}.get(word, PREAMBLE)
    number = re.sub(r"^(1er|premier)$", "1", number)
    number = re.sub(r"[^a-z0-9]+", "-", number).strip("-")
    base = f"{stem}-{number}" if number else stem
    endings = ("", *(f"-{letter}" for letter in string.ascii_lowercase))
    keys = (f"{base}{ending}" for ending in endings)
    fallback = (f"{base}-{n}" for n in range(100, 10_000))
    return next(key for key in (*keys, *fallback) if key not in taken)

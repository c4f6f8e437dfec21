"""What the letters of a batch about one object share is made once a language."""

import re
import secrets

from django.utils.html import conditional_escape
from django.utils.translation import get_language

# Nobody can write a blank into a title: the mark is another one in every process.
MARK = secrets.token_hex(8)
BLANK = re.compile(f"{MARK}-([a-z0-9]+)-{MARK}")


def once(about, name, make):
    """The value that `make()` gives, kept with the object as long as its batch lives.

    A worker fetches an object once for all letters of a batch: `about` is the same
    for all of them, and a later batch fetches it anew.
    """
    made = about.__dict__.setdefault("_shared_by_letters", {})
    key = name, get_language()
    if key not in made:
        made[key] = make()
    return made[key]


def blank(name):
    """Stands in a form for what each reader gets of their own."""
    return f"{MARK}-{name}-{MARK}"


class Form:
    """A text that is written once, with blanks to fill in for each reader."""

    def __init__(self, text):
        self.parts = BLANK.split(text)

    def filled(self, values):
        """The text of one reader; `values` has one for each name of a blank."""
        parts = self.parts.copy()
        parts[1::2] = [values[name] for name in parts[1::2]]
        return "".join(parts)


class HtmlForm(Form):
    """A form in HTML, which escapes what is filled in unless it is marked as safe."""

    def filled(self, values):
        return super().filled({n: conditional_escape(v) for n, v in values.items()})

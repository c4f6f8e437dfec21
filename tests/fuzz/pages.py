"""Reads the forms of a page: what each field is called and what it proposes."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urljoin

# What views read from a request without a form around it.
ALSO_READ = [
    *("about", "all", "answer", "article", "cancel", "check", "comment", "date"),
    *("day", "difficulty", "for", "from", "join", "kind", "language", "mark", "next"),
    *("office", "on", "order", "organisation", "page", "preview", "programme", "q"),
    *("reason", "regime", "seen", "sort", "state", "step", "summary", "then", "title"),
    *("to", "topic", "view", "wanted", "year"),
]


@dataclass
class Field:
    name: str
    kind: str = "text"
    value: str = ""
    options: list = field(default_factory=list)


class Forms(HTMLParser):
    """The named fields of a page, by the method and the address of their form."""

    def __init__(self, page, address):
        super().__init__()
        self.address, self.select = address, None
        self.fields = {"get": {}, "post": {}}
        self.form = {}
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        found = dict(attributes)
        if tag == "form":
            method = (found.get("method") or "get").lower()
            to = urljoin(self.address, found.get("action") or "").split("?")[0]
            self.form = self.fields[method].setdefault(to, {})
        elif tag == "option" and self.select:
            self.select.options.append(found.get("value") or "")
            if "selected" in found:
                self.select.value = found.get("value") or ""
        elif tag in {"input", "select", "textarea", "button"} and found.get("name"):
            self.keep(tag, found)

    def keep(self, tag, found):
        kind = found.get("type", "text") if tag == "input" else tag
        row = Field(found["name"], kind, found.get("value") or "")
        if kind == "radio":
            row = self.form.setdefault(row.name, row)
            row.options.append(found.get("value") or "")
        else:
            self.form[row.name] = row
        self.select = row if tag == "select" else None

"""Brings every letter that the portal owes, has it read whole, and opens its links."""

import re
from email.utils import parseaddr
from itertools import groupby

from django.conf import settings
from django.core import mail
from django.test import Client
from icalendar import Calendar

from accounts.models import User

LINK = re.compile(re.escape(settings.PORTAL_URL) + r"(/[^\s<>\")]*)")
# What differs from run to run or from reader to reader: seals, signed links, the
# numbers of rows.
SEAL = re.compile(r"[0-9a-f]{64}")
SIGNED = re.compile(r"/(answer|unsubscribe)/[^\s/?]+")
NUMBER = re.compile(r"(?<=/)(?!2026)\d+(?=/|\s|#|$)")


class Postman:
    """What each reader found in the mailbox, chapter by chapter."""

    def __init__(self, clock, readers):
        self.clock = clock
        self.readers = readers  # address: page
        self.letters = []  # chapter, what it says, to whom
        self.opened = set()

    def bring(self, chapter):
        """Ring the clock, send what is owed, and let everybody open all their links."""
        mail.outbox.clear()
        self.clock.ring()
        found = {}
        for letter in mail.outbox:
            who = parseaddr(letter.to[0])[1]
            self.open_links(who, letter)
            self.letters.append((chapter, said(letter), who.partition("@")[0]))
            found[who.split("@")[0], letter.subject.split(":")[0].strip()] = letter
        return found

    def open_links(self, who, letter):
        """The first in the reader's own browser, each of them as that reader."""
        links = links_of(letter.body)
        [html] = [part.content for part in letter.alternatives]
        assert set(links) <= set(links_of(html.replace("&amp;", "&"))), letter.subject
        reader = Client()
        reader.force_login(User.objects.get(email=who))
        for link in {(who, link) for link in links} - self.opened:
            self.opened.add(link)
            assert reader.get(link[1]).status_code == 200, (*link, letter.subject)
        if page := self.readers.get(who):
            assert page.goto(links[0]).status == 200

    def correspondence(self):
        """All letters as one text; what several people got alike stands once."""
        parts = []
        for (chapter, text), rows in groupby(sorted(self.letters), key=lambda r: r[:2]):
            people = ", ".join(sorted(who for *_rest, who in rows))
            parts.append(f"== {chapter}\nÀ : {people}\n{text}")
        return "\n\n".join(parts) + "\n"


def links_of(text):
    """The addresses within the portal, as paths, in the order of the text."""
    return LINK.findall(text)


def said(letter):
    """Subject, body and calendar, without what no two runs have in common."""
    lines = [f"Objet : {letter.subject}", "", letter.body.strip()]
    if letter.calendar:
        lines += ["", calendar_of(letter)]
    text = SEAL.sub("…", "\n".join(lines))
    return NUMBER.sub("…", SIGNED.sub(r"/\1/…", text))


def calendar_of(letter):
    """What a calendar program understands of the letter."""
    book = Calendar.from_ical(letter.calendar)
    [event] = book.walk("VEVENT")
    starts, ends = event.decoded("dtstart"), event.decoded("dtend")
    return (
        f"[{book['METHOD']} {event['SEQUENCE']}, {starts:%d.%m.%Y %H:%M}–{ends:%H:%M}, "
        f"{event['SUMMARY']}]"
    )

"""Brings every letter that the portal owes, and follows its first link."""

import re
from email.utils import parseaddr

from django.conf import settings
from django.core import mail

from notices.tasks import send


class Postman:
    """What each reader found in the mailbox; every link of a letter must open."""

    def __init__(self, readers):
        self.readers = readers  # address: page
        self.read = []  # chapter by chapter

    def bring(self):
        """Send what is owed; open the first link of each letter as its reader."""
        mail.outbox.clear()
        send()
        found = {}
        for letter in mail.outbox:
            address = parseaddr(letter.to[0])[1]
            link = links_of(letter)[0]
            if address in self.readers:
                answer = self.readers[address].goto(link)
                assert answer.status == 200, (letter.subject, link)
            found[address.split("@")[0], kind_of(letter)] = letter
        self.read.append(sorted(found))
        return found


def kind_of(letter):
    """The beginning of the subject, which says what the letter is."""
    return re.split(r"\s?:|,| \(| E-| d’ici", letter.subject)[0]


def links_of(letter):
    """The addresses within the portal, as paths, in the order of the letter."""
    found = re.findall(re.escape(settings.PORTAL_URL) + r"(/[^\s>)]*)", letter.body)
    assert found, letter.body
    return found

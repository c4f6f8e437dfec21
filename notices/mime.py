"""A message as bytes that every mail server takes: 7 bits, short lines, one order.

Python's generator takes a millisecond a letter, more than everything else together;
and it leaves the first line of a long subject empty.
"""

import binascii
import re
import secrets
from email import message_from_bytes
from email.header import Header
from email.message import Message
from email.utils import encode_rfc2231, formatdate, parseaddr
from functools import lru_cache

from django.core.mail import EmailMultiAlternatives
from django.core.mail.message import MIMEMixin
from django.utils.encoding import punycode

PLAIN = re.compile(r'"([^"\\<>]*)" <([^"\\<>\s,;:()\[\]@]+@[^"\\<>\s,;:()\[\]@]+)>')


class Written(MIMEMixin, Message):
    """A parsed message that Django's other backends can write out again."""


class Mail(EmailMultiAlternatives):
    """An e-mail of Django that writes itself; SMTP is given these very bytes."""

    def __init__(self, *args, calendar="", method="", **kwargs):
        super().__init__(*args, **kwargs)
        self.calendar = calendar
        self.method = method

    def message(self):
        """The parsed message, for the backends that show it instead of sending."""
        return message_from_bytes(self.as_bytes(), Written)

    def as_bytes(self):
        body = [text_part("plain", self.body)]
        body += [
            text_part(a.mimetype.split("/")[1], a.content) for a in self.alternatives
        ]
        files = [file_part(*attachment) for attachment in self.attachments]
        if self.calendar:
            written = base64(self.calendar.encode())
            body.append(calendar_part(written, self.method))
            files.append(attached("invite.ics", written, "application/ics"))
        whole = multipart("alternative", body)
        if files:
            whole = multipart("mixed", [whole, *files])
        return b"".join(header(*pair) for pair in self.headers()) + whole

    def headers(self):
        yield "From", self.from_email
        yield "To", ", ".join(self.to)
        if self.reply_to:
            yield "Reply-To", ", ".join(self.reply_to)
        yield "Subject", self.subject
        yield "Date", formatdate()
        yield from self.extra_headers.items()
        yield "MIME-Version", "1.0"

    def envelope(self):
        """Sender and recipients as SMTP wants them."""
        return bare(self.from_email), [bare(one) for one in self.to]


def bare(mailbox):
    return parsed(mailbox)[1]


@lru_cache(256)
def parsed(mailbox):
    """Name and address, the address with its domain in ASCII."""
    plain = PLAIN.fullmatch(mailbox)
    name, address = plain.groups() if plain else parseaddr(mailbox)
    local, _, domain = address.rpartition("@")
    if not local or not domain:
        raise ValueError(f"{mailbox} is not an address.")
    return name, f"{local}@{punycode(domain)}"


@lru_cache(256)
def header(name, value):
    """One header line, encoded and folded."""
    if "\n" in value or "\r" in value:
        raise ValueError(f"The header {name} holds a line break.")
    if name in {"From", "To", "Reply-To"}:
        value = ", ".join(encoded_mailbox(one) for one in value.split(", "))
    elif not value.isascii() or (name == "Subject" and len(value) > 66):
        charset = "us-ascii" if value.isascii() else "utf-8"
        value = Header(value, charset, header_name=name).encode(linesep="\r\n")
    return f"{name}: {value}\r\n".encode()


def encoded_mailbox(mailbox):
    """A name in ASCII and its address; a local part beyond ASCII needs SMTPUTF8."""
    name, address = parsed(mailbox)
    if not name:
        return address
    return f"{encoded_name(name)} <{address}>"


def encoded_name(name):
    """A name in quotes or, beyond ASCII, as one encoded word or as many as it needs."""
    if name.isascii():
        return f'"{name}"'
    word = binascii.b2a_base64(name.encode(), newline=False).decode()
    if len(word) <= 60:
        return f"=?utf-8?b?{word}?="
    return Header(name, "utf-8").encode(linesep=CRLF)


CRLF = "\r\n"


def text_part(subtype, text):
    data = "\r\n".join(text.splitlines()).encode()
    return part(
        f'text/{subtype}; charset="utf-8"',
        "quoted-printable",
        binascii.b2a_qp(data + b"\r\n", istext=True),
    )


def calendar_part(written, method):
    kind = f'text/calendar; method={method}; charset="utf-8"'
    return part(kind, "base64", written)


def file_part(name, content, content_type):
    content = content.encode() if isinstance(content, str) else content
    return attached(name, base64(content), content_type)


def attached(name, written, content_type):
    if name.isascii():
        name = 'filename="{}"'.format(name.replace("\\", "").replace('"', ""))
    else:
        name = "filename*=" + encode_rfc2231(name, "utf-8")
    return part(
        content_type or "application/octet-stream",
        "base64",
        written,
        f"Content-Disposition: attachment; {name}\r\n",
    )


def part(content_type, encoding, payload, disposition=""):
    head = (
        f"Content-Type: {content_type}\r\n"
        f"Content-Transfer-Encoding: {encoding}\r\n{disposition}\r\n"
    )
    return head.encode() + payload


def base64(data):
    """Lines of 76 characters."""
    whole = binascii.b2a_base64(data, newline=False)
    lines = [whole[start : start + 76] for start in range(0, len(whole), 76)]
    return b"\r\n".join([*lines, b""])


def multipart(subtype, parts):
    # "=_" appears neither in quoted-printable nor in base64.
    boundary = f"=_{secrets.token_hex(12)}"
    head = f'Content-Type: multipart/{subtype}; boundary="{boundary}"\r\n\r\n'
    inner = b"".join(f"--{boundary}\r\n".encode() + one + b"\r\n" for one in parts)
    return head.encode() + inner + f"--{boundary}--\r\n".encode()

"""Django's SMTP backend, which writes to any address (RFC 6531) and wastes no time.

Where the server takes commands in a row (RFC 2920), a letter takes two answers of it
to wait for instead of four.
"""

import smtplib

from django.core.mail.backends import smtp

from notices.mime import Mail


class EmailBackend(smtp.EmailBackend):
    def _send(self, message):
        if not isinstance(message, Mail):
            return super()._send(message)
        sender, recipients = message.envelope()
        content, server = message.as_bytes(), self.connection
        server.ehlo_or_helo_if_needed()
        options = self.options(recipients)
        if server.has_extn("pipelining"):
            options = [*options, *size(server, content)]
            send_in_a_row(server, sender, recipients, content, options)
        else:
            server.sendmail(sender, recipients, content, options)
        return True

    def options(self, recipients):
        if all(one.isascii() for one in recipients):
            return ()
        if not self.connection.has_extn("smtputf8"):
            raise smtplib.SMTPNotSupportedError(
                "This mail server takes no addresses beyond ASCII (SMTPUTF8)."
            )
        return ("SMTPUTF8", "BODY=8BITMIME")


def size(server, content):
    return [f"SIZE={len(content)}"] if server.has_extn("size") else []


def send_in_a_row(server, sender, recipients, content, options):
    """`sendmail` of smtplib, with its exceptions, but MAIL, RCPT and DATA in a row."""
    commands = [" ".join([f"MAIL FROM:<{sender}>", *options])]
    commands += [f"RCPT TO:<{one}>" for one in recipients] + ["DATA"]
    if any("\r" in line or "\n" in line for line in commands):
        raise ValueError("An address holds a line break.")
    server.send("".join(f"{line}\r\n" for line in commands).encode())
    mail, *places, data = answers(server, len(commands))
    error = refusal(sender, mail, dict(zip(recipients, places, strict=True)), data)
    if error is None:
        server.send(content.replace(b"\r\n.", b"\r\n..") + b".\r\n")
        (reply,) = answers(server, 1)
        error = None if reply[0] == 250 else smtplib.SMTPDataError(*reply)
    elif data[0] == 354:
        server.send(b".\r\n")
        answers(server, 1)
    if error is not None:
        if server.sock:
            server.rset()
        raise error


def answers(server, count):
    """So many replies; 421 closes the connection and stands for those to come."""
    found = []
    while len(found) < count:
        found.append(server.getreply())
        if found[-1][0] == 421:
            server.close()
            return found + found[-1:] * (count - len(found))
    return found


def refusal(sender, mail, places, data):
    """What smtplib would raise for these replies, or nothing."""
    if mail[0] != 250:
        return smtplib.SMTPSenderRefused(*mail, sender)
    refused = {one: said for one, said in places.items() if said[0] not in {250, 251}}
    if len(refused) == len(places):
        return smtplib.SMTPRecipientsRefused(refused)
    return None if data[0] == 354 else smtplib.SMTPDataError(*data)

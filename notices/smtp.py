"""Django's SMTP backend, which also writes to addresses beyond ASCII (RFC 6531)."""

import smtplib

from django.core.mail.backends import smtp

from notices.mime import Mail


class EmailBackend(smtp.EmailBackend):
    def _send(self, message):
        if not isinstance(message, Mail):
            return super()._send(message)
        sender, recipients = message.envelope()
        self.connection.sendmail(
            sender, recipients, message.as_bytes(), self.options(recipients)
        )
        return True

    def options(self, recipients):
        if all(one.isascii() for one in recipients):
            return ()
        self.connection.ehlo_or_helo_if_needed()
        if not self.connection.has_extn("smtputf8"):
            raise smtplib.SMTPNotSupportedError(
                "This mail server takes no addresses beyond ASCII (SMTPUTF8)."
            )
        return ("SMTPUTF8", "BODY=8BITMIME")

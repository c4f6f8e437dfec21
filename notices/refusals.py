"""What an SMTP error says about a letter, an address or the provider."""

import smtplib
from enum import Enum


class Verdict(Enum):
    ADDRESS = "the address refuses for good"
    LETTER = "this letter is refused for good"
    LATER = "try again later"
    UNKNOWN = "the connection was lost, the letter may have arrived"
    DOWN = "nothing goes out at present"


def judge(error):
    """The verdict on one attempt; what is unknown is tried again."""
    code = code_of(error)
    if code == 421 or isinstance(
        error, smtplib.SMTPHeloError | smtplib.SMTPConnectError
    ):
        return Verdict.DOWN
    if isinstance(error, smtplib.SMTPAuthenticationError):
        return Verdict.DOWN
    if isinstance(error, smtplib.SMTPSenderRefused):
        return Verdict.LETTER if code in {552, 555} else Verdict.DOWN
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return Verdict.ADDRESS if 500 <= code != 552 else Verdict.LATER
    if isinstance(error, smtplib.SMTPNotSupportedError | ValueError):
        return Verdict.LETTER
    if isinstance(error, smtplib.SMTPResponseException):
        return Verdict.LETTER if code >= 500 else Verdict.LATER
    return Verdict.UNKNOWN


def code_of(error):
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return next(iter(error.recipients.values()))[0]
    return getattr(error, "smtp_code", 0)


def sentence(error):
    """What the server said, for the administrator's eyes."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        error = smtplib.SMTPResponseException(*next(iter(error.recipients.values())))
    if isinstance(error, smtplib.SMTPResponseException):
        said = error.smtp_error
        said = said.decode(errors="replace") if isinstance(said, bytes) else said
        return f"{error.smtp_code} {said}"[:1000]
    return f"{type(error).__name__}: {error}"[:1000]

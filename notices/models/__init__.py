from notices.models.address import Address
from notices.models.gate import Gate
from notices.models.notice import Notice
from notices.models.preference import Preference, ReadingHours
from notices.models.reply import Reply

__all__ = ["Address", "Gate", "Notice", "Preference", "ReadingHours", "Reply"]

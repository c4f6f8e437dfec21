"""What meetings hold about a person."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.privacy import NOBODY, Holding
from meetings.models import Attendance, Delegate, Registration

GONE = {"email": f"erased-{{pk}}@{NOBODY}", "name": "–"}

HOLDINGS = [
    Holding(
        _("Delegates"),
        _("inviting people to meetings and keeping their answers"),
        _("until erasure; the function and the answer stay"),
        lambda user: Delegate.objects.filter(
            Q(user=user) | Q(email__iexact=user.email)
        ),
        ("name", "function", "email", "answer", "represented_by", "comment"),
        GONE | {"comment": "", "represented_by": ""},
    ),
    Holding(
        _("Attendance sheets"),
        _("saying in the minutes who was there"),
        _("for good: they are part of the minutes that both sides have approved"),
        lambda user: Attendance.objects.filter(user=user),
        ("meeting", "name", "function", "is_present"),
    ),
    Holding(
        _("Registrations for International Customs Day"),
        _("keeping a place, the badge and the certificate"),
        _("until erasure"),
        lambda user: Registration.objects.filter(email__iexact=user.email),
        ("name", "function", "email", "state", "asked_at", "arrived_at"),
        GONE,
    ),
]

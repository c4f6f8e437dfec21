"""Note an address that refuses letters; who manages users hears of it."""

from django.utils import timezone

from notices.models import Address


def note(email, reason):
    Address.objects.update_or_create(
        email=email.lower(),
        defaults={"bounced_at": timezone.now(), "reason": reason},
    )


def refused_among(emails):
    """The addresses among these that refused a letter for good, with the reason."""
    return dict(Address.objects.filter(email__in=emails).values_list("email", "reason"))

"""The secret address of an organisation's calendar."""

from django.db import transaction
from django.utils import timezone

from audit.trail import record
from meetings.models import CalendarKey
from meetings.models.programme import new_key


@transaction.atomic
def renew_calendar(*, organisation, by):
    """A new secret address; whoever subscribed to the old one loses it."""
    row, is_new = CalendarKey.objects.select_for_update().get_or_create(
        organisation=organisation
    )
    if not is_new:
        row.key, row.renewed_at = new_key(), timezone.now()
        row.save(update_fields=["key", "renewed_at"])
    record("calendar.made" if is_new else "calendar.renewed", organisation, by=by)
    return row

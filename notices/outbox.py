"""Post a letter in the transaction of the change that it tells about."""

from django.contrib.contenttypes.models import ContentType
from django.utils import timezone

from notices.bell import ring_on_commit
from notices.models import Notice


def post(kind, about, recipient, occurrence, due_at=None):
    """Owe one letter; owing it twice is owing it once."""
    post_all(kind, about, [recipient], occurrence, due_at)


def post_all(kind, about, recipients, occurrence, due_at=None):
    """Owe one letter to each recipient, in one statement."""
    due_at = due_at or timezone.now()
    save([row(kind, about, who, occurrence, due_at) for who in recipients])


def withdraw(about, reason, kinds=None):
    """Take back the unsent letters about an object, of some kinds or of all."""
    rows = Notice.objects.not_handed_over().filter(
        about_type=ContentType.objects.get_for_model(about), about_id=about.pk
    )
    if kinds is not None:
        rows = rows.filter(kind__in=kinds)
    return rows.update(
        state=Notice.State.WITHDRAWN, reason=reason, ended_at=timezone.now()
    )


def row(kind, about, recipient, occurrence, due_at):
    return Notice(
        kind=kind,
        about_type=ContentType.objects.get_for_model(about),
        about_id=about.pk,
        email=recipient.email.lower(),
        name=recipient.name,
        language=recipient.language,
        user=recipient.user,
        occurrence=occurrence,
        due_at=due_at,
        try_at=due_at,
    )


def save(rows):
    """Insert what is not owed yet, and ring when something is due.

    Always in the same order, so that two beats at once do not lock each other out.
    """
    rows.sort(key=lambda row: (row.email, row.kind, row.about_id, row.occurrence))
    Notice.objects.bulk_create(rows, ignore_conflicts=True, batch_size=500)
    if any(row.due_at <= timezone.now() for row in rows):
        ring_on_commit()

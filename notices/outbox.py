"""Post a letter in the transaction of the change that it tells about."""

from django.contrib.contenttypes.models import ContentType
from django.utils import timezone

from notices.models import Notice


def post(kind, about, recipient, occurrence, due_at=None):
    """Owe one letter; owing it twice is owing it once."""
    post_all(kind, about, [recipient], occurrence, due_at)


def post_all(kind, about, recipients, occurrence, due_at=None):
    """Owe one letter to each recipient, in one statement."""
    about_type = ContentType.objects.get_for_model(about)
    Notice.objects.bulk_create(
        [
            Notice(
                kind=kind,
                about_type=about_type,
                about_id=about.pk,
                email=recipient.email.lower(),
                name=recipient.name,
                language=recipient.language,
                user=recipient.user,
                occurrence=occurrence,
                due_at=due_at or timezone.now(),
            )
            for recipient in recipients
        ],
        ignore_conflicts=True,
    )

"""The daily digest: one letter that joins what is due to somebody."""

from datetime import timedelta

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.template.loader import render_to_string
from django.utils.translation import gettext, gettext_lazy

from notices import outcome
from notices.kinds import KINDS, Kind, Letter, nothing, register
from notices.models import Notice
from notices.models.notice import DIGEST


@transaction.atomic
def join(notice, moment):
    """Put a letter into the person's first digest that has not been tried yet."""
    while True:
        digest = digest_of(notice, moment)
        if digest.state == Notice.State.WAITING and not digest.attempts:
            break
        moment += timedelta(days=1)
    Notice.objects.filter(pk=notice.pk).update(
        state=Notice.State.JOINED, digest=digest, claim=None
    )


def digest_of(notice, moment):
    """The digest of one person for one day, locked."""
    user = notice.user
    key = {
        "kind": DIGEST,
        "about_type": ContentType.objects.get_for_model(user),
        "about_id": user.pk,
        "email": user.email.lower(),
        "occurrence": f"{moment:%Y-%m-%d}",
    }
    values = {
        "name": user.name,
        "language": user.language,
        "user": user,
        "due_at": moment,
        "try_at": moment,
    }
    Notice.objects.bulk_create([Notice(**key, **values)], ignore_conflicts=True)
    return Notice.objects.select_for_update().get(**key)


def members(notice):
    """What a digest joins and what still holds of it; the rest is withdrawn."""
    if not hasattr(notice, "joined"):
        rows = Notice.objects.filter(digest=notice.pk, state=Notice.State.JOINED)
        rows = list(rows.select_related("user").prefetch_related("about"))
        notice.joined = [row for row in rows if still_holds(row)]
    return notice.joined


def still_holds(row):
    kind = KINDS.get(row.kind)
    gone = gettext("What it was about no longer exists.")
    reason = kind.still_true(row) if kind and row.about is not None else gone
    if reason:
        outcome.withdrawn(row, reason)
    return not reason


def still_true(notice):
    return "" if members(notice) else gettext("Nothing is left to tell.")


def letter(notice):
    letters = [KINDS[row.kind].letter(row) for row in members(notice)]
    return Letter(
        subject=gettext("Your letters of the day (%(count)s)")
        % {"count": len(letters)},
        text=render_to_string("notices/emails/digest.txt", {"letters": letters}),
        html=render_to_string("notices/emails/digest.html", {"letters": letters}),
    )


register(
    Kind(
        code=DIGEST,
        name=gettext_lazy("Daily digest"),
        reason=gettext_lazy(
            "You receive this letter because you chose to have letters once a day."
        ),
        owed=nothing,
        still_true=still_true,
        letter=letter,
        is_urgent=True,
    )
)

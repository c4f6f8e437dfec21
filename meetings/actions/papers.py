"""Papers are added and withdrawn, never replaced in silence."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.uploads import TYPES, fingerprint, safe_name
from audit.refusal import Refused
from audit.trail import picture, record
from meetings.models import Meeting, Paper

FINAL = {Meeting.State.CANCELLED, Meeting.State.CLOSED}


@transaction.atomic
def add_paper(*, meeting, title, upload, item=None, by):
    """Keep a checked file with its fingerprint."""
    meeting = Meeting.objects.select_for_update().get(pk=meeting.pk)
    if meeting.state in FINAL:
        raise Refused(_("The papers of this meeting can no longer be changed."))
    paper = Paper.objects.create(
        meeting=meeting,
        item=item,
        title=title,
        file=upload,
        name=safe_name(upload.name, upload.extension),
        content_type=TYPES[upload.extension],
        size=upload.size,
        sha256=fingerprint(upload),
        added_by=by,
    )
    record("paper.added", paper, by=by)
    return paper


@transaction.atomic
def withdraw_paper(*, paper, by):
    """Hide a paper; the file stays for the trail."""
    meeting = Meeting.objects.select_for_update().get(pk=paper.meeting_id)
    paper = Paper.objects.select_for_update().get(pk=paper.pk)
    if meeting.state in FINAL:
        raise Refused(_("The papers of this meeting can no longer be changed."))
    if paper.withdrawn_at:
        raise Refused(_("This paper is withdrawn already."))
    before = picture(paper)
    paper.withdrawn_at = timezone.now()
    paper.save(update_fields=["withdrawn_at"])
    record("paper.withdrawn", paper, by=by, before=before)
    return paper

"""Files that show what was done are added, and never replaced."""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.uploads import TYPES, fingerprint, safe_name
from audit.trail import record
from commitments import sides
from commitments.actions.history import require, taking
from commitments.models import Evidence, State, Verb


@transaction.atomic
def prove(*, commitment, title, upload, by, is_confidential=False):
    """Keep a checked file with its fingerprint."""
    with taking(Verb.PROVED, commitment, by=by, words=title) as (commitment, step):
        step.organisation = sides.as_owner(commitment, by)
        require(
            commitment.state != State.ABANDONED,
            _("This commitment is abandoned."),
        )
        step.evidence = Evidence.objects.create(
            commitment=commitment,
            title=title,
            file=upload,
            name=safe_name(upload.name, upload.extension),
            content_type=TYPES[upload.extension],
            size=upload.size,
            sha256=fingerprint(upload),
            is_confidential=is_confidential,
            added_by=by,
        )
    record("evidence.added", step.evidence, by=by)
    return step.evidence

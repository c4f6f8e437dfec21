"""On whose behalf somebody acts: the owner's, a counterpart's, or nobody's."""

from django.utils.translation import gettext as _

from accounts.models import Organisation
from audit.refusal import Refused
from commitments.models import Answer


def speaks_for(user, organisation):
    """A mandate in the organisation; for a unit of Customs, its programme officer."""
    if user is None or user.is_anonymous:
        return False
    is_customs = organisation.kind == Organisation.Kind.CUSTOMS
    if is_customs and user.has_perm("commitments.change_commitment"):
        return True
    return organisation in user.organisations()


def owns(commitment, user):
    return speaks_for(user, commitment.owner)


def as_owner(commitment, user):
    """The organisation on whose behalf a step of the owner is taken."""
    if not owns(commitment, user):
        raise Refused(
            _("Only %(owner)s takes this step.") % {"owner": commitment.owner}
        )
    return commitment.owner


def answering(commitment, user, rows=None):
    """The counterparts for which somebody speaks; whoever owns answers for none."""
    if owns(commitment, user):
        return []
    if rows is None:
        rows = commitment.counterpart_rows.select_related("organisation")
    return [row for row in rows if speaks_for(user, row.organisation)]


def as_counterpart(commitment, user, organisation=None):
    """The counterpart that answers: the one that was chosen, or the first still to."""
    if owns(commitment, user):
        raise Refused(_("You speak for the owner: the other side must answer."))
    rows = answering(commitment, user)
    if organisation is not None:
        rows = [row for row in rows if row.organisation_id == organisation.pk]
    if not rows:
        raise Refused(_("Only the counterparts of this commitment take this step."))
    return next((row for row in rows if row.answer == Answer.NONE), rows[0])

from datetime import timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.likeness import prepared_for
from portal.waiting.thing import Waiting
from surveys.models import Version

PUBLISH_WITHIN = timedelta(days=90)
DECIDE_WITHIN = 5
State = Version.State
CHANGE, APPROVE = "surveys.change_version", "surveys.approve_version"


@prepared_for
def unpublished(reader):
    found = Version.objects.visible_to(reader).filter(state__in=Version.PREPARED)
    return found.select_related("wave")


def waves(user, moment):
    """Versions of waves that wait for an analyst's or an approver's next step."""
    if not (user.has_perm(CHANGE) or user.has_perm(APPROVE)):
        return
    for version in unpublished(user):
        step = next_step(version, user)
        if step:
            detail, action = step
            yield Waiting(
                title=version.wave.name,
                detail=detail,
                action=action,
                url=reverse("surveys:desk", args=[version.wave.year]),
                due_on=due_on(version, moment),
            )


def next_step(version, user):
    """(what stands, what this person may do), None where it is another's turn."""
    if version.state == State.DRAFT and user.has_perm(CHANGE):
        if version.imported_by_id is None:
            return _("The wave has no answers yet."), _("Import its answers")
        return _("The figures are a draft."), _("Check them and hand them over")
    if not user.has_perm(APPROVE):
        return None
    prepared_by = (version.submitted_by_id, version.imported_by_id)
    if version.state == State.REVIEW and user.pk not in prepared_by:
        return _("The figures are ready for review."), _("Approve or send back")
    if version.state == State.APPROVED:
        return _("The figures are approved."), _("Set the minute of publication")
    return None


def due_on(version, moment):
    """A first draft within three months of fieldwork, all else days after its figures."""
    if version.state == State.DRAFT and not version.is_correction:
        return version.ends_on + PUBLISH_WITHIN
    return moment.workdays_after(version.computed_at or moment.now, DECIDE_WITHIN)


OFFICERS = [waves]

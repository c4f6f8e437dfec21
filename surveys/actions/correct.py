"""What is published stays as it is: a change is a new version, or a withdrawal."""

from django.db import transaction
from django.utils.translation import gettext as _

from audit import trail
from audit.refusal import Refused
from surveys.actions.review import step
from surveys.models import Aggregate, Version
from surveys.steps import locked

State = Version.State


def next_number(version, is_correction):
    """Patch for a correction, minor for updated values; major follows by itself."""
    if is_correction:
        return version.major, version.minor, version.patch + 1
    return version.major, version.minor + 1, 0


@transaction.atomic
def start_correction(*, version, is_correction, note, by):
    """Draft the next version from the last one; its note will be public."""
    version = locked(version, State.PUBLISHED, State.WITHDRAWN)
    if not note.strip():
        raise Refused(_("A correction needs its public note."))
    if version.wave.versions.filter(state__in=Version.PREPARED).exists():
        raise Refused(_("Another version of this wave is being prepared."))
    if version != version.wave.versions.first():
        raise Refused(_("A new version is drafted from the last one."))
    draft = Version.objects.get(pk=version.pk)
    draft.pk, draft.state, draft.audit = None, State.DRAFT, {}
    draft.major, draft.minor, draft.patch = next_number(version, is_correction)
    draft.note, draft.note_en = note, ""
    draft.finding = draft.finding_en = ""
    draft.publish_at = draft.published_at = draft.computed_at = None
    draft.submitted_by, draft.wants_computing = None, True
    draft.withdraws_earlier, draft.withdrawn_because = False, ""
    draft._state.adding = True
    draft.save()
    for row in (*version.questions.all(), *version.breakdowns.all()):
        row.pk, row.version = None, draft
        row._state.adding = True
        row.save()
    Aggregate.objects.create(version=draft, sums=version.aggregate.sums)
    trail.record("version.correction_started", draft, by=by, reason=note)
    return draft


@transaction.atomic
def withdraw(*, version, reason, by):
    """Take the figures away; the address stays and says why.

    Those that a version had corrected go with it: they would be the last to stand.
    """
    version = locked(version, State.PUBLISHED, State.CORRECTED)
    if not reason.strip():
        raise Refused(_("Say why the figures are withdrawn."))
    if version.state == State.PUBLISHED:
        earlier = Version.objects.reachable().filter(wave=version.wave)
        for older in earlier.select_for_update().exclude(pk=version.pk):
            take_away(older, reason, by)
    return take_away(version, reason, by)


def take_away(version, reason, by):
    verb = "version.withdrawn"
    return step(version, State.WITHDRAWN, verb, by, reason, withdrawn_because=reason)

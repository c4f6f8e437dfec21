"""Lock a version before a step, and record the step without unpublished sums."""

from django.utils.translation import gettext as _

from audit.refusal import Refused
from surveys.models import Version


def locked(version, *states):
    """The version, locked, if it stands in one of these states."""
    version = Version.objects.select_for_update().get(pk=version.pk)
    if version.state not in states:
        raise Refused(
            _("This version is %(state)s: this step is not possible.")
            % {"state": version.get_state_display()}
        )
    return version

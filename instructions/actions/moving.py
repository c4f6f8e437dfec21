"""The date of a published text is moved by a version that says so, before it starts."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from audit.refusal import Refused
from instructions.actions.drafting import save_draft, start_version
from instructions.actions.publishing import refuse_started
from instructions.models import Version
from instructions.models.standing import ORIGINAL
from workdays.words import date_format

SAME = ("changes", "legal_basis", "signatory_function", "waiver", "waiver_reason")


@transaction.atomic
def move_date(*, version, in_force_on, office_dates, reason, by):
    """Draft the same text with another date; signed and published, it takes the place."""
    version = Version.objects.select_for_update().get(pk=version.pk)
    refuse_started(version)
    if version.number != version.instruction.latest_number():
        raise Refused(_("A later version of this text exists."))
    if min([in_force_on, *office_dates.values()]) <= timezone.localdate():
        raise Refused(_("The new date must be later than today."))
    if not reason.strip():
        raise Refused(_("Say why the date is moved."))
    draft = start_version(instruction=version.instruction, by=by)
    draft.moves = version
    draft.save(update_fields=["moves"])
    values = {name: getattr(version, name) for name in SAME}
    return save_draft(
        version=draft,
        text=version.text,
        values=values
        | {
            "in_force_on": in_force_on,
            "is_correction": True,
            "note": note(version, in_force_on, reason),
        },
        office_dates=office_dates,
        relations=list(version.relations.order_by("pk").values(*COPIED)),
        by=by,
    )


COPIED = ("verb", "object_id", "effective_on", "articles")


def note(version, in_force_on, reason):
    """What everybody reads of it, in the language of the original."""
    with override(ORIGINAL):
        days = {
            "number": version.number,
            "old": date_format(version.in_force_on),
            "new": date_format(in_force_on),
            "reason": reason.strip(),
        }
        return (
            _(
                "The entry into force of version %(number)s is moved from %(old)s to %(new)s. %(reason)s"
            )
            % days
        )

"""Another person reads the figures before they may be published."""

from django.db import transaction
from django.utils.translation import gettext as _

from audit import trail
from audit.refusal import Refused
from surveys import checks
from surveys.models import Cell, Version
from surveys.steps import locked

State = Version.State


def step(version, state, verb, by, reason="", **fields):
    """Set a state, save it and write it down."""
    before = trail.picture(version)
    version.state = state
    for name, value in fields.items():
        setattr(version, name, value)
    version.save(update_fields=["state", *fields])
    trail.record(verb, version, by=by, before=before, reason=reason)
    return version


@transaction.atomic
def submit(*, version, by):
    """Hand a draft to somebody else."""
    version = locked(version, State.DRAFT)
    if not version.computed_at or version.wants_computing:
        raise Refused(_("The figures have not been computed yet."))
    major = {"major": version.major + 1, "minor": 0, "patch": 0}
    fields = major if drops_something(version) else {}
    return step(
        version, State.REVIEW, "version.submitted", by, submitted_by=by, **fields
    )


def drops_something(version):
    """Whether a question or a breakdown of the published version is gone."""
    published = Version.objects.current().filter(wave=version.wave).first()
    if published is None or published.major < version.major:
        return False
    return bool(offered(published) - offered(version))


def offered(version):
    cells = version.cells.filter(status__in=Cell.READABLE)
    return set(cells.values_list("group", "code", "breakdown").distinct())


@transaction.atomic
def send_back(*, version, reason, by):
    """Return a version to its draft, with what to mend."""
    version = locked(version, State.REVIEW, State.APPROVED)
    if not reason.strip():
        raise Refused(_("Say what is to be mended."))
    return step(version, State.DRAFT, "version.sent_back", by, reason)


@transaction.atomic
def approve(*, version, by):
    """Approve what somebody else prepared, when nothing blocks."""
    version = locked(version, State.REVIEW)
    if by.pk in (version.submitted_by_id, version.imported_by_id):
        raise Refused(_("Another person than the one who prepared them approves."))
    if found := checks.errors(version):
        raise Refused(" ".join(found))
    return step(version, State.APPROVED, "version.approved", by)

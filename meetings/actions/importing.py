"""A file becomes meetings: first kept for its dry run, then carried out."""

from dataclasses import asdict

from django.db import transaction
from django.utils.translation import gettext as _

from audit.refusal import Refused
from audit.trail import picture, record
from meetings.importing import files, plan
from meetings.models import ImportDraft, Invitation, Meeting, Programme

MOST_READ = files.MAX_BYTES + 1


def keep(*, programme, file_name, data, by):
    """Read a file and keep its lines, privately, until they are confirmed."""
    sheet = files.read(data)
    return ImportDraft.objects.create(
        programme=programme,
        user=by,
        file_name=file_name[-120:],
        lines=[asdict(line) for line in sheet.lines],
        ignored=[name[:100] for name in sheet.ignored],
    )


def dry_run(draft):
    return plan.of(draft.programme, [files.Line(**line) for line in draft.lines])


@transaction.atomic
def carry_out(*, draft, by):
    """Add and change the meetings of a file; nothing at all while an error stands."""
    programme = Programme.objects.select_for_update().get(pk=draft.programme_id)
    if programme.state == Programme.State.CLOSED:
        raise Refused(_("The programme is closed: nothing can be imported into it."))
    found = dry_run(draft)
    if found.errors:
        raise Refused(_("Nothing was saved: the file still holds errors."))
    for wanted in found.new:
        add(wanted, programme, by)
    for wanted, meeting, _changes in found.changed:
        change(wanted, meeting, by)
    if found.new or found.changed:
        reason = f"{draft.file_name}: +{len(found.new)}, ~{len(found.changed)}"
        record(
            "programme.imported",
            programme,
            by=by,
            before=picture(programme),
            reason=reason,
        )
    draft.delete()
    return found


def add(wanted, programme, by):
    meeting = Meeting.objects.create(programme=programme, **wanted.fields)
    Invitation.objects.bulk_create(
        Invitation(meeting=meeting, organisation=organisation)
        for organisation in wanted.organisations or ()
    )
    record("meeting.created", meeting, by=by, reason=invited(wanted.organisations))


def change(wanted, meeting, by):
    """Only planned meetings come here; who is invited follows the file."""
    before = picture(meeting)
    if wanted.fields["starts_at"] != meeting.starts_at:
        meeting.sequence += 1
    for name, value in wanted.fields.items():
        setattr(meeting, name, value)
    meeting.save()
    if wanted.organisations is not None:
        kept = {organisation.pk for organisation in wanted.organisations}
        meeting.invitations.exclude(organisation__in=kept).delete()
        known = set(meeting.invitations.values_list("organisation", flat=True))
        Invitation.objects.bulk_create(
            Invitation(meeting=meeting, organisation=organisation)
            for organisation in wanted.organisations
            if organisation.pk not in known
        )
    reason = invited(wanted.organisations)
    record("meeting.changed", meeting, by=by, before=before, reason=reason)


def invited(organisations):
    """Who is invited, for the trail: it stands in rows of its own."""
    return ", ".join(o.acronym for o in organisations or ())

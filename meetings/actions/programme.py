"""The life of a programme: draft, open for opinion, published, closed."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from audit.refusal import Refused
from audit.trail import picture, record
from meetings.letters.programme import round_of, tell_focal_points
from meetings.models import Meeting, Opinion, Programme
from workdays.words import date_format

State = Programme.State


def locked(programme, *states):
    """The row for a change of state, if it stands where the step may begin."""
    programme = Programme.objects.select_for_update().get(pk=programme.pk)
    if programme.state not in states:
        raise Refused(
            _("The programme is %(state)s: this step is not possible.")
            % {"state": programme.get_state_display()}
        )
    return programme


def settle(programme, state, verb, *, by, **values):
    """Change the state, and write who did it."""
    before = picture(programme)
    programme.state = state
    for name, value in values.items():
        setattr(programme, name, value)
    programme.save()
    record(verb, programme, by=by, before=before)
    return programme


def require_meetings(programme):
    if not programme.meetings.not_cancelled().exists():
        raise Refused(_("The programme holds no meeting yet."))


@transaction.atomic
def open_for_opinion(*, programme, until, by):
    """Ask the organisations what they think of the draft, until a day."""
    programme = locked(programme, State.DRAFT)
    require_meetings(programme)
    if until <= timezone.localdate():
        raise Refused(_("Choose a day after today."))
    if until > timezone.localdate() + timedelta(days=366):
        raise Refused(_("Choose a day within a year."))
    settle(programme, State.OPEN, "programme.opened", by=by, opinions_until=until)
    tell_focal_points("meetings.opinion_asked", programme, round_of(programme), by=by)
    return programme


@transaction.atomic
def return_to_draft(*, programme, by):
    """Take the draft back to work on it; the opinions given stay."""
    programme = locked(programme, State.OPEN)
    return settle(
        programme, State.DRAFT, "programme.returned", by=by, opinions_until=None
    )


@transaction.atomic
def publish(*, programme, by):
    """Sign and publish; the organisations that were promised a say have had it."""
    programme = locked(programme, State.DRAFT, State.OPEN)
    require_meetings(programme)
    if (
        programme.state == State.OPEN
        and programme.opinions_until >= timezone.localdate()
    ):
        raise Refused(
            _("Organisations may give their opinion until %(day)s: publish after it.")
            % {"day": date_format(programme.opinions_until, "j F Y")}
        )
    settle(
        programme,
        State.PUBLISHED,
        "programme.published",
        by=by,
        published_at=timezone.now(),
        signed_by=by,
    )
    tell_focal_points("meetings.programme_published", programme, "published", by=by)
    return programme


@transaction.atomic
def close(*, programme, by):
    """End the year's programme, once every meeting was held or cancelled."""
    programme = locked(programme, State.PUBLISHED)
    waiting = programme.meetings.filter(
        state__in=[Meeting.State.PLANNED, Meeting.State.CONVENED]
    ).count()
    if waiting:
        raise Refused(
            ngettext(
                "%(count)s meeting is neither held nor cancelled.",
                "%(count)s meetings are neither held nor cancelled.",
                waiting,
            )
            % {"count": waiting}
        )
    return settle(programme, State.CLOSED, "programme.closed", by=by)


@transaction.atomic
def give_opinion(*, programme, organisation, meeting, text, by):
    """What an organisation says of the draft, or of one meeting in it."""
    programme = locked(programme, State.OPEN)
    if programme.opinions_until < timezone.localdate():
        raise Refused(
            _("Opinions were asked until %(day)s.")
            % {"day": date_format(programme.opinions_until, "j F Y")}
        )
    opinion = Opinion.objects.create(
        programme=programme,
        organisation=organisation,
        meeting=meeting,
        text=text,
        author=by,
    )
    record("opinion.given", opinion, by=by)
    return opinion

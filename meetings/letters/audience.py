"""Through whom organisations and officers hear: focal points, secretaries."""

from accounts.models import Mandate, Organisation
from meetings import recipients, seats
from meetings.models import Delegate
from notices import outbox
from notices.kinds import Recipient
from notices.sharing import once


def of_organisations(organisations, but=None):
    """The focal points of these; one without any is written to at its own address."""
    organisations = {o.pk: o for o in organisations if o.is_active}
    mandates = (
        Mandate.objects.current()
        .filter(is_focal_point=True, organisation__in=organisations)
        .select_related("user")
        .order_by("pk")
    )
    people = {mandate.user_id: mandate.user for mandate in mandates}
    heard = {mandate.organisation_id for mandate in mandates}
    found = [recipients.of_person(u) for u in people.values() if u != but]
    return found + [
        Recipient(organisation.email, str(organisation))
        for pk, organisation in organisations.items()
        if pk not in heard and organisation.email
    ]


def tell_followers(kind, topic, occurrence, *, by):
    """Owe a letter to everybody who follows a topic but the person who acted."""
    rows = topic.followers.select_related("organisation")
    people = of_organisations([row.organisation for row in rows], but=by)
    outbox.post_all(kind, topic, people, occurrence)


def is_of(notice, organisations):
    """Whether the recipient still speaks for one of these organisations."""
    keys = [organisation.pk for organisation in organisations]
    if notice.user is None:
        return any(o.email.lower() == notice.email for o in organisations)
    return (
        Mandate.objects.current()
        .filter(user=notice.user, organisation__in=keys, is_focal_point=True)
        .exists()
    )


def keepers(meeting):
    """The officer in charge of a meeting and the secretaries of its committee."""
    people = seats.secretaries({meeting.committee_id} - {None})
    if meeting.officer and meeting.officer.is_active:
        people |= {meeting.officer}
    return sorted(people or seats.programme_officers(), key=lambda user: user.pk)


def has_mandate(user):
    return bool(user.mandates_today())


def is_focal_point(user):
    """Whether letters to an organisation reach this person today."""
    return bool(user.focal_organisations())


def may_be_guest(user):
    """Whether this person is, or through an organisation may be, asked to a meeting."""
    return any(
        mandate.organisation.kind != Organisation.Kind.CUSTOMS
        for mandate in user.mandates_today()
    ) or once(user, "is_delegate", Delegate.objects.filter(user=user).exists)


def may_keep_meetings(user):
    """Whether this person may be in charge of a meeting or secretary of a committee."""
    return user.has_perm("meetings.change_meeting") or user.has_perm(
        "meetings.change_local_meeting"
    )

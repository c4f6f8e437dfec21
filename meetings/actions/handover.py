"""What a mandate that ended leaves on a person's name goes to the next holder.

Nearly everything belongs to functions and organisations and needs no handing over.
Two things name a person: the officer in charge of a meeting, and who was convened.
"""

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, Subquery
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Mandate, Organisation
from accounts.succession import last_mandate, successor
from audit.refusal import Refused
from audit.trail import picture, record
from meetings.actions.invitation import remove_delegate, replace_delegate
from meetings.models import Delegate, Meeting

IN_HAND = [Meeting.State.PLANNED, Meeting.State.CONVENED, Meeting.State.HELD]


def orphaned_meetings():
    """Meetings in hand whose officer holds no mandate in Customs any more."""
    running = Mandate.objects.current().filter(
        user=OuterRef("officer"), organisation__kind=Organisation.Kind.CUSTOMS
    )
    return Meeting.objects.filter(
        ~Exists(running), state__in=IN_HAND, officer__isnull=False
    )


def left_behind(meetings):
    """Those in hand whose officer holds a mandate elsewhere, and none there any more.

    There: in the unit that leads it, or where its committee is kept. Whoever may keep
    the meeting all the same, as the programme officer may all of them, goes on with it.
    """
    customs = Mandate.objects.filter(
        Q(office=None) | Q(office__committees=OuterRef("committee")),
        Q(organisation=OuterRef("lead")) | Q(organisation=OuterRef("committee__unit")),
        user=OuterRef("officer"),
        organisation__kind=Organisation.Kind.CUSTOMS,
    )
    ended = customs.filter(ends_on__lt=timezone.localdate()).order_by("-ends_on", "-pk")
    found = meetings.filter(
        ~Exists(customs.filter(pk__in=Mandate.objects.current().values("pk"))),
        state__in=IN_HAND,
    ).annotate(mandate=Subquery(ended.values("pk")[:1]))
    for meeting in found.filter(mandate__isnull=False).select_related("officer"):
        kept = Meeting.objects.manageable_by(meeting.officer)
        if not kept.filter(pk=meeting.pk).exists():
            yield meeting


def orphaned_delegates():
    """Convened people whose mandate in the invited organisation is over."""
    own = Mandate.objects.filter(
        user=OuterRef("user"), organisation=OuterRef("invitation__organisation")
    )
    running = Mandate.objects.current().filter(
        user=OuterRef("user"), organisation=OuterRef("invitation__organisation")
    )
    return Delegate.objects.filter(
        Exists(own),
        ~Exists(running),
        is_active=True,
        invitation__meeting__state=Meeting.State.CONVENED,
        invitation__meeting__starts_at__gt=timezone.now(),
    )


def hand_over():
    """Give what is orphaned to whoever holds the function today; the rest waits."""
    for meeting in [*orphaned_meetings(), *left_behind(Meeting.objects.all())]:
        hand_over_meeting(meeting=meeting)
    for delegate in orphaned_delegates().select_related("user", "invitation"):
        hand_over_place(delegate=delegate)


@transaction.atomic
def hand_over_meeting(*, meeting):
    """To whoever holds today the function that its officer gave up."""
    meeting = Meeting.objects.select_for_update().get(pk=meeting.pk)
    heir = heir_of(given_up(meeting))
    if heir is None:
        return  # nobody yet, or another worker has just given it
    before = picture(meeting)
    meeting.officer = heir.user
    meeting.save(update_fields=["officer", "updated_at"])
    reason = _("The mandate ended; the next holder takes over.")
    record("meeting.handed_over", meeting, by=None, before=before, reason=reason)


def given_up(meeting):
    """The mandate by which its officer had a meeting in hand, now that it is over."""
    own = Meeting.objects.filter(pk=meeting.pk)
    for row in left_behind(own):
        return Mandate.objects.get(pk=row.mandate)
    if orphaned_meetings().filter(pk=meeting.pk).exists():
        customs = Organisation.Kind.CUSTOMS
        return last_mandate(meeting.officer, organisation__kind=customs)
    return None


def heir_of(old):
    """Who holds the function of a past mandate today, if anybody does yet."""
    heir = successor(old) if old else None
    is_here = heir and heir.starts_on <= timezone.localdate()
    return heir if is_here else None


def hand_over_place(*, delegate):
    """The next holder is convened instead, by the letter that everybody gets."""
    organisation = delegate.invitation.organisation_id
    heir = heir_of(last_mandate(delegate.user, organisation=organisation))
    if heir is None:
        return
    here = delegate.invitation.delegates.filter(
        email__iexact=heir.user.email, is_active=True
    )
    try:
        if here.exists():
            remove_delegate(delegate=delegate, by=None)
        else:
            replace_delegate(
                delegate=delegate,
                name=heir.user.name,
                function=heir.function,
                email=heir.user.email,
                language=heir.user.language,
                by=None,
            )
    except Refused:
        return

from django.db.models import Exists, OuterRef, Q
from django.shortcuts import render
from django.utils import timezone

from accounts.likeness import prepared_for
from accounts.models import SavedSearch
from audit.prepared import NOW
from meetings.models import Invitation, Meeting, Programme
from portal.waiting import waiting

SOON = 5


def dashboard(request):
    """What waits, by deadline, then the meetings of one's own organisations."""
    organisations = request.user.organisations()
    context = {
        "waiting": waiting(request.user),
        "organisations": organisations,
        "searches": SavedSearch.objects.visible_to(request.user),
        "meetings": own_meetings(request.user, now=timezone.now()),
    }
    return render(request, "portal/dashboard.html", context)


@prepared_for
def own_meetings(reader):
    organisations = reader.organisations()
    invited = Invitation.objects.filter(
        meeting=OuterRef("pk"), organisation__in=organisations
    )
    return (
        Meeting.objects.visible_to(reader)
        .not_cancelled()
        .filter(
            Q(Exists(invited)) | Q(lead__in=organisations),
            programme__state=Programme.State.PUBLISHED,
            ends_at__gte=NOW,
        )
        .select_related("programme", "room", "committee")[:SOON]
    )

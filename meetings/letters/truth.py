"""Whether a letter still holds when it is about to leave; "" or the reason why not."""

from django.utils.translation import gettext as _

from meetings.letters.facts import agenda, delegates_of, is_pending, papers
from meetings.models import Meeting, Minutes
from meetings.models.invitation import Answer

COMING = {Answer.ACCEPTED, Answer.REPRESENTED}
PERHAPS_COMING = COMING | {Answer.TENTATIVE}


def of_meeting(meeting, moves):
    """What every letter that asks somebody to come stands on."""
    if meeting.state == Meeting.State.CANCELLED:
        return _("The meeting is cancelled.")
    if meeting.state != Meeting.State.CONVENED:
        return _("The meeting is not convened any more.")
    if meeting.has_begun():
        return _("The meeting has begun.")
    if str(meeting.moves) != moves:
        return _("The meeting was moved again.")
    return ""


def of_convocation(notice):
    moves, _sequence, number = notice.occurrence.split("-")
    if reason := of_meeting(notice.about, moves):
        return reason
    delegates = delegates_of(notice)
    if not delegates:
        return _("This person is no longer on the list.")
    if all(delegate.link_number != int(number) for delegate in delegates):
        return _("The link was renewed.")
    return ""


def of_guest(notice, moves=None):
    """The recipient must still be a guest, at the date that was written about."""
    if reason := of_meeting(notice.about, moves or notice.occurrence):
        return reason
    if not delegates_of(notice):
        return _("This person is no longer on the list.")
    return ""


def of_place(notice):
    return of_guest(notice, notice.occurrence.partition("-")[0])


def of_cancellation(notice):
    if notice.about.state != Meeting.State.CANCELLED:
        return _("The meeting is not cancelled.")
    return _("The meeting is past.") if notice.about.is_over() else ""


def of_farewell(notice):
    if notice.about.has_begun():
        return _("The meeting has begun.")
    return _("This person is on the list again.") if delegates_of(notice) else ""


def of_reminder(*answers):
    """The recipient must still have given one of these answers."""

    def still_true(notice):
        if reason := of_guest(notice):
            return reason
        if any(delegate.answer in answers for delegate in delegates_of(notice)):
            return ""
        return _("The answer has changed.")

    return still_true


def of_papers(notice):
    if reason := of_reminder(*PERHAPS_COMING)(notice):
        return reason
    if papers(notice.about) or agenda(notice.about):
        return ""
    return _("There is nothing to read any more.")


def of_question(notice):
    if reason := of_guest(notice):
        return reason
    if any(is_pending(delegate) for delegate in delegates_of(notice)):
        return ""
    return _("The answer was given.")


def of_list(notice):
    """Who comes: for those who receive the guests."""
    return of_meeting(notice.about, notice.occurrence)


def of_aftermath(notice):
    meeting = notice.about
    if meeting.state not in {Meeting.State.CONVENED, Meeting.State.HELD}:
        return _("The meeting is closed or cancelled.")
    minutes = Minutes.objects.filter(meeting=meeting).first()
    if minutes and minutes.state != Minutes.State.DRAFT:
        return _("The minutes are circulated.")
    return "" if meeting.is_over() else _("The meeting was moved.")

from meetings.models import Level, Meeting

OFFICERS = {"officer", "signatory", "auditor", "administrator"}


def who_sees(meeting, cast):
    return {
        name
        for name, user in cast.items()
        if Meeting.objects.visible_to(user).filter(pk=meeting.pk).exists()
    }


def test_a_meeting_of_the_parties_is_seen_by_them_and_by_officers(meeting, cast):
    meeting.lead = None
    meeting.save()

    assert who_sees(meeting, cast) == OFFICERS | {"broker"}


def test_a_meeting_for_partners_is_seen_by_whoever_holds_a_mandate(meeting, cast):
    meeting.level = Level.PARTNERS
    meeting.save()

    assert who_sees(meeting, cast) == set(cast) - {"stranger", "user_manager"}


def test_a_public_meeting_is_seen_by_all_once_its_programme_is_published(meeting, cast):
    meeting.level = Level.PUBLIC
    meeting.save()
    assert who_sees(meeting, cast) == set(cast)

    meeting.programme.state = "draft"
    meeting.programme.save()
    assert who_sees(meeting, cast) == OFFICERS


def test_a_secretary_sees_the_meetings_of_own_committee(meeting, cast, committee):
    meeting.committee, meeting.lead = committee, None
    meeting.save()

    assert who_sees(meeting, cast) == OFFICERS | {"broker", "secretary"}

"""Minutes published in time, women among delegates: computed a second time by SQL."""

from datetime import timedelta

from django.db import connection
from django.utils import timezone

from meetings.actions.minutes import attending, publishing
from meetings.minutes_figures import (
    Share,
    published_in_time,
    when_published,
    women_among_delegates,
    women_counted,
)
from meetings.models import Meeting, Minutes
from tests.world.minutes import held_with, written
from workdays.arithmetic import add_workdays


def of_year(meeting):
    return when_published(Meeting.objects.filter(programme=meeting.programme))


def test_published_minutes_are_in_time_and_missing_ones_late_after_fifteen_days(
    approved, officer, brokers, customs
):
    meeting = approved.meeting
    missing = held_with(brokers, meeting.programme, customs, officer)
    assert published_in_time(of_year(meeting)) == Share(0, 0)
    publishing.publish(minutes=approved, by=officer)
    assert published_in_time(of_year(meeting)) == Share(1, 1)

    last = add_workdays(timezone.localdate(missing.ends_at), 15)
    assert published_in_time(of_year(meeting), last) == Share(1, 1)
    after = published_in_time(of_year(meeting), last + timedelta(days=1))
    assert (after, after.percent) == (Share(1, 2), 50)


def test_minutes_published_after_fifteen_working_days_are_late(approved, officer):
    publishing.publish(minutes=approved, by=officer)
    long_ago = timezone.now() - timedelta(days=40)
    Meeting.objects.update(starts_at=long_ago, ends_at=long_ago + timedelta(hours=2))

    assert published_in_time(of_year(approved.meeting)) == Share(0, 1)


WOMEN = """
SELECT SUM(women), SUM(present) FROM (
    SELECT m.women AS women,
        (SELECT COUNT(*) FROM meetings_attendance a
         WHERE a.meeting_id = m.meeting_id AND a.is_present) AS present
    FROM meetings_minutes m WHERE m.women IS NOT NULL
) AS counted
"""


def test_women_are_counted_over_the_meetings_that_counted(
    programme, brokers, customs, officer, broker
):
    meetings = [held_with(brokers, programme, customs, officer) for _turn in range(3)]
    for meeting in meetings:
        written(meeting, officer)
        attending.add_person(
            meeting=meeting,
            name="Mme Diarra",
            function="",
            organisation=brokers,
            organisation_name="",
            by=officer,
        )
    attending.count_women(meeting=meetings[0], women=1, by=officer)
    attending.count_women(meeting=meetings[1], women=0, by=officer)

    meetings = Meeting.objects.filter(programme=programme)
    share = women_among_delegates(women_counted(meetings))

    with connection.cursor() as cursor:
        cursor.execute(WOMEN)
        assert (share.part, share.whole) == tuple(map(int, cursor.fetchone()))
    assert (share, share.percent) == (Share(1, 4), 25)
    assert Minutes.objects.filter(women=None).count() == 1


def test_a_share_of_nothing_has_no_percentage():
    assert Share(0, 0).percent is None

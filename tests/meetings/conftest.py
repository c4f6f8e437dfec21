import pytest
from django.utils import timezone
from django.utils.translation import override

from meetings.actions.meeting import convene
from meetings.models import Delegate
from notices.kinds import KINDS
from notices.models import Notice
from tests.meetings.year_2027 import (  # noqa: F401
    csv_2027,
    holidays_2027,
    house,
    imported,
    programme_2027,
    xlsx_2027,
)


@pytest.fixture(autouse=True)
def in_french():
    """Whatever language the last page of another test was read in."""
    with override("fr"):
        yield


@pytest.fixture
def convened(meeting, broker, officer):
    """The meeting, once its only focal point is written to."""
    return convene(meeting=meeting, by=officer)


@pytest.fixture
def delegate(convened):
    return Delegate.objects.get()


@pytest.fixture
def letters():
    """What is owed and still true, in order: kind, address, subject."""

    def written(*kinds):
        found = []
        for notice in Notice.objects.filter(state="waiting").order_by("pk"):
            kind = KINDS[notice.kind]
            if (not kinds or notice.kind in kinds) and not kind.still_true(notice):
                found.append((notice.kind, notice.email, kind.letter(notice)))
        return found

    return written


@pytest.fixture
def in_its_year(meeting):
    """The meeting, in the programme of its own year also when it is December."""
    meeting.programme.year = timezone.localtime(meeting.starts_at).year
    meeting.programme.save()
    return meeting

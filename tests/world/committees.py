"""A committee with a member."""

import pytest

from meetings.models import CommitteeMember


@pytest.fixture
def bodies(committee, brokers):
    seat = CommitteeMember.objects.create(
        committee=committee, organisation=brokers, titular="Point focal"
    )
    return {"COMMITTEE": committee.pk, "SEAT": seat.pk}

"""A committee with a member."""

import pytest

from meetings.models import CommitteeMember


@pytest.fixture
def bodies(cast, committee, brokers):
    seat = CommitteeMember.objects.create(
        committee=committee, organisation=brokers, titular="Point focal"
    )
    mandate = cast["broker"].mandates.get()
    return {"COMMITTEE": committee.pk, "SEAT": seat.pk, "MANDATE": mandate.pk}

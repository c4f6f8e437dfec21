"""The clock of the story: months pass in it, for the portal and its database alike."""

from contextlib import contextmanager
from datetime import UTC, datetime

import time_machine
from django.utils import timezone

from commitments.tasks import escalate_overdue
from meetings.tasks import convoke_newcomers, hand_over, keep_deadlines_of_minutes
from notices import planning
from notices.tasks import send
from surveys.tasks import compute_waiting, publish_due

BEGINNING = datetime(2026, 3, 2, 10, tzinfo=UTC)
# What beat rings, in the order in which one thing leads to the next.
TASKS = (
    *(hand_over, convoke_newcomers, keep_deadlines_of_minutes),
    *(escalate_overdue, compute_waiting, publish_due),
)


class Clock:
    """Where the hands stand; they go on by themselves."""

    def __init__(self, traveller):
        self.traveller = traveller
        self.on_a_new_day = []  # whatever people do again after a while

    def to(self, month, day, hour=10, minute=0):
        """A day of the year of the story."""
        moment = datetime(BEGINNING.year, month, day, hour, minute, tzinfo=UTC)
        self.traveller.move_to(moment)
        for act in self.on_a_new_day:
            act()

    def ring(self):
        """What beat would have rung by now, and the post."""
        for task in TASKS:
            task()
        planning.plan(timezone.now())
        send()


@contextmanager
def running():
    with time_machine.travel(BEGINNING, tick=True) as traveller:
        yield Clock(traveller)

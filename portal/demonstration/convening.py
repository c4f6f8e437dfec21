"""What comes next is convened for real: letters are owed, some have answered."""

from datetime import timedelta

from django.core.files.base import ContentFile
from django.utils import timezone

from accounts.models import User
from meetings.actions.answer import answer
from meetings.actions.meeting import convene
from meetings.actions.papers import add_paper
from meetings.models import Delegate, Meeting
from meetings.models.invitation import Answer
from portal.demonstration import people

SOON = timedelta(days=21)
# What the first guests of a meeting answered; the others have not, yet.
FIRST_ANSWERS = (Answer.ACCEPTED, Answer.DECLINED, Answer.ACCEPTED)
NOTE = """Note de présentation (données fictives)

Chiffres du trimestre, délais constatés, et ce que la Douane propose.
"""


def convene_the_next(today):
    """Convene what stands within three weeks; the nearest has a paper and answers."""
    officer = User.objects.get(email=people.OFFICER)
    soon = Meeting.objects.filter(
        programme__year=today.year,
        state=Meeting.State.PLANNED,
        starts_at__gt=timezone.now(),
        starts_at__date__lte=today + SOON,
    )
    for rank, meeting in enumerate(soon):
        convene(meeting=meeting, by=officer)
        if rank < len(FIRST_ANSWERS):
            hand_out_a_paper(meeting, officer)
            let_some_answer(meeting, FIRST_ANSWERS[rank:])


def hand_out_a_paper(meeting, officer):
    upload = ContentFile(NOTE.encode(), name="note-de-presentation.txt")
    upload.extension = "txt"
    add_paper(meeting=meeting, title="Note de présentation", upload=upload, by=officer)


def let_some_answer(meeting, answers):
    delegates = Delegate.objects.filter(invitation__meeting=meeting).order_by("pk")
    for delegate, reply in zip(delegates, answers, strict=False):
        answer(
            delegate=delegate, reply=reply, via=Delegate.Via.PORTAL, by=delegate.user
        )

"""Topics in every state, calls for them, agendas of meetings held and to come."""

from datetime import datetime, time, timedelta

from django.utils import timezone

from accounts.models import Organisation, User
from audit.trail import record
from meetings import agendas
from meetings.actions import agenda, calls, escalation, following
from meetings.actions import topic as actions
from meetings.actions.publishing import publish
from meetings.models import (
    AgendaEdition,
    AgendaItem,
    Committee,
    Meeting,
    Topic,
    TopicCall,
    TopicFollower,
)
from portal.demonstration import people
from portal.demonstration.proposals import FOR_MEETINGS, PROPOSALS

State = Topic.State
PROPOSED_BEFORE, DECIDED_BEFORE = timedelta(days=40), timedelta(days=20)
PUBLISHED_BEFORE = timedelta(days=10)
FOLLOW_UP_TAKES = 15
PUBLISHED = 2  # of the meetings to come, those whose agenda is out


def load_past(year, said):
    """Each meeting that took place had its topic and its published agenda."""
    officer = User.objects.get(email=people.OFFICER)
    past = Meeting.objects.filter(
        programme__year=year,
        state__in=[Meeting.State.HELD, Meeting.State.CLOSED],
    ).order_by("-starts_at")
    ranked = list(enumerate(past.select_related("programme")))
    for number, (rank, meeting) in enumerate(reversed(ranked), 1):
        subjects = [said[(rank + turn) % len(said)] for turn in (0, 1)]
        guests = meeting.organisations.order_by("pk")
        proposer = guests[rank % len(guests)]
        topic = topic_of_old(meeting, subjects[0], number, proposer)
        set_agenda(meeting, topic, subjects, officer)


def topic_of_old(meeting, subject, number, proposer):
    proposed_at = meeting.starts_at - PROPOSED_BEFORE
    topic = Topic.objects.create(
        reference=f"T-{meeting.programme.year}-{number:03}",
        year=meeting.programme.year,
        number=number,
        title=subject.title,
        text=subject.guests,
        proposer=proposer,
        factor=subject.factor,
        meeting=meeting,
        level=meeting.level,
        state=State.ACCEPTED,
        proposed_at=proposed_at,
        decided_at=meeting.starts_at - DECIDED_BEFORE,
    )
    TopicFollower.objects.create(topic=topic, organisation=proposer, since=proposed_at)
    record("topic.proposed", topic, by=None)
    return topic


def set_agenda(meeting, topic, subjects, officer):
    """The follow-up, the topic, a subject of Customs: together the whole meeting."""
    agenda.follow_up(meeting).save()
    length = agendas.length(meeting) - FOLLOW_UP_TAKES
    for position, (subject, presents) in enumerate(
        zip(subjects, (topic.proposer, meeting.lead), strict=True), 1
    ):
        is_first = position == 1
        AgendaItem.objects.create(
            meeting=meeting,
            position=position,
            topic=topic if is_first else None,
            title=subject.title,
            minutes=length * 3 // 5 if is_first else length - length * 3 // 5,
            presenter_organisation=presents,
        )
    AgendaEdition.objects.create(
        meeting=meeting,
        number=1,
        items=agendas.picture_of(meeting),
        published_at=meeting.starts_at - PUBLISHED_BEFORE,
        published_by=officer,
    )


def load_coming(today):
    """What is asked for and decided now, by the functions that the pages use."""
    officer = User.objects.get(email=people.OFFICER)
    call_for_topics(today, officer)
    decided = {}
    for proposal in PROPOSALS:
        decided[proposal.title] = decide(proposal, decided, officer, today)
    prepare_agendas(officer)


def call_for_topics(today, officer):
    """One for the rest of the year, one for the next meeting that is far enough."""
    last_day = today + timedelta(days=20)
    closes_at = timezone.make_aware(datetime.combine(last_day, time(16)))
    programme = Meeting.objects.filter(programme__year=today.year)[0].programme
    text = "Proposez ce que la Douane et vous devez régler ensemble."
    call = TopicCall(programme=programme, text=text, closes_at=closes_at)
    calls.announce(call=call, by=officer)
    far = Meeting.objects.filter(
        programme=programme,
        state__in=[Meeting.State.PLANNED, Meeting.State.CONVENED],
        starts_at__gt=timezone.now() + timedelta(days=17),
    )
    for meeting in far.order_by("starts_at")[:1]:
        calls.announce(call=TopicCall(meeting=meeting), by=officer)


def decide(proposal, decided, officer, today):
    """Propose it as its organisation, then do what became of it."""
    topic = propose(proposal, today)
    if proposal.fate == "accepted":
        actions.accept(topic=topic, by=officer)
    elif proposal.fate == "declined":
        actions.decline(topic=topic, reason=proposal.reason, by=officer)
    elif proposal.fate == "merged":
        into = list(decided.values())[-1]
        following.merge(topic=topic, into=into, by=officer)
    elif proposal.fate in {"escalated", "answered"}:
        reason = proposal.reason if proposal.fate == "escalated" else proposal.text
        escalation.escalate(topic=topic, reason=reason, by=officer)
    if proposal.fate == "answered":
        escalation.answer(topic=topic, answer=proposal.reason, by=officer)
    return topic


def propose(proposal, today):
    organisation = Organisation.objects.get(acronym=proposal.organisation)
    topic = Topic(
        year=today.year,
        title=proposal.title,
        title_en=proposal.title_en,
        text=proposal.text,
        factor=proposal.factor,
        proposer=organisation,
        is_masked=proposal.is_masked,
        committee=Committee.objects.filter(name=proposal.committee).first(),
        proposed_at=timezone.now() - timedelta(days=proposal.days_ago),
    )
    return actions.propose(topic=topic, by=focal_point(organisation))


def focal_point(organisation):
    mandates = organisation.mandates.filter(is_focal_point=True)
    return mandates.select_related("user").order_by("pk")[0].user


def prepare_agendas(officer):
    """The next meetings have an agenda, the nearest of them a published one."""
    coming = Meeting.objects.filter(
        state=Meeting.State.CONVENED, starts_at__gt=timezone.now()
    ).order_by("starts_at")
    for rank, meeting in enumerate(coming[: len(FOR_MEETINGS)]):
        title, title_en, factor = FOR_MEETINGS[rank]
        proposer = meeting.organisations.order_by("pk").first()
        topic = Topic(
            title=title,
            title_en=title_en,
            factor=factor,
            proposer=proposer,
            meeting=meeting,
        )
        actions.propose(topic=topic, by=focal_point(proposer))
        item = agenda.place(topic=topic, meeting=meeting, by=officer)
        values = {"minutes": 40, "expects_paper": True}
        agenda.change_item(item=item, values=values, by=officer)
        last = AgendaItem(
            meeting=meeting,
            title="Questions diverses",
            title_en="Any other business",
            minutes=20,
            presenter="Chargé du programme",
        )
        agenda.add_item(item=last, by=officer)
        if rank < PUBLISHED:
            publish(meeting=meeting, by=officer)

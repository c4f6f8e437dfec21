"""The year before: its meetings with their minutes, and what became of its promises."""

from datetime import datetime, timedelta

from django.utils import timezone

from accounts.models import Organisation, User
from audit.trail import record
from commitments.actions.promising import next_reference
from commitments.demo.loading import Loader
from commitments.demo.names import (
    ABANDON,
    CLAIM,
    CONFIRM,
    CONSENT,
    POSTPONE,
    START,
)
from commitments.models import Commitment
from meetings.models import (
    Committee,
    Escalation,
    Level,
    Meeting,
    Topic,
    TopicFollower,
)
from portal.demonstration import minutes, people
from portal.demonstration.discussions_before import DISCUSSIONS_BEFORE
from portal.demonstration.sealing import published

DECLINED, ANSWERED = Topic.State.DECLINED, Topic.State.ANSWERED
OTHERS = (
    # organisation, topic, what became of it, in which words
    (
        *("CNPM", "Taux de la redevance statistique", DECLINED),
        "La loi de finances le fixe ; la demande relève du ministère.",
    ),
    (
        *("CMTR", "Stationnement de nuit à Diboli", ANSWERED),
        "Le terrain voisin est ouvert aux camions scellés depuis le 1er juillet.",
    ),
    (
        *("OPI", "Exonération d’une entreprise", DECLINED),
        "Un cas particulier se traite par recours, non en réunion.",
    ),
    (
        *("AMELEF", "Priorité des denrées périssables", ANSWERED),
        "La visite des périssables passe en tête de file dans tous les bureaux.",
    ),
)
FIRST, EVERY = 5, 7  # of the meetings that brought a promise, each another one
ON_PAPER = FIRST  # the meeting of which one party approved by letter
LONG_ENOUGH = 50  # days since a date for all that follows it to have happened


def load(today):
    """Every meeting that was held has published minutes; ten of them a promise."""
    officer = User.objects.get(email=people.OFFICER)
    loader = Loader(today, officer, {})
    past = Meeting.objects.filter(
        programme__year=today.year - 1,
        state__in=[Meeting.State.HELD, Meeting.State.CLOSED],
    ).select_related("programme__directorate", "committee__unit", "lead", "officer")
    said = DISCUSSIONS_BEFORE
    for rank, meeting in enumerate(past.order_by("-starts_at")):
        if not minutes.mark_who_came(meeting, officer):
            continue
        promises = rank % EVERY == FIRST and rank < EVERY * len(said)
        row = minutes.write(meeting, rank, officer, promises, said)
        if promises:
            row.level = Level.PUBLIC
        published(row, rank, officer, Past(loader).make_real, on_paper=rank == ON_PAPER)
    load_others(today, officer)


def load_others(today, officer):
    """What was asked for and not taken up, or was handed up and answered."""
    year = today.year - 1
    february = timezone.make_aware(datetime(year, 2, 3, 10))
    first = Topic.objects.filter(year=year).count() + 1
    for rank, (acronym, title, state, words) in enumerate(OTHERS):
        number, proposed_at = first + rank, february + timedelta(days=30 * rank)
        proposer = Organisation.objects.get(acronym=acronym)
        topic = Topic.objects.create(
            reference=f"T-{year}-{number:03}",
            year=year,
            number=number,
            title=title,
            proposer=proposer,
            level=Level.PARTNERS,
            state=state,
            reason=words if state == Topic.State.DECLINED else "",
            answer=words if state == Topic.State.ANSWERED else "",
            proposed_at=proposed_at,
            decided_at=proposed_at + timedelta(days=12),
        )
        TopicFollower.objects.create(
            topic=topic, organisation=proposer, since=proposed_at
        )
        record("topic.proposed", topic, by=None)
        if state == Topic.State.ANSWERED:
            hand_up(topic, words, officer)


def hand_up(topic, answer, officer):
    """From a local committee to the plenary, and the answer back."""
    local = Committee.objects.filter(kind=Committee.Kind.LOCAL).first()
    topic.committee = local
    topic.save()
    at = topic.proposed_at + timedelta(days=10)
    Escalation.objects.create(
        topic=topic,
        from_committee=local,
        to_committee=local.parent,
        reason="Le comité local n’a pas le pouvoir d’en décider.",
        answer=answer,
        escalated_at=at,
        escalated_by=officer,
        answered_by=officer,
        answered_at=at + timedelta(days=21),
        due_on=(at + timedelta(days=30)).date(),
    )


class Past:
    """Turns what was promised into a commitment of its own time, with its end."""

    def __init__(self, loader):
        self.loader = loader

    def make_real(self, promise, sealed, officer):
        made_on = sealed.circulated_at.date()
        made, due = self.days_ago(made_on), self.days_ago(promise.due_on)
        counterparts = list(promise.counterparts.all())
        commitment = Commitment(
            reference=next_reference(made_on.year),
            what=promise.what,
            owner=promise.owner,
            owner_function=promise.owner_function,
            factor=promise.factor,
            first_due_on=promise.due_on,
            due_on=promise.due_on,
            expected_evidence=promise.expected_evidence,
            level=sealed.level,
            promised_on=made_on,
        )
        end = ENDS[promise.factor] if due >= LONG_ENOUGH else nothing
        steps = end(made, due, counterparts[0].acronym)
        self.loader.write(commitment, counterparts, made, steps)
        promise.commitment = commitment
        promise.save(update_fields=["commitment"])

    def days_ago(self, day):
        return (self.loader.today - day).days


def kept(_made, due, who):
    return [
        (CLAIM, due + 4, "Fait, comme le montre la pièce.", 1),
        (CONFIRM, due - 6, who, "Nous le constatons."),
    ]


def kept_late(made, due, who):
    return [
        (START, made - 10),
        (CLAIM, due - 17, "Fait, avec deux semaines de retard.", 1),
        (CONFIRM, due - 24, who, ""),
    ]


def postponed(_made, due, who):
    return [
        (POSTPONE, due + 5, 30 - due, "Le matériel n’était pas livré."),
        (CLAIM, due - 28, "Fait à la nouvelle date.", 0),
        (CONFIRM, due - 36, who, ""),
    ]


def abandoned(_made, due, who):
    return [
        (ABANDON, due - 3, "La réforme en cours rend la mesure sans objet."),
        (CONSENT, due - 12, who, "D’accord, sous réserve de la réforme."),
    ]


def nothing(_made, _due, _who):
    return []


# By factor, what became of the promises of the year before.
ENDS = {
    2: postponed,
    3: kept,
    4: kept,
    5: kept,
    6: kept_late,
    7: abandoned,
    8: kept,
    9: nothing,
    10: kept,
}

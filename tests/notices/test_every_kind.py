"""Every kind of letter of every app, rendered in both languages."""

import email
import re
from datetime import timedelta
from email.policy import default

import pytest
from django.db import transaction
from django.utils import timezone
from django.utils.translation import override

from accounts.models import AccessRequest, Mandate, Organisation, PasswordLink, User
from commitments.models import Commitment, Step
from instructions.models import Consultation, Difficulty, Relation, Version
from meetings.letters import codes
from meetings.models import (
    Addendum,
    AgendaItem,
    Approval,
    Committee,
    Correction,
    Delegate,
    Escalation,
    Meeting,
    Minutes,
    Programme,
    Registration,
    Topic,
    TopicCall,
)
from notices.compose import compose
from notices.kinds import KINDS, Recipient
from notices.models import Address
from notices.outbox import row
from surveys.models import Version as Wave

SOON = timezone.localdate() + timedelta(days=20)


def meeting(world):
    return Meeting.objects.get(pk=world["MEETING"])


def minutes_of(name):
    return lambda world: Minutes.objects.get(meeting=world[name])


def ending(world):
    Mandate.objects.filter(user__email="broker@example.org").update(ends_on=SOON)
    return Mandate.objects.get(user__email="broker@example.org")


def moving(world):
    old = Version.objects.order_by("pk").first()
    draft = Version.objects.filter(instruction__slug=world["DRAFT_TEXT"])
    draft.update(moves=old)
    return draft.get()


def first(model, **fields):
    return lambda world: model.objects.filter(**fields).first()


def open_programme(world):
    programme = Programme.objects.get(pk=world["OPENED"])
    programme.opinions_until = SOON
    programme.save()
    return programme


def merged_topic(world):
    topic = Topic.objects.first()
    like = {name: getattr(topic, name) for name in ("proposer", "year", "meeting")}
    into = Topic.objects.create(reference="S-99", number=99, title="Visites", **like)
    return Topic.objects.create(
        reference="S-98",
        number=98,
        title="Visite",
        state="merged",
        merged_into=into,
        **like,
    )


def placed_topic(world):
    topic = Topic.objects.first()
    AgendaItem.objects.filter(is_follow_up=False).update(topic=topic)
    return topic


def recorded(world):
    found = Approval.objects.filter(proofs__isnull=False)
    found.update(how="recorded", by=User.objects.first(), at=timezone.now())
    return Approval.objects.get(how="recorded")


def answered(world):
    Correction.objects.update(state="taken", reason="C’est vrai.")
    return Correction.objects.get()


def escalation(world):
    committee = Committee.objects.get()
    above = Committee.objects.create(name="Comité national", kind="national")
    return Escalation.objects.create(
        topic=Topic.objects.first(),
        from_committee=committee,
        to_committee=above,
        reason="Rien n’y fait.",
        due_on=SOON,
        answer="Trois guichets de plus.",
        answered_at=timezone.now(),
        answered_by=User.objects.first(),
        escalated_by=User.objects.first(),
    )


def relation(world):
    version = Version.objects.order_by("pk").last()
    other = Version.objects.order_by("pk").first().instruction
    return Relation.objects.create(subject=version, object=other, verb="amends")


def added_to(world):
    minutes = Minutes.objects.get(meeting=world["SEALED"])
    Addendum.objects.create(
        minutes=minutes,
        number=1,
        organisation=Organisation.objects.get(acronym="FETRAM"),
        text="Nous ajoutons ceci.",
        by=User.objects.first(),
    )
    return minutes


def link(world):
    user = User.objects.get(email="broker@example.org")
    return PasswordLink.objects.create(user=user, purpose=PasswordLink.Purpose.WELCOME)


def asked(world):
    return AccessRequest.objects.create(
        name="Ada", email="ada@example.org", function="SG", reason="Sans mandat."
    )


def refused(world):
    return Address.objects.create(
        email="gone@example.org", bounced_at=timezone.now(), reason="550 gone"
    )


def owing(occurrence, about, *names):
    return dict.fromkeys(names, (about, occurrence))


def step(about):
    return f"step {Step.objects.filter(commitment=about).last().pk}"


def farewell(about):
    return f"{Delegate.objects.get(invitation__meeting=about).pk}-token"


TOPICS = ("accepted", "declined")
CALLS = (codes.CALL_OPEN, codes.CALL_CLOSING, codes.CALL_LAST_DAY, codes.CALL_CLOSED)
TEXTS = ("published", "tomorrow", "taken_back")
PROMISES = (
    *("promised", "confirmed", "contested", "postponed", "abandoned", "consented"),
)
CASES = {
    **owing("0-0-0", meeting, codes.CONVENED),
    **owing("0-1", meeting, codes.PLACE_CHANGED),
    **owing("0", meeting, codes.MOVED, codes.CANCELLED, codes.PLEASE_ANSWER),
    **owing("0", meeting, codes.PAPERS, codes.REMINDER, codes.TOMORROW),
    **owing("0", meeting, codes.WHO_COMES, codes.AFTERWARDS, "meetings.minutes_due"),
    **owing(farewell, meeting, codes.UNINVITED),
    **owing("1", meeting, codes.AGENDA),
    **owing("1", minutes_of("ASKED_MINUTES"), "meetings.minutes_to_correct"),
    **owing("1", minutes_of("ASKED_MINUTES"), "meetings.minutes_reminder"),
    **owing("1", minutes_of("ASKED_MINUTES"), "meetings.minutes_deadline_moved"),
    **owing("1", minutes_of("ASKED_MINUTES"), "meetings.minutes_changed"),
    **owing("1", minutes_of("SEALED"), "meetings.minutes_approved"),
    **owing("1", minutes_of("SEALED"), "meetings.minutes_published"),
    **owing("addendum 1", added_to, "meetings.minutes_added_to"),
    **owing("1", recorded, "meetings.approval_recorded"),
    **owing("1", first(Correction), "meetings.correction_proposed"),
    **owing("1", answered, "meetings.correction_answered"),
    **owing("1", open_programme, "meetings.opinion_asked", "meetings.opinion_awaited"),
    **owing("1", first(Programme), "meetings.programme_published"),
    **owing("1", first(Topic), *(f"meetings.topic_{name}" for name in TOPICS)),
    **owing("1", merged_topic, codes.TOPIC_MERGED),
    **owing(lambda topic: f"{topic.meeting_id}", placed_topic, codes.TOPIC_PLACED),
    **owing("1", first(TopicCall), *CALLS),
    **owing("0", first(AgendaItem, is_follow_up=False), codes.PAPER_DUE),
    **owing("1", escalation, "topic.escalated", "topic.gone_up", "topic.answered"),
    **owing("1", first(Committee), codes.COMMITTEE_DORMANT, codes.COMMITTEE_ENDED),
    **owing("1", first(Registration), "day.confirm", "day.confirmed", "day.waiting"),
    **owing("1", first(Registration), "day.cancelled", "day.changed", "day.reminder"),
    **owing("1", first(Registration), codes.DAY_CERTIFICATE),
    **owing("1", ending, "handover.left", "handover.received"),
    **owing("1", first(Version), *(f"instruction.{name}" for name in TEXTS)),
    **owing("1", moving, "instruction.moved"),
    **owing("1", relation, "instruction.amended", "instruction.repealed"),
    **owing("1", first(Consultation), "consultation.opened", "consultation.closing"),
    **owing("1", first(Consultation), "consultation.answered"),
    **owing("1", first(Consultation), "consultation.reply_due"),
    **owing("1", first(Difficulty), "difficulty.reported", "difficulty.due"),
    **owing("1", first(Difficulty), "difficulty.answered"),
    **owing("1", first(Wave, state="published"), "surveys.published"),
    **owing(step, first(Commitment), *(f"commitments.{name}" for name in PROMISES)),
    **owing("1", first(Commitment), "commitments.due_soon", "commitments.overdue"),
    **owing("1", first(Commitment), "commitments.escalated"),
    **owing(step, first(Commitment, state="claimed"), "commitments.claimed"),
    **owing("1", first(Commitment, state="claimed"), "commitments.answer_awaited"),
    **owing("1", first(Organisation, acronym="FETRAM"), "commitments.monthly"),
    **owing("1", link, "accounts.welcome", "accounts.reset"),
    **owing("1", asked, "accounts.access_asked", "accounts.access_refused"),
    **owing("1", first(User), "accounts.address_left", "accounts.address_taken"),
    **owing("1", refused, "notices.bounced"),
}


def test_no_kind_is_forgotten_here():
    assert set(CASES) | {"notices.digest"} == set(KINDS)


@pytest.fixture
def written(world, db):
    """The message of a kind for the broker, as mail programs read it."""
    reader = User.objects.get(email="broker@example.org")
    Delegate.objects.update(answer="accepted")
    made = {}

    def written(code, language):
        find, occurrence = CASES[code]
        if find not in made:
            made[find] = find(world)
        about = made[find]
        occurrence = occurrence(about) if callable(occurrence) else occurrence
        who = Recipient(reader.email, reader.name, language, reader)
        notice = row(code, about, who, occurrence, timezone.now())
        notice.pk, notice.created_at = 1, timezone.now()
        kind = KINDS[code]
        kind.prepare([notice])
        mail = compose(notice, kind)
        return notice, email.message_from_bytes(mail.as_bytes(), policy=default)

    return written


BEGINS = {"fr": "Vous recevez cette lettre", "en": "You receive this letter"}
REMOTE = re.compile(r"<img|<script|<link|src=|url\(|@import", re.IGNORECASE)
LEFT_OVER = re.compile(r"%\(\w+\)|\{\{|\bNone\b|\bTrue\b|\bFalse\b")


@pytest.mark.parametrize("language", ["fr", "en"])
def test_each_kind_reads_well(written, subtests, language):
    for code in CASES:
        with subtests.test(code), transaction.atomic():
            kind = KINDS[code]
            notice, message = written(code, language)
            check(code, kind, notice, message, language)


def check(code, kind, notice, message, language):
    text = message.get_body(["plain"]).get_content()
    html = message.get_body(["html"]).get_content()
    assert len(text.encode()) + len(html.encode()) < 20_000
    assert not REMOTE.search(html)
    assert not LEFT_OVER.search(text), text
    assert not LEFT_OVER.search(message["Subject"])
    assert len(message["Subject"]) > 10
    with override(language):
        assert BEGINS[language] in kind.reason
        assert str(kind.reason) in text.replace("\n", " ")
        assert kind.name
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["Message-ID"] == notice.message_id
    assert bool(message["List-Unsubscribe"]) == kind.is_subscription
    assert bool(message["List-Unsubscribe-Post"]) == kind.is_subscription
    assert "http://testserver/" in text

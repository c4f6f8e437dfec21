"""Topics, calls, agendas, committees and the day, taken twice at once."""

from datetime import timedelta

from django.utils import timezone

from accounts.models import Organisation
from meetings.actions import (
    agenda,
    calls,
    committees,
    escalation,
    following,
    publishing,
    reception,
    topic,
)
from meetings.models import (
    AgendaItem,
    Committee,
    CommitteeMember,
    Meeting,
    Reception,
    Registration,
    Topic,
    TopicCall,
)
from tests.races import BOTH, EACH, ONCE, Step, of


def fresh(cast, **where):
    """One more topic of the brokers."""
    proposed = Topic(title="x", proposer=of(Organisation, acronym="FETRAM"), **where)
    return topic.propose(topic=proposed, by=cast["broker"]).pk


def of_topics(w, cast):
    officer, brokers = cast["officer"], of(Organisation, acronym="FETRAM")
    carriers, committee = (
        of(Organisation, acronym="CMTR"),
        of(Committee, pk=w["COMMITTEE"]),
    )
    above = Committee.objects.create(name="Comité national", kind="plenary")
    Committee.objects.filter(pk=committee.pk).update(parent=above)
    one, two, three, four = (fresh(cast, committee=committee) for _turn in range(4))

    def given(pk, **values):
        return {"topic": of(Topic, pk=pk), "by": officer} | values

    yield Step(
        BOTH,
        topic.propose,
        lambda: {"topic": Topic(title="x", proposer=brokers), "by": cast["broker"]},
    )
    followed = {"organisation": carriers, "by": cast["carrier"]}
    yield Step(ONCE, following.follow, lambda: given(one, **followed))
    yield Step(ONCE, following.unfollow, lambda: given(one, **followed))
    yield Step(ONCE, topic.accept, lambda: given(one))
    yield Step(ONCE, topic.decline, lambda: given(two, reason="x"))
    yield Step(ONCE, following.merge, lambda: given(three, into=of(Topic, pk=four)))
    yield Step(ONCE, escalation.escalate, lambda: given(one, reason="x"))
    yield Step(ONCE, escalation.answer, lambda: given(one, answer="x"))
    yield Step(
        ONCE,
        committees.unseat,
        lambda: {"seat": of(CommitteeMember, pk=w["SEAT"]), "by": officer},
    )
    idle = Committee.objects.create(name="Comité sans affaire", kind="technical").pk
    for action in (committees.end, committees.resume):
        yield Step(
            ONCE,
            action,
            lambda: {"committee": of(Committee, pk=idle), "reason": "x", "by": officer},
        )


def of_agendas(w, cast):
    officer, pk = cast["officer"], w["LOCAL"]
    placed = fresh(cast, committee=of(Committee, pk=w["COMMITTEE"]))

    def meeting(**values):
        return {"meeting": of(Meeting, pk=pk), "by": officer} | values

    def items():
        rows = AgendaItem.objects.filter(meeting=pk, is_follow_up=False)
        return list(rows.order_by("position"))

    def item(**values):
        return {"item": items()[0], "by": officer} | values

    def typed():
        found = AgendaItem(meeting=of(Meeting, pk=pk), title="Visites")
        return {"item": found, "by": officer}

    yield Step(BOTH, agenda.add_item, typed)
    yield Step(ONCE, agenda.place, lambda: meeting(topic=of(Topic, pk=placed)))
    yield Step(EACH, agenda.change_item, lambda: item(values={"title": "x"}))
    yield Step(BOTH, agenda.move_item, lambda: item(to=2))

    def reordered():
        seen = [row.pk for row in items()]
        return meeting(seen=seen, wanted=seen[::-1])

    yield Step(ONCE, agenda.reorder, reordered)
    yield Step(ONCE, publishing.publish, meeting)
    yield Step(ONCE, agenda.remove_item, item)


def of_calls(w, cast):
    officer = cast["officer"]
    later = timezone.now() + timedelta(days=9)

    def call(**values):
        found = of(TopicCall, meeting=w["LOCAL"])
        return {"call": found, "by": officer} | values

    def typed():
        return {"call": TopicCall(meeting=of(Meeting, pk=w["LOCAL"])), "by": officer}

    yield Step(ONCE, calls.announce, typed)
    yield Step(EACH, calls.change, lambda: call(closes_at=later))
    yield Step(ONCE, calls.withdraw, lambda: call(reason="x"))


def of_the_day(w, cast):
    day = of(Reception, meeting=w["DAY"])

    def stranger():
        found = Registration(reception=day, name="Eve", email="eve@example.org")
        return {"registration": found, "sessions": ()}

    def registration(email):
        return {"registration": of(Registration, email=email)}

    yield Step(BOTH, reception.ask, stranger)
    yield Step(BOTH, reception.confirm, lambda: registration("eve@example.org"))
    yield Step(ONCE, reception.cancel, lambda: registration("ada@example.org"))
    code = of(Registration, email="eve@example.org").code
    yield Step(
        BOTH,
        reception.arrive,
        lambda: {"reception": day, "code": code, "by": cast["officer"]},
    )
    yield Step(BOTH, reception.forget, dict, is_quiet=True)

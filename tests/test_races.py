"""Every change of state, asked for twice at once: it happens once.

Who comes second is told in a sentence, or finds it done; never a breakdown, and never
two entries in the trail for one change. What two different steps do to each other is
proved beside each app, in its own test_…races.py.
"""

import threading
from datetime import timedelta

import pytest
from django.core.exceptions import ObjectDoesNotExist
from django.db import connection
from django.utils import timezone

from accounts.actions import access, people
from accounts.models import AccessRequest, Mandate, Organisation
from audit.models import Entry
from audit.refusal import Refused
from commitments import actions as promises
from commitments.models import Commitment, Plan
from instructions import actions as texts
from instructions.models import Difficulty, Version
from meetings.actions import agenda, calls, committees, papers, programme, topic
from meetings.actions import calendar as calendars
from meetings.actions import invitation as invitations
from meetings.actions import meeting as meetings
from meetings.actions import reception as receptions
from meetings.actions.following import follow
from meetings.actions.minutes import circulating, keeping, writing
from meetings.models import (
    AgendaItem,
    CommitteeMember,
    Delegate,
    Invitation,
    Meeting,
    Minutes,
    Paper,
    Programme,
    Registration,
    Topic,
    TopicCall,
)
from meetings.models.minutes_items import Promise
from notices import actions as letters
from notices.models import Reply
from surveys import actions as waves
from surveys.models import Version as Wave
from tests.conftest import person

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.servers]
ONCE, BOTH = ["done", "refused"], ["done", "done"]
DAY = timedelta(days=1)


def at_once(act):
    """How it ends for two who do it from one signal on."""
    found, start = [], threading.Barrier(2)

    def run():
        start.wait()
        try:
            act()
            found.append("done")
        except (Refused, ObjectDoesNotExist):  # gone before one could look: a 404
            found.append("refused")
        except Exception as error:
            found.append(repr(error))
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _turn in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(found)


def of(model, **key):
    """The row as each of the two reads it for itself."""
    return model.objects.get(**key)


def steps_of_meetings(w, cast):
    officer, carriers = cast["officer"], of(Organisation, acronym="CMTR")
    meeting = {"pk": w["MEETING"]}
    Meeting.objects.filter(pk=w["LOCAL"]).update(place="Kayes")
    opened = of(Programme, pk=w["DRAFT"])
    starts_at = timezone.now().replace(year=opened.year, month=3, day=2)
    planned = Meeting.objects.create(
        programme=opened,
        kind=Meeting.Kind.BILATERAL,
        title="x",
        starts_at=starts_at,
        ends_at=starts_at + DAY / 24,
        lead=opened.directorate,
    )
    return [
        (ONCE, "invite_to_local", lambda: invitations.invite(meeting=of(Meeting, pk=w["LOCAL"]), organisation=carriers, by=officer)),
        (ONCE, "convene", lambda: meetings.convene(meeting=of(Meeting, pk=w["LOCAL"]), by=officer)),
        (ONCE, "invite", lambda: invitations.invite(meeting=of(Meeting, **meeting), organisation=carriers, by=officer)),
        (ONCE, "withdraw", lambda: invitations.withdraw(invitation=of(Invitation, organisation=carriers, meeting_id=w["MEETING"]), reason="x", by=officer)),
        (BOTH, "renew_link", lambda: invitations.renew_link(delegate=of(Delegate, pk=w["DELEGATE"]), by=officer)),
        (BOTH, "renew_calendar", lambda: calendars.renew_calendar(organisation=of(Organisation, acronym="FETRAM"), by=officer)),
        (ONCE, "withdraw_paper", lambda: papers.withdraw_paper(paper=of(Paper, pk=w["PAPER"]), by=officer)),
        (ONCE, "withdraw_call", lambda: calls.withdraw(call=of(TopicCall, pk=w["CALL"]), reason="x", by=officer)),
        (ONCE, "follow", lambda: follow(topic=of(Topic, reference=w["TOPIC"]), organisation=carriers, by=cast["carrier"])),
        (ONCE, "accept", lambda: topic.accept(topic=of(Topic, reference=w["TOPIC"]), by=officer)),
        (BOTH, "begin_minutes", lambda: keeping.begin(meeting=of(Meeting, pk=w["DRAFTED"]), by=officer)),
        (ONCE, "circulate", lambda: circulating.circulate(minutes=of(Minutes, meeting_id=w["DRAFTED"]), level="parties", by=officer)),
        (ONCE, "close", lambda: meetings.close(meeting=of(Meeting, pk=w["SEALED"]), by=officer)),
        (ONCE, "cancel_place", lambda: receptions.cancel(registration=of(Registration, pk=w["REGISTRATION"]))),
        (ONCE, "cancel", lambda: meetings.cancel(meeting=of(Meeting, **meeting), reason="x", by=officer)),
        (ONCE, "open", lambda: programme.open_for_opinion(programme=of(Programme, pk=w["DRAFT"]), until=timezone.localdate() + 20 * DAY, by=officer)),
        (ONCE, "return", lambda: programme.return_to_draft(programme=of(Programme, pk=w["DRAFT"]), by=officer)),
        (ONCE, "publish", lambda: programme.publish(programme=of(Programme, pk=w["DRAFT"]), by=cast["signatory"])),
        (ONCE, "cancel_planned", lambda: meetings.cancel(meeting=of(Meeting, pk=planned.pk), reason="x", by=officer)),
        (ONCE, "close_programme", lambda: programme.close(programme=of(Programme, pk=w["DRAFT"]), by=officer)),
    ]  # fmt: skip


def steps_of_promises(w, cast):
    secretary, broker, officer = cast["secretary"], cast["broker"], cast["officer"]

    def promise(name):
        return of(Commitment, reference=w[name])

    return [
        (ONCE, "start", lambda: promises.start(commitment=promise("PROMISE"), by=secretary)),
        (ONCE, "postpone", lambda: promises.postpone(commitment=promise("PROMISE"), due_on=timezone.localdate() + 60 * DAY, words="x", by=secretary)),
        (ONCE, "claim", lambda: promises.claim(commitment=promise("SHOWN_PROMISE"), words="x", by=secretary)),
        (ONCE, "contest", lambda: promises.contest(commitment=promise("CLAIMED_PROMISE"), words="x", by=broker)),
        (ONCE, "abandon", lambda: promises.abandon(commitment=promise("PROMISE"), words="x", by=secretary)),
        (ONCE, "consent", lambda: promises.consent(commitment=promise("ABANDONED_PROMISE"), by=broker)),
        (ONCE, "publish_plan", lambda: promises.publish_plan(plan=of(Plan, pk=w["DRAFT_PLAN"]), by=officer)),
        (ONCE, "close_plan", lambda: promises.close_plan(plan=of(Plan, pk=w["PLAN"]), by=officer)),
    ]  # fmt: skip


def steps_of_texts(w, cast):
    editor, signatory, broker = (
        cast["text_editor"],
        cast["text_signatory"],
        cast["broker"],
    )
    brokers = of(Organisation, acronym="FETRAM")

    def version(name, **key):
        return Version.objects.filter(instruction__slug=w[name], **key).latest("number")

    return [
        (ONCE, "sign", lambda: texts.sign(version=version("DRAFT_TEXT"), by=signatory)),
        (ONCE, "publish", lambda: texts.publish(version=version("DRAFT_TEXT"), by=editor)),
        (BOTH, "acknowledge", lambda: texts.acknowledge(version=version("DRAFT_TEXT"), organisation=brokers, by=broker)),
        (ONCE, "start_version", lambda: texts.start_version(instruction=version("TEXT").instruction, by=editor)),
        (ONCE, "abandon", lambda: texts.abandon(version=version("TEXT"), reason="x", by=editor)),
        (ONCE, "answer", lambda: texts.answer(difficulty=of(Difficulty, pk=w["DIFFICULTY"]), answer="x", by=editor)),
        (BOTH, "subscribe", lambda: texts.subscribe(by=broker, scheme="step", code="3")),
    ]  # fmt: skip


def steps_of_waves(w, cast):
    analyst, approver = cast["survey_analyst"], cast["survey_approver"]

    def version(year):
        return Wave.objects.filter(wave__year=year).order_by("pk").last()

    return [
        (ONCE, "submit", lambda: waves.submit(version=version(2024), by=analyst)),
        (ONCE, "send_back", lambda: waves.send_back(version=version(2024), reason="x", by=approver)),
        (ONCE, "correct", lambda: waves.start_correction(version=of(Wave, wave__year=2022, state="published"), is_correction=True, note="x", by=analyst)),
    ]  # fmt: skip


def steps_of_people(w, cast):
    manager, admin = cast["user_manager"], cast["administrator"]
    carriers = of(Organisation, acronym="CMTR")
    asked = AccessRequest.objects.create(name="Ada", email="ada@example.org")
    newcomer = person("newcomer")
    reply = {"pk": w["REPLY"]}
    return [
        (BOTH, "give_mandate", lambda: people.keep_mandate(user=newcomer, organisation=carriers, by=manager, function="x")),
        (BOTH, "end_mandate", lambda: people.end_mandate(mandate=of(Mandate, user=newcomer), by=manager)),
        (BOTH, "deactivate_user", lambda: people.deactivate_user(user=newcomer, by=manager)),
        (BOTH, "reactivate_user", lambda: people.reactivate_user(user=newcomer, by=manager)),
        (BOTH, "deactivate", lambda: people.deactivate(party=of(Organisation, acronym="CMTR"), by=manager)),
        (BOTH, "reactivate", lambda: people.reactivate(party=of(Organisation, acronym="CMTR"), by=manager)),
        (ONCE, "refuse_access", lambda: access.refuse(access_request=of(AccessRequest, pk=asked.pk), reason="x", by=manager)),
        (ONCE, "settle", lambda: letters.settle(reply=of(Reply, **reply), by=admin)),
        (ONCE, "unseat", lambda: committees.unseat(seat=of(CommitteeMember, pk=w["SEAT"]), by=admin)),
        (ONCE, "remove_item", lambda: agenda.remove_item(item=of(AgendaItem, pk=w["ITEM"]), by=admin)),
        (BOTH, "remove_promise", lambda: writing.remove_promise(promise=of(Promise, pk=w["MINUTES_PROMISE"]), by=cast["officer"])),
    ]  # fmt: skip


# A change that both may make leaves an entry of each; all others leave one.
TWICE = {"renew_link", "renew_calendar"}
PARTS = (
    steps_of_people,
    steps_of_meetings,
    steps_of_promises,
    steps_of_texts,
    steps_of_waves,
)


@pytest.fixture(autouse=True)
def real_locks(transactional_db):
    if connection.vendor != "postgresql":
        pytest.skip("Rows are locked by PostgreSQL; SQLite writes one at a time.")


def test_a_step_taken_twice_at_once_is_taken_once(cast, world, subtests):
    for part in PARTS:
        for expected, name, act in part(world, cast):
            last = Entry.objects.latest("pk").pk
            found = at_once(act)
            entries = Entry.objects.filter(pk__gt=last).values_list(
                "verb", "about_type", "about_id"
            )
            twice = [row for row in set(entries) if list(entries).count(row) > 1]
            with subtests.test(step=f"{part.__name__} {name}"):
                assert found == expected
                assert twice == [] or name in TWICE

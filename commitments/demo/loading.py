"""Loads the fictitious plan and promises as on past days; nobody is written to."""

import hashlib
from datetime import datetime, time, timedelta

from django.core.files.base import ContentFile
from django.utils import timezone

from accounts import groups
from accounts.models import Office, Organisation, User
from audit.trail import record
from commitments import actions, ladder
from commitments.actions.promising import next_reference
from commitments.demo import plan as words
from commitments.demo.promises import PROMISES
from commitments.models import (
    Commitment,
    Counterpart,
    Escalation,
    Evidence,
    Objective,
    State,
    Step,
    Verb,
)

PROOF = (
    "Pièce jointe fictive.\r\n\r\nEngagement : {what}\r\nResponsable : {owner}\r\n"
    "Constat : {said}\r\n"
)


def load():
    """One plan and its promises, dated around today."""
    today = timezone.localdate()
    officer = User.objects.filter(groups__name=groups.PROGRAMME_OFFICER).first()
    objectives = load_plan(today, officer)
    loader = Loader(today, officer, objectives)
    for row in sorted(PROMISES, key=lambda row: -row[4]):
        loader.load(*row)


def load_plan(today, officer):
    years = {"first": today.year, "last": today.year + 2}
    plan = actions.write_plan(
        title=words.TITLE.format(**years),
        title_en=words.TITLE_EN.format(**years),
        starts_on=today.replace(month=1, day=1),
        ends_on=today.replace(year=today.year + 2, month=12, day=31),
        summary=words.SUMMARY,
        summary_en=words.SUMMARY_EN,
        by=officer,
    )
    for number, (factor, title, title_en) in words.OBJECTIVES.items():
        actions.write_objective(
            plan=plan,
            number=number,
            factor=factor,
            title=title,
            title_en=title_en,
            by=officer,
        )
    actions.publish_plan(plan=plan, by=officer)
    return {row.number: row for row in Objective.objects.filter(plan=plan)}


class Loader:
    """Writes each promise and its steps with the days on which they were taken."""

    def __init__(self, today, officer, objectives):
        self.today, self.officer, self.objectives = today, officer, objectives
        self.organisations = {o.acronym: o for o in Organisation.objects.all()}
        self.offices = {office.code: office for office in Office.objects.all()}

    def load(
        self,
        objective,
        owner,
        function,
        counterparts,
        made,
        due,
        office,
        level,
        what,
        what_en,
        proof,
        steps,
    ):
        objective = self.objectives[objective]
        day = self.ago(made)
        commitment = Commitment(
            reference=next_reference(day.year),
            what=what,
            what_en=what_en,
            owner=self.organisations[owner],
            owner_function=function,
            factor=objective.factor,
            objective=objective,
            office=self.offices.get(office),
            first_due_on=self.today + timedelta(days=due),
            due_on=self.today + timedelta(days=due),
            expected_evidence=proof,
            level=level,
            promised_on=day,
        )
        guests = [self.organisations[name] for name in counterparts]
        self.write(commitment, guests, made, steps)

    def write(self, commitment, counterparts, made, steps):
        """Save it with its counterparts, then live through its steps."""
        commitment.fold()
        commitment.save()
        Counterpart.objects.bulk_create(
            Counterpart(commitment=commitment, organisation=organisation)
            for organisation in counterparts
        )
        self.step(commitment, Verb.PROMISED, made, due_on=commitment.due_on)
        for name, *values in steps:
            getattr(self, name)(commitment, *values)
        commitment.save()
        last = self.moment(steps[-1][1] if steps else made)
        Commitment.objects.filter(pk=commitment.pk).update(changed_at=last)
        record(
            "commitment.promised", commitment, by=self.officer, many=["counterparts"]
        )

    def ago(self, days):
        return self.today - timedelta(days=days)

    def moment(self, days):
        return timezone.make_aware(datetime.combine(self.ago(days), time(10)))

    def step(self, commitment, verb, days, organisation=None, **fields):
        return Step.objects.create(
            commitment=commitment,
            verb=verb,
            at=self.moment(days),
            organisation=organisation or commitment.owner,
            **fields,
        )

    def start(self, commitment, days):
        commitment.state = State.IN_PROGRESS
        self.step(commitment, Verb.STARTED, days)

    def claim(self, commitment, days, said, has_proof):
        if has_proof:
            self.prove(commitment, days, said)
        commitment.state = State.CLAIMED
        commitment.claimed_on, commitment.contested_on = self.ago(days), None
        commitment.counterpart_rows.update(answer="", answered_on=None)
        self.step(commitment, Verb.CLAIMED, days, words=said)

    def prove(self, commitment, days, said):
        text = PROOF.format(what=commitment.what, owner=commitment.owner, said=said)
        data = text.encode("utf-8-sig")
        evidence = Evidence.objects.create(
            commitment=commitment,
            title="Constat",
            file=ContentFile(data, name="constat.txt"),
            name="constat.txt",
            content_type="text/plain",
            size=len(data),
            sha256=hashlib.sha256(data).hexdigest(),
            added_at=self.moment(days),
            added_by=self.officer,
        )
        self.step(
            commitment, Verb.PROVED, days, words=evidence.title, evidence=evidence
        )

    def confirm(self, commitment, days, who, said):
        organisation = self.answer(commitment, days, who, "confirmed")
        commitment.state, commitment.closed_on = State.KEPT, self.ago(days)
        self.step(commitment, Verb.CONFIRMED, days, organisation, words=said)

    def contest(self, commitment, days, who, said):
        organisation = self.answer(commitment, days, who, "contested")
        commitment.state, commitment.claimed_on = State.IN_PROGRESS, None
        commitment.contested_on = self.ago(days)
        self.step(commitment, Verb.CONTESTED, days, organisation, words=said)

    def answer(self, commitment, days, who, answer):
        organisation = self.organisations[who]
        row = commitment.counterpart_rows.get(organisation=organisation)
        row.answer, row.answered_on = answer, self.ago(days)
        row.save()
        return organisation

    def postpone(self, commitment, days, due, said):
        old, new = commitment.due_on, self.today + timedelta(days=due)
        commitment.due_on = new
        line = {"words": said, "old_due_on": old, "due_on": new}
        self.step(commitment, Verb.POSTPONED, days, **line)

    def abandon(self, commitment, days, said):
        commitment.state, commitment.closed_on = State.ABANDONED, self.ago(days)
        self.step(commitment, Verb.ABANDONED, days, words=said)

    def consent(self, commitment, days, who, said):
        commitment.consented_on = self.ago(days)
        organisation = self.organisations[who]
        self.step(commitment, Verb.CONSENTED, days, organisation, words=said)

    def escalate(self, commitment, days, rung):
        place = next(p for p in ladder.ladder(commitment) if p.rung == rung)
        Escalation.objects.create(
            commitment=commitment,
            rung=rung,
            due_on=commitment.due_on,
            office=place.office,
            unit=place.unit,
            escalated_on=self.ago(days),
        )
        line = {"rung": rung, "words": str(place.office or "")}
        self.step(commitment, Verb.ESCALATED, days, place.unit, **line)

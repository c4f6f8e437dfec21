from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import User
from instructions import actions
from instructions.letters import audience, kinds
from instructions.models import Consultation
from notices.kinds import KINDS
from notices.models import Notice
from workdays.arithmetic import add_workdays


def letters(kind):
    return sorted(Notice.objects.filter(kind=kind).values_list("email", flat=True))


def letter(kind):
    notice = Notice.objects.filter(kind=kind).first()
    return KINDS[kind].letter(notice)


def test_one_letter_a_person_even_when_several_subscriptions_match(
    published, broker, carrier, office
):
    actions.subscribe(by=broker, scheme="all")
    actions.subscribe(by=broker, scheme="step", code="3")
    actions.subscribe(by=broker, office=office)
    actions.subscribe(by=carrier, scheme="step", code="9")

    published(labels=[("step", "3")])

    assert letters("instruction.published") == [broker.email]


def test_a_text_for_one_office_is_told_to_who_follows_that_office(
    published, broker, carrier, office, region
):
    other = type(office).objects.create(code="ZEG", name="Zégoua", unit=region)
    actions.subscribe(by=broker, office=office)
    actions.subscribe(by=carrier, office=other)

    published(offices=[office])

    assert letters("instruction.published") == [broker.email]


def test_the_letter_says_what_changes_and_from_when(published, broker):
    actions.subscribe(by=broker, scheme="all")
    version = published()
    sent = letter("instruction.published")

    assert sent.subject.startswith("Publié\u00a0: Texte 012, en vigueur le")
    assert "Un seul délai pour tous." in sent.text
    assert f"http://testserver{version.get_absolute_url()}" in sent.text


def test_the_day_before_a_text_is_in_force_its_followers_hear_of_it(
    published, broker, today
):
    version = published(in_force_on=today + timedelta(days=1))
    actions.subscribe(by=broker, instruction=version.instruction)
    noon = timezone.localtime().replace(hour=12)
    owed = list(kinds.tomorrow(noon))

    assert [(one.about, one.recipient.email) for one in owed] == [
        (version, broker.email)
    ]
    assert list(kinds.tomorrow(noon - timedelta(days=1))) == []


def test_a_text_taken_back_is_told_and_no_longer_announced(
    published, broker, today, text_signatory
):
    actions.subscribe(by=broker, scheme="all")
    version = published(in_force_on=today + timedelta(days=1))
    actions.take_back(version=version, reason="Erreur.", by=text_signatory)
    notice = Notice.objects.get(kind="instruction.published")

    assert letters("instruction.taken_back") == [broker.email]
    assert list(kinds.tomorrow(timezone.localtime().replace(hour=12))) == []
    assert kinds.still_published(notice) == "Le texte a été retiré."


@pytest.fixture
def consultation(write, text_editor):
    return actions.open_consultation(
        version=write(waiver="", waiver_reason=""),
        about="Un délai plus court.",
        decides="Le Directeur général",
        next_steps="Signature.",
        closes_on=add_workdays(timezone.localdate(), 10),
        by=text_editor,
    )


def test_a_consultation_is_told_to_every_focal_point(
    broker, carrier, officer, consultation
):
    assert letters("consultation.opened") == [broker.email, carrier.email]
    assert "jusqu’à la fin du" in letter("consultation.opened").text


def test_a_consultation_about_to_close_is_recalled_two_working_days_before(
    broker, consultation
):
    def owed_on(days_before):
        now = consultation.closes_at - timedelta(days=days_before)
        return [one.recipient.email for one in kinds.closing(now)]

    assert owed_on(14) == []
    assert owed_on(0) == [broker.email]


def test_editors_are_reminded_each_week_until_the_answers_are_published(
    consultation, text_editor
):
    now = timezone.now()
    Consultation.objects.update(
        opens_at=now - timedelta(days=40), closes_at=now - timedelta(days=15)
    )

    def owed(moment):
        return [(o.recipient.email, o.occurrence) for o in kinds.reply_owed(moment)]

    assert owed(now) == [(text_editor.email, "week 2")]
    consultation.refresh_from_db()
    actions.summarise(consultation=consultation, summary="Rien.", by=text_editor)
    assert owed(now) == []


def test_every_kind_of_letter_reads_in_both_languages(
    published, broker, brokers, office, secretary, text_editor, consultation
):
    actions.subscribe(by=broker, scheme="all")
    version = published("077")
    difficulty = actions.report(
        version=version, office=office, organisation=brokers, text="Non.", by=broker
    )
    actions.answer(difficulty=difficulty, answer="Oui.", by=text_editor)

    assert letters("difficulty.reported") == [secretary.email, text_editor.email]
    assert letters("difficulty.answered") == [broker.email]
    assert {User.objects.get(email=e) for e in letters("consultation.opened")} == {
        broker
    }
    for notice in Notice.objects.all():
        assert KINDS[notice.kind].letter(notice).text


def test_the_masked_organisation_is_not_in_the_letter(
    published, broker, brokers, office, secretary
):
    actions.report(
        version=published(),
        office=office,
        organisation=brokers,
        text="Refus.",
        is_masked=True,
        by=broker,
    )
    sent = letter("difficulty.reported")

    assert brokers.acronym not in sent.text + sent.subject


def test_closed_accounts_are_not_written_to(broker):
    actions.subscribe(by=broker, scheme="all")
    broker.is_active = False
    broker.save()

    assert audience.partners() == []


def test_who_answers_is_reminded_before_the_day_and_each_week_after_it(
    published, broker, brokers, office, secretary, text_editor
):
    difficulty = actions.report(
        version=published(), office=office, organisation=brokers, text="x", by=broker
    )
    noon = timezone.localtime().replace(hour=12)

    def owed(day):
        now = noon + (day - timezone.localdate())
        rows = [o for o in kinds.answer_due(now) if o.about == difficulty]
        return {o.occurrence for o in rows}, {o.recipient.email for o in rows}

    both = {secretary.email, text_editor.email}
    assert owed(timezone.localdate()) == (set(), set())
    assert owed(difficulty.due_on) == ({f"{difficulty.due_on}"}, both)
    late = difficulty.due_on + timedelta(days=8)
    assert owed(late) == ({"late, week 1"}, both)
    actions.answer(difficulty=difficulty, answer="Oui.", by=text_editor)
    assert owed(late) == (set(), set())

import hashlib
from datetime import timedelta

import pytest
from django.utils import timezone, translation

from audit.models import Entry
from audit.refusal import Refused
from instructions import actions
from instructions.imports import Imported
from instructions.models import Comment, Consultation, Version
from tests.instructions.conftest import TEXT, fill
from workdays.arithmetic import add_workdays


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


@pytest.fixture
def draft(write):
    return write(waiver="", waiver_reason="")


@pytest.fixture
def consultation(draft, text_editor):
    return actions.open_consultation(
        version=draft,
        about="Un délai plus court.",
        decides="Le Directeur général",
        next_steps="Signature en mars.",
        closes_on=add_workdays(timezone.localdate(), 10),
        by=text_editor,
    )


def close(consultation):
    now = timezone.now()
    Consultation.objects.filter(pk=consultation.pk).update(
        opens_at=now - timedelta(days=20), closes_at=now - timedelta(minutes=1)
    )
    consultation.refresh_from_db()


def refusal(action, **arguments):
    with pytest.raises(Refused) as refused:
        action(**arguments)
    return str(refused.value)


def test_the_life_of_a_text_from_draft_to_publication(
    consultation, broker, brokers, text_editor, text_signatory
):
    version = consultation.version
    article = version.articles.get(key="art-2")
    made = actions.comment(
        consultation=consultation,
        organisation=brokers,
        text="Vingt-quatre heures ouvrées ?",
        article=article,
        by=broker,
    )
    assert (made.receipt, made.sha256) == (
        f"O-{timezone.now():%Y}-{consultation.pk}-001",
        version.sha256,
    )
    close(consultation)
    actions.reply(comment=made, outcome="accepted", reason="Oui.", by=text_editor)
    actions.summarise(consultation=consultation, summary="Précisé.", by=text_editor)
    version.refresh_from_db()
    changed = TEXT.replace("vingt-quatre heures", "vingt-quatre heures ouvrées")
    version = fill(version, text_editor, changed, waiver="", waiver_reason="")
    actions.sign(version=version, by=text_signatory)
    version = actions.publish(version=version, by=text_editor)

    assert version.state == "published"
    assert version.sha256 == hashlib.sha256(version.record.encode()).hexdigest()
    assert list(
        Entry.objects.about(version).order_by("pk").values_list("verb", flat=True)
    ) == [
        "version.started",
        "version.saved",
        "consultation.opened",
        "consultation.answered",
        "version.saved",
        "version.signed",
        "version.published",
    ]


def test_who_drafts_does_not_sign(write, text_editor, text_signatory):
    draft = write()
    said = "Who drafts a text does not sign it: ask another signatory."
    assert refusal(actions.sign, version=draft, by=text_editor) == said

    fill(draft, text_signatory)
    assert refusal(actions.sign, version=draft, by=text_signatory) == said


def test_who_brings_the_original_does_not_sign(write, text_signatory):
    draft = write()
    imported = Imported("original.pdf", pdf=b"%PDF-", pdf_text="")
    actions.keep_pdf(version=draft, imported=imported, by=text_signatory)

    assert refusal(actions.sign, version=draft, by=text_signatory) == (
        "Who drafts a text does not sign it: ask another signatory."
    )


def test_nothing_is_signed_without_consultation_or_exception(draft, text_signatory):
    assert refusal(actions.sign, version=draft, by=text_signatory) == (
        "Consult the trade first, or give one of the five exceptions and why."
    )


def test_nothing_is_signed_with_a_comment_unanswered(
    consultation, broker, brokers, text_signatory, text_editor
):
    actions.comment(
        consultation=consultation, organisation=brokers, text="Non.", by=broker
    )
    close(consultation)

    version = consultation.version
    assert refusal(actions.sign, version=version, by=text_signatory) == (
        "1 comment has no reply yet."
    )
    assert (
        refusal(
            actions.summarise, consultation=consultation, summary="x", by=text_editor
        )
        == "Every comment needs a reply first: 1 without."
    )


@pytest.mark.parametrize(
    ("missing", "sentence"),
    [
        ("legal_basis", "The text has no legal basis."),
        ("changes", "Say first what changes for the reader."),
        ("signatory_function", "Say which function signs."),
    ],
)
def test_nothing_is_signed_unready(write, text_signatory, missing, sentence):
    version = write()
    Version.objects.filter(pk=version.pk).update(**{missing: ""})

    assert refusal(actions.sign, version=version, by=text_signatory) == sentence


def test_a_consultation_lasts_ten_working_days(draft, text_editor):
    said = refusal(
        actions.open_consultation,
        version=draft,
        about="x",
        decides="x",
        next_steps="x",
        closes_on=add_workdays(timezone.localdate(), 9),
        by=text_editor,
    )
    assert said.startswith("A consultation lasts at least ten working days")


def test_a_draft_does_not_change_while_it_is_consulted(consultation, text_editor):
    with pytest.raises(Refused, match="while the consultation on it is open"):
        fill(consultation.version, text_editor)


def test_a_closed_consultation_takes_no_comment(consultation, broker, brokers):
    close(consultation)

    assert (
        refusal(
            actions.comment,
            consultation=consultation,
            organisation=brokers,
            text="Trop tard",
            by=broker,
        )
        == "The consultation is closed."
    )


def test_nobody_comments_for_an_organisation_not_theirs(consultation, carrier, brokers):
    assert (
        refusal(
            actions.comment,
            consultation=consultation,
            organisation=brokers,
            text="x",
            by=carrier,
        )
        == "You hold no mandate in this organisation."
    )


def test_comments_of_others_are_seen_once_the_consultation_is_closed(
    consultation, brokers, broker, carrier, stranger, text_editor
):
    made = actions.comment(
        consultation=consultation, organisation=brokers, text="x", by=broker
    )

    def sees(user):
        return made in Comment.objects.visible_to(user)

    people = (broker, carrier, stranger, text_editor)
    assert [sees(user) for user in people] == [True, False, False, True]
    close(consultation)
    assert [sees(user) for user in people] == [True] * 4


@pytest.mark.parametrize("is_at_one_office", [False, True])
def test_a_text_is_not_in_force_before_it_is_published(
    write, text_signatory, text_editor, office, is_at_one_office
):
    yesterday = timezone.localdate() - timedelta(1)
    dates = {"in_force_on": yesterday}
    if is_at_one_office:
        dates = {"office_dates": {office: yesterday}}
    version = write(waiver="", waiver_reason="", **dates)
    Version.objects.filter(pk=version.pk).update(state="answered")
    actions.sign(version=version, by=text_signatory)

    assert refusal(actions.publish, version=version, by=text_editor) == (
        "The text would be in force before it is published: that needs a new date."
    )


def test_a_text_in_force_is_not_taken_back(published, text_signatory):
    assert refusal(
        actions.take_back, version=published(), reason="x", by=text_signatory
    ) == ("The text is in force: another text must repeal, replace or amend it.")


def test_one_draft_at_a_time(published, text_editor):
    text = published().instruction
    actions.start_version(instruction=text, by=text_editor)

    assert refusal(actions.start_version, instruction=text, by=text_editor) == (
        "There is a draft of this text already: finish it first."
    )


def test_an_abandoned_draft_says_why(draft, text_editor):
    assert refusal(actions.abandon, version=draft, reason=" ", by=text_editor) == (
        "Say why the draft is abandoned."
    )
    version = actions.abandon(version=draft, reason="Sans objet.", by=text_editor)
    assert (version.state, version.reason) == ("abandoned", "Sans objet.")


def test_a_new_version_starts_from_the_last_text_with_its_ids(published, text_editor):
    first = published()
    draft = actions.start_version(instruction=first.instruction, by=text_editor)
    lines = first.text.replace("### Article 1.", "### Article 3.")
    draft = fill(draft, text_editor, lines)

    assert draft.number == 2
    assert [(a.key, a.label) for a in draft.articles.all()] == [
        ("preamble", ""),
        ("art-1", "Article 3"),
        ("art-2", "Article 2"),
    ]

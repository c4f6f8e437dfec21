"""What was signed is kept whole: the record, its hash, and the database's refusals."""

import hashlib
from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse
from django.utils import timezone

from audit.refusal import Refused
from instructions import actions
from instructions.models import Article, OfficeDate, Relation, Version
from instructions.signed_record import body_of
from tests.instructions.conftest import fill


@pytest.fixture
def signed(write, published, office, today, text_signatory):
    """A signed text with an effect on another and a date of its own at an office."""
    other = published("001").instruction
    version = write(
        title="Visite des marchandises",
        in_force_on=today + timedelta(days=30),
        office_dates={office: today + timedelta(days=45)},
        relations=[{"verb": "repeals", "object": other, "articles": "art-2"}],
        legal_basis="Code des douanes,\narticle 25.",
    )
    return actions.sign(version=version, by=text_signatory)


def test_the_record_holds_all_that_the_signature_covers(signed, today):
    def day(days):
        return f"{today + timedelta(days=days):%Y-%m-%d}"

    head = signed.record.split("\n\n-----", 1)[0]
    assert head.split("\n") == [
        "Texte : Circulaire n°\u00a0012/2026 DGD",
        "Titre : Visite des marchandises",
        "Émetteur : Direction générale des Douanes",
        "Version : 1 (fr)",
        f"En vigueur le : {day(30)}",
        f"En vigueur le, bureau DIB Diboli : {day(45)}",
        "Base légale : Code des douanes,",
        "  article 25.",
        "Signataire : Le Directeur général",
        f"Signé le : {timezone.localdate():%Y-%m-%d}",
        "Ce qui change : Un seul délai pour tous.",
        "Sans consultation : modifications mineures du droit interne"
        " – Mise en forme seulement.",
        "Effet sur d’autres textes : abroge Circulaire n°\u00a0001/2026 DGD (art-2)",
    ]
    assert body_of(signed.record) == signed.text
    assert signed.sha256 == hashlib.sha256(signed.record.encode()).hexdigest()


def test_what_is_downloaded_has_the_hash_that_the_page_shows(
    client, signed, text_editor
):
    version = actions.publish(version=signed, by=text_editor)
    url = reverse("instructions:canonical", args=[version.instruction.slug, 1])
    page = client.get(version.get_absolute_url()).content.decode()

    sha256 = hashlib.sha256(client.get(url).content).hexdigest()
    assert sha256 == version.sha256
    assert sha256 in page


@pytest.mark.parametrize(
    "change",
    [
        lambda v: Version.objects.filter(pk=v.pk).update(text="Autre chose"),
        lambda v: Version.objects.filter(pk=v.pk).update(record="Autre chose"),
        lambda v: Version.objects.filter(pk=v.pk).update(in_force_on="2030-01-01"),
        lambda v: Version.objects.filter(pk=v.pk).update(state="draft"),
        lambda v: Version.objects.filter(pk=v.pk)._raw_delete("default"),
        lambda v: Article.objects.filter(version=v).update(body="Autre chose"),
        lambda v: Article.objects.filter(version=v).update(html="Autre chose"),
        lambda v: Article.objects.filter(version=v)._raw_delete("default"),
        lambda v: Article.objects.create(version=v, position=9, key="art-9"),
        lambda v: OfficeDate.objects.filter(version=v).update(in_force_on="2030-01-01"),
        lambda v: OfficeDate.objects.filter(version=v)._raw_delete("default"),
        lambda v: Relation.objects.filter(subject=v).update(articles=""),
        lambda v: Relation.objects.filter(subject=v)._raw_delete("default"),
        lambda v: Relation.objects.create(
            subject=v, verb="cites", object=v.instruction
        ),
        lambda v: (
            type(v.instruction)
            .objects.filter(pk=v.instruction_id)
            .update(title="Autre titre")
        ),
    ],
)
def test_the_database_refuses_to_touch_what_is_signed(signed, change):
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        change(signed)


def test_the_reason_of_a_text_taken_back_stays(published, today, text_signatory):
    version = published(in_force_on=today + timedelta(days=9))
    actions.take_back(version=version, reason="Erreur.", by=text_signatory)
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        Version.objects.filter(pk=version.pk).update(taken_back_on=None)


def test_a_draft_is_rewritten_and_so_is_its_hash(write, text_editor):
    draft = write()
    before = draft.sha256
    changed = fill(draft, text_editor, legal_basis="Un autre fondement.")

    assert changed.sha256 != before
    assert "Base légale : Un autre fondement." in changed.record


def test_a_line_of_the_heading_cannot_be_forged(write):
    draft = write(changes="Rien.\n\nSigné le : 2020-01-01")

    assert "\nSigné le" not in draft.record


def test_moving_a_date_is_a_version_that_everybody_sees(
    published, today, office, text_editor, text_signatory, other_texts
):
    other = other_texts
    version = published(
        in_force_on=today + timedelta(days=9),
        waiver="urgency",
        waiver_reason="Panne.",
        relations=[{"verb": "amends", "object": other}],
    )
    draft = actions.move_date(
        version=version,
        in_force_on=today + timedelta(days=40),
        office_dates={office: today + timedelta(days=50)},
        reason="Le système n’est pas prêt.",
        by=text_editor,
    )
    assert (draft.number, draft.moves, draft.text) == (2, version, version.text)
    assert [r.object for r in draft.relations.all()] == [other]
    actions.sign(version=draft, by=text_signatory)
    moved = actions.publish(version=draft, by=text_editor)
    version.refresh_from_db()

    assert version.taken_back_on == today
    assert version.reason == moved.note
    text = version.instruction

    def counting(days):
        rows = Version.objects.filter(instruction=text)
        return list(
            rows.as_of(today + timedelta(days)).values_list("number", flat=True)
        )

    assert [counting(d) for d in (9, 39, 40)] == [[], [], [2]]


@pytest.fixture
def other_texts(published):
    return published("001").instruction


def test_a_date_is_not_moved_once_it_has_come_nor_to_a_past_day(
    published, today, text_editor
):
    def refused(version, days):
        with pytest.raises(Refused) as said:
            actions.move_date(
                version=version,
                in_force_on=today + timedelta(days=days),
                office_dates={},
                reason="Trop tôt.",
                by=text_editor,
            )
        return str(said.value)

    assert refused(published("001"), 9).startswith("Le texte est en vigueur")
    later = published("002", in_force_on=today + timedelta(days=5))
    assert refused(later, 0) == "La nouvelle date doit être postérieure à aujourd’hui."


def test_a_translation_starts_and_is_taken_back_with_its_original(
    published, today, office, text_editor, text_signatory
):
    original = published(
        in_force_on=today + timedelta(days=9),
        office_dates={office: today + timedelta(days=20)},
    )
    english = actions.start_version(
        instruction=original.instruction, by=text_editor, language="en"
    )
    english = fill(
        english,
        text_editor,
        "### Article 1. Purpose {#art-1}\n\nThe procedure.",
        in_force_on=today,
        office_dates={},
    )
    assert english.starts() == original.starts()

    actions.sign(version=english, by=text_signatory)
    actions.publish(version=english, by=text_editor)
    actions.take_back(version=original, reason="Erreur.", by=text_signatory)
    english.refresh_from_db()
    assert english.taken_back_on == today

"""What the index says of days and facets is what the versions and texts say."""

import random
from datetime import timedelta
from importlib import import_module

import pytest
from django.apps import apps
from django.urls import reverse
from django.utils import timezone

from instructions.actions import drafting
from instructions.models import Indexed, Instruction, Relation, Version
from instructions.search import index
from instructions.selection import Selection

TEXTS, LAST = 6, 12


def library(rng, issuer, by):
    """Published versions of a few texts, whatever their order, ends and dates."""
    now = timezone.now()
    former = set(Version.objects.values_list("pk", flat=True))
    for number in range(TEXTS):
        text = Instruction.objects.create(
            issuer=issuer, number=str(number), type="note", year=2026, slug=str(number)
        )
        for n in range(1, rng.randint(2, 5)):
            for language in rng.choice([["fr"], ["fr"], ["fr", "en"]]):
                Version.objects.create(
                    instruction=text,
                    number=n,
                    language=language,
                    in_force_on=now.date() + timedelta(days=rng.randint(0, LAST)),
                    drafted_by=by,
                )
    texts = list(Instruction.objects.all())
    drafts = Version.objects.exclude(pk__in=former)
    for version in rng.sample(list(drafts), 5):
        Relation.objects.create(
            subject=version,
            verb=rng.choice(["repeals", "replaces", "amends"]),
            object=rng.choice(texts),
            articles=rng.choice(["", "", "art-1"]),
            effective_on=rng.choice(
                [None, now.date() + timedelta(days=rng.randint(0, LAST))]
            ),
        )
    for version in drafts:
        is_out = rng.random() < 0.85
        Version.objects.filter(pk=version.pk).update(
            state="published" if is_out else "signed",
            taken_back_on=now.date() if is_out and rng.random() < 0.2 else None,
            published_on=now.date() if is_out else None,
            signed_at=now,
        )


def differences():
    """The days and languages for which the index finds other versions."""
    today = timezone.localdate()
    found = []
    for day in (today + timedelta(days=n) for n in range(-1, LAST + 2)):
        for language in ("fr", "en"):
            rows = Version.objects.in_force(day).in_language(language)
            entries = Indexed.objects.in_force(day).in_language(language)
            told = sorted(rows.values_list("pk", flat=True))
            if told != sorted(entries.values_list("pk", flat=True)):
                found.append((day, language))
    return found


@pytest.mark.parametrize("seed", range(12))
def test_the_index_knows_from_when_until_when_each_version_is_in_force(
    customs, text_editor, seed
):
    library(random.Random(seed), customs, text_editor)
    for version in Version.objects.all():
        index.add([index.entry(version, [], [])])
    index.place(Instruction.objects.all())

    assert differences() == []


ASKED = [
    {"q": "procédure"},
    {"q": "procédure -vingt"},
    {"q": "-vingt"},
    {"q": '"dans les vingt-quatre heures"'},
    {"q": "procédure", "type": "note", "year": 2025, "step": "3"},
    *({"type": "note"}, {"year": 2025}, {"step": "3"}, {"step": "1"}),
    *({"regime": "IM4"}, {"factor": "1"}, {"channel": "green"}),
]


@pytest.mark.parametrize("asked", ASKED)
@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_index_narrows_as_the_versions_do(published, stranger, asked, language):
    published(labels=[("step", "3"), ("regime", "IM4"), ("channel", "green")])
    published("013", labels=[("step", "12"), ("factor", "10")], type="note", year=2025)
    published("014", labels=[("step", "3")], type="note", year=2025)
    published("015", text="### Article 1. Fin\n\nRien de plus.", changes="Rien.")
    wanted = Selection(**asked, language=language)

    told = wanted.matching(stranger).values_list("pk", flat=True)
    assert sorted(wanted.entries().values_list("pk", flat=True)) == sorted(told)


def test_an_older_index_is_completed_by_the_migration(customs, text_editor, published):
    labelled = published(labels=[("step", "3"), ("regime", "IM4")])
    library(random.Random(3), customs, text_editor)
    for version in Version.objects.exclude(pk=labelled.pk):
        index.add([index.entry(version, [], [])])
    index.place(Instruction.objects.all())
    names = ("pk", "instruction", "number", "starts_on", "ends_on", "facets")
    before = list(Indexed.objects.order_by("pk").values_list(*names))
    Indexed.objects.update(
        instruction=0, number=0, starts_on=None, ends_on=None, facets=""
    )
    import_module("instructions.migrations.0010_narrow_index").fill(apps, None)

    assert list(Indexed.objects.order_by("pk").values_list(*names)) == before


def test_a_text_is_counted_under_its_labels_as_they_are_now(
    client, published, text_editor
):
    text = published(labels=[("step", "3")]).instruction
    drafting.relabel(text, [("step", "9"), ("factor", "2")])
    facets = client.get(reverse("instructions:library")).context["facets"]

    assert [str(row["words"]) for facet in facets for row in facet["rows"]] == [
        "circulaire",
        "Paiement",
        "Cadre réglementaire",
    ]

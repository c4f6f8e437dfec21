"""Write a version into the search index; the same tokens for every database."""

from itertools import pairwise

from django.db import connection, transaction
from django.db.models import OuterRef, Q, Subquery

from instructions.models import Article, Indexed, Version, Word
from instructions.text import analyser
from instructions.text.markup import words_of

BETWEEN = " | "  # stands between two fields, so that no phrase runs across
HEAD = "_"  # _transit: the token stands in the title, reference, keywords or summary


def stems_of(text, language):
    return " ".join(analyser.tokens(words_of(text), language))


def head_of(version):
    """The fields that weigh most: reference, title, keywords and what changes."""
    text = version.instruction
    title = text.title_en if version.language == "en" and text.title_en else text.title
    fields = (text.short_reference, title, text.keywords, version.changes)
    return [stems_of(field, version.language) for field in fields]


def entry(version, head, bodies):
    """The row of a version in the index, out of the stems of its fields."""
    fields = [*head, *bodies]
    found = {f"{HEAD}{token}" for field in head for token in field.split()}
    for field in fields:
        found.update(field.split())
        found.update(map("_".join, pairwise(field.split())))
    return Indexed(
        version=version,
        instruction=version.instruction,
        number=version.number,
        facets=facets_of(version.instruction),
        language=version.language,
        stems=f" {BETWEEN.join(fields)} ",
        tokens=" ".join(sorted(found)),
        analyser=analyser.VERSION,
    )


@transaction.atomic
def index(version):
    """Make a version found by its words; indexing again replaces what was there."""
    forget(version)
    bodies = list(version.articles.values_list("stems", flat=True))
    if version.pdf_text:
        bodies.append(stems_of(version.pdf_text, version.language))
    add([entry(version, head_of(version), bodies)])
    place([version.instruction_id])
    learn(version)


def add(entries):
    """PostgreSQL indexes the rows by itself; SQLite's index is a table of its own."""
    Indexed.objects.bulk_create(entries)
    run_sqlite(
        "INSERT INTO instructions_indexed_fts (rowid, tokens) VALUES (%s, %s)",
        [(entry.version_id, entry.tokens) for entry in entries],
    )


def place(instructions):
    """Write from when until when each version of some texts is in force."""
    spans = Version.objects.with_span().filter(pk=OuterRef("pk"))
    Indexed.objects.filter(instruction__in=instructions).update(
        starts_on=Subquery(spans.values("starts_on")),
        ends_on=Subquery(spans.values("ends_on")),
    )


def touched_by(version):
    """The texts whose spans a version may change: its own and those it speaks of."""
    others = version.relations.values_list("object", flat=True)
    return [version.instruction_id, *others]


def facets_of(instruction):
    """What a list of results counts a text under, in one line."""
    labels = sorted(str(label) for label in instruction.labels.all())
    return " ".join([f"type:{instruction.type}", *labels])


def file_under(instruction):
    """Write again what a text is counted under."""
    rows = Indexed.objects.filter(instruction=instruction)
    rows.update(facets=facets_of(instruction))


def forget(version):
    """Take a version out of the index of words."""
    Indexed.objects.filter(version=version).delete()
    run_sqlite("DELETE FROM instructions_indexed_fts WHERE rowid = %s", [(version.pk,)])


def run_sqlite(statement, rows):
    if connection.vendor == "sqlite" and rows:
        with connection.cursor() as cursor:
            cursor.executemany(statement, rows)


def learn(version):
    """Keep the words as they are written, to offer them to who mistypes one."""
    written = dict(analyser.words(words_of(version.text), version.language))
    known = set(
        Word.objects.filter(
            language=version.language, word__in=list(written)[:5000]
        ).values_list("word", flat=True)
    )
    Word.objects.bulk_create(
        [
            Word(word=word, language=version.language, token=token)
            for word, token in written.items()
            if word not in known and 3 < len(word) <= 60 and word.isalpha()
        ],
        ignore_conflicts=True,
        batch_size=500,
    )


def reindex():
    """Index again what an older analyser cut; gives how many."""
    stale = Version.objects.filter(
        Q(indexed__analyser__lt=analyser.VERSION)
        | Q(indexed=None) & ~Q(state=Version.State.ABANDONED)
    )
    count = 0
    for version in stale.select_related("instruction__issuer").iterator(chunk_size=50):
        articles = list(version.articles.all())
        for article in articles:
            article.stems = article_stems(article, version.language)
        Article.objects.bulk_update(articles, ["stems"])
        index(version)
        count += 1
    return count


def article_stems(article, language):
    return stems_of(f"{article.heading}\n{article.body}", language)

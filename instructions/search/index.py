"""Write a version into the search index; the same stems for every database."""

from django.db import connection, transaction

from instructions.models import Article, Indexed, Version, Word
from instructions.text import analyser
from instructions.text.markup import words_of

BREAK = "xxbreakxx"  # stands between two fields, so that no phrase runs across


def stems_of(text, language):
    return " ".join(analyser.tokens(words_of(text), language))


def head_of(version):
    """What weighs most: reference, title, keywords and what changes."""
    text = version.instruction
    title = text.title_en if version.language == "en" and text.title_en else text.title
    fields = (text.short_reference, title, text.keywords, version.changes)
    stems = (stems_of(field, version.language) for field in fields)
    return f" {f' {BREAK} '.join(stems)} "


@transaction.atomic
def index(version):
    """Make a version found; indexing again replaces what was there."""
    forget(version)
    head = head_of(version)
    articles = list(version.articles.all())
    whole = [head, *(article.stems for article in articles)]
    if version.pdf_text:
        whole.append(stems_of(version.pdf_text, version.language))
    Indexed.objects.create(
        version=version, head=head, stems=" ".join(whole), analyser=analyser.VERSION
    )
    if connection.vendor == "sqlite":
        fill_sqlite(version.pk, " ".join(whole), articles)
    learn(version)


def fill_sqlite(pk, stems, articles):
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO instructions_indexed_fts (rowid, stems) VALUES (%s, %s)",
            [pk, stems],
        )
        cursor.executemany(
            "INSERT INTO instructions_article_fts (rowid, stems) VALUES (%s, %s)",
            [(article.pk, article.stems) for article in articles],
        )


def forget(version):
    """Take a version out of the index."""
    Indexed.objects.filter(version=version).delete()
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(
                "DELETE FROM instructions_indexed_fts WHERE rowid = %s", [version.pk]
            )
            cursor.execute(
                "DELETE FROM instructions_article_fts WHERE rowid IN"
                " (SELECT id FROM instructions_article WHERE version_id = %s)",
                [version.pk],
            )


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
    stale = Version.objects.filter(indexed__analyser__lt=analyser.VERSION)
    count = 0
    for version in stale.select_related("instruction__issuer").iterator(chunk_size=50):
        for article in version.articles.all():
            article.stems = article_stems(article, version.language)
            Article.objects.filter(pk=article.pk).update(stems=article.stems)
        index(version)
        count += 1
    return count


def article_stems(article, language):
    return stems_of(f"{article.heading}\n{article.body}", language)

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
    """Make a version found by its words; indexing again replaces what was there."""
    forget(version)
    head = head_of(version)
    whole = [head, *version.articles.values_list("stems", flat=True)]
    if version.pdf_text:
        whole.append(stems_of(version.pdf_text, version.language))
    stems = " ".join(whole)
    Indexed.objects.create(
        version=version, head=head, stems=stems, analyser=analyser.VERSION
    )
    run_sqlite(
        "INSERT INTO instructions_indexed_fts (rowid, stems) VALUES (%s, %s)",
        [(version.pk, stems)],
    )
    learn(version)


def index_articles(articles):
    """Make articles found by phrases; PostgreSQL does it by itself."""
    run_sqlite(
        "INSERT INTO instructions_article_fts (rowid, stems) VALUES (%s, %s)",
        [(article.pk, article.stems) for article in articles],
    )


def forget(version):
    """Take a version out of the index of words."""
    Indexed.objects.filter(version=version).delete()
    run_sqlite("DELETE FROM instructions_indexed_fts WHERE rowid = %s", [(version.pk,)])


def forget_articles(version):
    """Take the articles of a version out of the index of phrases, before they go."""
    keys = version.articles.values_list("pk")
    run_sqlite("DELETE FROM instructions_article_fts WHERE rowid = %s", list(keys))


def run_sqlite(statement, rows):
    """SQLite's index is a table of its own, kept by hand."""
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
    stale = Version.objects.filter(indexed__analyser__lt=analyser.VERSION)
    count = 0
    for version in stale.select_related("instruction__issuer").iterator(chunk_size=50):
        forget_articles(version)
        articles = list(version.articles.all())
        for article in articles:
            article.stems = article_stems(article, version.language)
        Article.objects.bulk_update(articles, ["stems"])
        index_articles(articles)
        index(version)
        count += 1
    return count


def article_stems(article, language):
    return stems_of(f"{article.heading}\n{article.body}", language)

"""Search, the page of a text and the comparison; run by make bench-instructions.

2,000 then 20,000 versions of about 4 KB on PostgreSQL, the same 2,000 on SQLite with
the same queries. The last line is JSON: search_* are milliseconds of the search's
query in the database with the first ten rows, page_* the page of a 4 KB text for a
stranger, uncached, at eight readers, beside a bare view of the same server.
"""

import gzip
import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from datetime import timedelta

from bench.programme import prepare
from bench.stage import get, medians, say, web

SMALL, LARGE = 2_000, 20_000
REPEATS = 3
GZIP = {"Accept-Encoding": "gzip"}


def words_of(text):
    return text.split()


SUBJECTS = words_of(
    """transit scellement caution visite mainlevée liquidation manifeste entrepôt
origine valeur tarif quittance exonération admission réexportation litige scanner
corridor agrément facture certificat domiciliation assurance conteneur balise délai
amende contentieux dépôt magasin empotage itinéraire apurement recours perception"""
)
COMMON = words_of(
    """bureau douane déclaration marchandise service inspecteur déclarant usager
opérateur document régime canal contrôle droit taxe paiement demande décision système
article chef agent jour heure véhicule importateur exportateur transporteur"""
)
LINKS = words_of(
    "le la les de du des et à au dans pour par sur avec sans est sont qui que"
)
VERBS = words_of(
    """présente dépose enregistre vérifie accorde refuse motive notifie délivre
conserve transmet complète modifie remplace abroge scelle libère perçoit garantit"""
)
QUERIES = (
    *("transit", "scellés", "déclaration", "mainlevée caution", "visite canal"),
    *("bureau douane déclaration", '"bureau de douane"', "exonérées", "véhicules"),
    *("déclaration -transit", '"droits et taxes"', "quittance perçue", "corridor"),
    *("agréés", "apurement itinéraire", "0123/2026", "domiciliation -assurance"),
    *("inspecteur refuse", "marchandises", "empotage conteneurs", "origine certificat"),
)


def sentence(rng, length=18):
    words = []
    for place in range(length):
        pool = (LINKS, COMMON, VERBS, SUBJECTS)[(place * 7 + rng.randrange(3)) % 4]
        words.append(rng.choice(pool))
    return " ".join(words).capitalize() + "."


def text_of(rng, articles=6):
    """About 4 KB in six articles."""
    from instructions.text.articles import Part

    subject = rng.choice(SUBJECTS)
    return [
        Part(
            f"Article {n}",
            f"{rng.choice(SUBJECTS).capitalize()} et {subject}",
            "\n\n".join(sentence(rng) for _ in range(5)),
            f"art-{n}",
        )
        for n in range(1, articles + 1)
    ]


def load(first, last):
    """Add versions `first` to `last`, in bulk, as publication would leave them."""
    from django.db import transaction

    from accounts.models import Organisation, User

    issuer, _ = Organisation.objects.get_or_create(
        acronym="DGD", defaults={"kind": "customs", "name": "Douanes"}
    )
    editor, _ = User.objects.get_or_create(email="bench@example.org")
    rng = random.Random(first)
    for start in range(first, last, 500):
        with transaction.atomic():
            load_batch(range(start, min(start + 500, last)), rng, issuer, editor)
        say(f"{min(start + 500, last)} versions")


def load_batch(numbers, rng, issuer, editor):
    from django.utils import timezone

    from instructions.models import Article, Indexed, Instruction, Label, Version
    from instructions.search.index import (
        BREAK,
        article_stems,
        index_articles,
        run_sqlite,
        stems_of,
    )
    from instructions.text import analyser, markup
    from instructions.text.articles import text_of as canonical

    today, now = timezone.localdate(), timezone.now()
    texts = [
        Instruction(
            type=("circular", "note", "decision")[n % 3],
            issuer=issuer,
            number=f"{n:05d}",
            year=2000 + n % 27,
            slug=f"texte-{n}",
            title=f"{rng.choice(SUBJECTS)} et {rng.choice(SUBJECTS)} du bureau {n}",
        )
        for n in numbers
    ]
    Instruction.objects.bulk_create(texts)
    Label.objects.bulk_create(
        Label(instruction=text, scheme="step", code=str(1 + text.pk % 12))
        for text in texts
    )
    parts = [text_of(rng) for _ in texts]
    versions = Version.objects.bulk_create(
        Version(
            instruction=text,
            number=1,
            state="published",
            text=canonical(body),
            sha256="0" * 64,
            changes=sentence(rng, 12),
            legal_basis="Code",
            signatory_function="DG",
            in_force_on=today - timedelta(days=rng.randrange(1, 5000)),
            published_on=today - timedelta(days=5001),
            published_at=now - timedelta(days=5001),
            signed_at=now - timedelta(days=5002),
            signed_by=editor,
            drafted_by=editor,
        )
        for text, body in zip(texts, parts, strict=True)
    )
    articles = []
    for version, body in zip(versions, parts, strict=True):
        for place, part in enumerate(body):
            article = Article(
                version=version,
                position=place,
                key=part.key,
                label=part.label,
                title=part.title,
                body=part.body,
                html=markup.html_of(part.body),
            )
            article.stems = article_stems(article, "fr")
            articles.append(article)
    Article.objects.bulk_create(articles, batch_size=1000)
    index_articles(articles)
    rows = []
    for n, version in enumerate(versions):
        title = stems_of(f"{texts[n].short_reference} {texts[n].title}", "fr")
        head = f" {title} {BREAK} {stems_of(version.changes, 'fr')} "
        stems = " ".join([head, *(a.stems for a in articles[n * 6 : n * 6 + 6])])
        rows.append(
            Indexed(version=version, head=head, stems=stems, analyser=analyser.VERSION)
        )
    Indexed.objects.bulk_create(rows)
    run_sqlite(
        "INSERT INTO instructions_indexed_fts (rowid, stems) VALUES (%s, %s)",
        [(row.version_id, row.stems) for row in rows],
    )


def settle():
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if connection.vendor != "sqlite" else "ANALYZE")


def timings():
    """Milliseconds of each search in the database: the first ten rows and the count."""
    from django.contrib.auth.models import AnonymousUser

    from instructions.selection import Selection

    took = []
    for turn in range(REPEATS + 1):
        for query in QUERIES:
            rows = Selection(q=query).versions(AnonymousUser())
            start = time.perf_counter()
            list(rows[:10])
            rows.count()
            if turn:
                took.append((time.perf_counter() - start) * 1000)
    took.sort()
    return statistics.median(took), took[int(len(took) * 0.95)]


def hits():
    from instructions.models import Version
    from instructions.search.find import matching

    return {
        query: sorted(
            Version.objects.filter(matching(query)).values_list(
                "instruction__number", flat=True
            )
        )
        for query in QUERIES
    }


def sqlite_hits(folder):
    """What SQLite finds among the same texts, asked of a process of its own."""
    url = f"sqlite:///{folder}/bench.sqlite3"
    done = subprocess.run(
        [sys.executable, "-m", "bench.instructions", "sqlite", folder],
        env=os.environ | {"DATABASE_URL": url},
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    )
    return json.loads(done.stdout.strip().splitlines()[-1])


def comparison_figures():
    """The comparison of a text of 68 KB with three words changed in each article."""
    from instructions.text import comparison
    from instructions.text.articles import text_of as canonical

    figures = {}
    for size in (6, 68, 269):
        rng = random.Random(size)
        old = []
        while len(canonical(old).encode()) < size * 1024:
            part = text_of(rng, 1)[0]
            key = f"art-{len(old) + 1}"
            old.append(replace(part, label=f"Article {len(old) + 1}", key=key))
        new, changed = [], 0
        for part in old:
            words = part.body.split(" ")
            for place in rng.sample(range(len(words)), 3):
                if "\n" not in words[place]:
                    words[place] = f"neuf{changed}"
                    changed += 2
            new.append(replace(part, body=" ".join(words)))
        took = []
        for _ in range(9):
            start = time.perf_counter()
            changes = comparison.compare(old, new)
            took.append((time.perf_counter() - start) * 1000)
        figures[size] = statistics.median(took), comparison.marked(changes), changed
        say(f"comparison of {size} KB: {figures[size][0]:.1f} ms")
    return figures


def main():
    from tests.servers import postgres

    with tempfile.TemporaryDirectory() as folder, postgres() as url:
        prepare(url, folder)
        load(0, SMALL)
        settle()
        small = timings()
        say(f"{SMALL} versions: p50 {small[0]:.1f} ms, p95 {small[1]:.1f} ms")
        found = hits()
        same = sqlite_hits(folder) == found
        load(SMALL, LARGE)
        settle()
        large = timings()
        say(f"{LARGE} versions: p50 {large[0]:.1f} ms, p95 {large[1]:.1f} ms")
        diffs = comparison_figures()
        path = "/instructions/texte-7/"
        with web() as (port, pid):
            pages = medians(
                port,
                pid,
                {"page": (path, GZIP, 400), "hello": ("/hello", GZIP, 2000)},
                rounds=3,
            )
            page_bytes = len(get(port, path, GZIP)[2])
            assert gzip.decompress(get(port, path, GZIP)[2])
    return {
        "search_p50_ms": round(large[0], 2),
        "search_p95_ms": round(large[1], 2),
        "versions": LARGE,
        "search_growth": round(large[1] / small[1], 2),
        "sqlite_same_hits": same,
        "page_rps": round(pages["page"]["rps"], 1),
        "page_bytes_gz": page_bytes,
        "hello_rps": round(pages["hello"]["rps"], 1),
        "diff_68k_ms": round(diffs[68][0], 2),
        "diff_words_marked": diffs[68][1],
        "diff_words_changed": diffs[68][2],
    }


if __name__ == "__main__":
    if sys.argv[1:2] == ["sqlite"]:
        prepare(os.environ["DATABASE_URL"], sys.argv[2])
        load(0, SMALL)
        print(json.dumps(hits()))
    else:
        print(json.dumps(main()))

"""Search, the page of a text and the comparison; run by make bench-instructions.

2,000 then 20,000 versions of about 4 KB on PostgreSQL, the same 2,000 on SQLite with
the same queries. The last line is JSON: search_* are the milliseconds in the database
of all that a page of results asks of it (total, counts of every facet, ten rows with
their status), search_cpu_* the CPU of its process for the same (the figure that a busy
machine leaves alone), search_page_* the same with our own code around, page_* the page of a
4 KB text for a stranger, sent whole to eight readers, beside a bare view of the server,
and page_anew_* the same page made from the database for each of them.
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
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from bench.library import Loader, text_of
from bench.programme import prepare
from bench.stage import get, medians, say, web

SMALL, LARGE = 2_000, 20_000
REPEATS = 5
GZIP = {"Accept-Encoding": "gzip"}
PAGE = "/instructions/texte-7/"
QUERIES = (
    *("bureau", "douane", "déclaration", "déclarer", "bureau douane déclaration"),
    *("transit", "TRANSITS", "scellés", "scellement", "mainlevée caution"),
    *("exonérées", "véhicules", "corridor", "agréés", "apurement itinéraire"),
    *("domiciliation", "empotage conteneurs", "hydrocarbures", "mangue certificat"),
    *("transit corridor", "valeur facture origine", "laboratoire analyses"),
    *("ventes aux enchères", "or bétail", "quittance", "surestaries", "bascule pesage"),
    *("déclaration -transit", "domiciliation -assurance", "caution -amende -litige"),
    *('"bureau de douane"', '"droits et taxes"', '"déclaration est caution"'),
    *('transit "bureau dans régime"', '-"droits et taxes" escorte', "0123/2026"),
    *("00012/MEF-DGD", "MEF-DGD escorte", "quittance perçue", "trnasit"),
)


def settle():
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if connection.vendor != "sqlite" else "ANALYZE")


@contextmanager
def counted():
    """Milliseconds that the statements run inside have taken, in a list of one."""
    from django.db import connection

    spent = [0.0]

    def clock(execute, *args):
        start = time.perf_counter()
        try:
            return execute(*args)
        finally:
            spent[0] += (time.perf_counter() - start) * 1000

    with connection.execute_wrapper(clock):
        yield spent


def results(query):
    """The first page of results, as the library asks for it; gives the total."""
    from django.contrib.auth.models import AnonymousUser

    from instructions.search.found import Found
    from instructions.selection import Selection

    found = Found(Selection(q=query), AnonymousUser(), 10)
    total = found.count()
    found[0:10]
    return total


def cpu_of_the_database():
    """Milliseconds of CPU so far of the process that searches."""
    from django.db import connection

    if connection.vendor == "sqlite":
        return time.process_time() * 1000
    pid = connection.connection.get_backend_pid()
    return int(Path(f"/proc/{pid}/schedstat").read_text().split()[0]) / 1e6


def timings():
    """Each query several times: (p50, p95) in the database, as a whole, of its CPU."""
    inside, whole, cpu, totals = [], [], [], {}
    for turn in range(REPEATS + 1):
        for query in QUERIES:
            start, before = time.perf_counter(), cpu_of_the_database()
            with counted() as spent:
                totals[query] = results(query)
            if turn:
                inside.append(spent[0])
                whole.append((time.perf_counter() - start) * 1000)
                cpu.append(cpu_of_the_database() - before)
    say("found:", ", ".join(f"{query} {total}" for query, total in totals.items()))
    took = inside, whole, cpu
    return [(statistics.median(each), percentile(each, 95)) for each in took]


def percentile(values, share):
    return sorted(values)[len(values) * share // 100]


def hits():
    """The versions that each query finds, by the number of their text."""
    from instructions.models import Version
    from instructions.search.find import matching

    return {
        query: sorted(
            Version.objects.filter(matching(query)).values_list(
                "instruction__number", "number"
            )
        )
        for query in QUERIES
    }


def sqlite_hits(folder):
    """What SQLite finds among the same texts, asked of a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "bench.instructions", "sqlite", folder, str(SMALL)],
        env=os.environ | {"DATABASE_URL": f"sqlite:///{folder}/bench.sqlite3"},
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    )
    lines = done.stdout.strip().splitlines()
    say(f"SQLite, {SMALL} versions: {lines[-2]}")
    return json.loads(lines[-1])


def on_sqlite(url, folder, size):
    prepare(url, folder)
    Loader().load(0, size, lambda *words: None)
    settle()
    inside, *_ = timings()
    print(f"p50 {inside[0]:.1f} ms, p95 {inside[1]:.1f} ms in the database")
    print(json.dumps(hits()))


def changed_in(rng, part, count=3):
    """The article with some words replaced, and how many words that marks."""
    words, changed = part.body.split(" "), 0
    for place in rng.sample(range(len(words)), count):
        if "\n" not in words[place]:
            words[place] = f"neuf{place}"
            changed += 2
    return replace(part, body=" ".join(words)), changed


def a_text_of(rng, kilobytes):
    from instructions.text.articles import text_of as canonical

    parts = []
    while len(canonical(parts).encode()) < kilobytes * 1024:
        number = len(parts) + 1
        part = text_of(rng, 1)[0]
        parts.append(replace(part, label=f"Article {number}", key=f"art-{number}"))
    return parts


def comparison_figures(kilobytes):
    """A text compared with itself, three words changed in each article."""
    from instructions.text import comparison

    rng = random.Random(kilobytes)
    old = a_text_of(rng, kilobytes)
    edits = [changed_in(rng, part) for part in old]
    new, changed = [part for part, _ in edits], sum(count for _, count in edits)
    took = []
    for _ in range(9):
        start = time.perf_counter()
        changes = comparison.compare(old, new)
        took.append((time.perf_counter() - start) * 1000)
    marked = comparison.marked(changes)
    say(f"comparison of {kilobytes} KB: {statistics.median(took):.1f} ms,")
    say(f"  {marked} words marked where {changed} changed")
    return statistics.median(took), marked, changed


def pages():
    """The page of a text beside a bare view: figures, and its bytes as sent.

    A session, even one that is nobody's, keeps a reader from the shelf: that page is
    made anew each time.
    """
    anew = GZIP | {"Cookie": "sessionid=nobody"}
    with web() as (port, pid):
        addresses = {
            "page": (PAGE, GZIP, 1200),
            "anew": (PAGE, anew, 160),
            "hello": ("/hello", GZIP, 2000),
        }
        figures = medians(port, pid, addresses, rounds=3)
        body = get(port, PAGE, GZIP)[2]
        assert gzip.decompress(body)
    return figures, len(body)


def searches(folder):
    """Timings at both sizes, and whether SQLite finds the same."""
    figures, first = {}, 0
    for size in (SMALL, LARGE):
        Loader().load(first, size, say)
        settle()
        figures[size] = timings()
        (p50, p95), (page50, page95), (cpu50, cpu95) = figures[size]
        say(f"{size} versions: p50 {p50:.1f} ms, p95 {p95:.1f} ms in the database,")
        say(f"  p50 {page50:.1f} ms, p95 {page95:.1f} ms with our own code,")
        say(f"  p50 {cpu50:.1f} ms, p95 {cpu95:.1f} ms of its CPU")
        if size == SMALL:
            same = sqlite_hits(folder) == json.loads(json.dumps(hits()))
        first = size
    return figures, same


def main():
    from tests.servers import postgres

    with tempfile.TemporaryDirectory() as folder, postgres() as url:
        prepare(url, folder)
        figures, same = searches(folder)
        diffs = {size: comparison_figures(size) for size in (6, 68, 269)}
        page, page_bytes = pages()
    (small, _, _), (large, whole, cpu) = figures[SMALL], figures[LARGE]
    return {
        "search_p50_ms": round(large[0], 2),
        "search_p95_ms": round(large[1], 2),
        "versions": LARGE,
        "search_growth": round(large[1] / small[1], 2),
        "sqlite_same_hits": same,
        "page_rps": round(page["page"]["rps"], 1),
        "page_bytes_gz": page_bytes,
        "hello_rps": round(page["hello"]["rps"], 1),
        "diff_68k_ms": round(diffs[68][0], 2),
        "diff_words_marked": diffs[68][1],
        "diff_words_changed": diffs[68][2],
        "search_cpu_p50_ms": round(cpu[0], 2),
        "search_cpu_p95_ms": round(cpu[1], 2),
        "search_page_p50_ms": round(whole[0], 2),
        "search_page_p95_ms": round(whole[1], 2),
        "page_share_of_hello": round(page["page"]["rps"] / page["hello"]["rps"], 3),
        "page_anew_rps": round(page["anew"]["rps"], 1),
        "page_anew_share": round(page["anew"]["rps"] / page["hello"]["rps"], 3),
        "diff_6k_ms": round(diffs[6][0], 2),
        "diff_269k_ms": round(diffs[269][0], 2),
    }


if __name__ == "__main__":
    if sys.argv[1:2] == ["sqlite"]:
        on_sqlite(os.environ["DATABASE_URL"], sys.argv[2], int(sys.argv[3]))
    else:
        print(json.dumps(main()))

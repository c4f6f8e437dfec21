"""A wave of 2,000,000 answers, and the page of a wave; run by make bench-surveys.

The import is timed in a process of its own, beside reading the same file with the csv
module. Then the supplied waves are loaded on PostgreSQL: eight readers ask for the page
of a wave, the address walk is made before the embargo, and a stranger attacks the
published files. The last line is JSON.
"""

import csv
import gzip
import io
import json
import os
import random
import re
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench.programme import prepare
from bench.stage import ROOT, drive, get, say, web
from bench.stranger import narrow

ANSWERS = 2_000_000
DATA = ROOT / "tests" / "data"
FILES = [
    "results.csv",
    "results-excel-fr.csv",
    "results.xlsx",
    "results.json",
    "codebook.csv",
    "datapackage.json",
    "share.png",
    "SHA256SUMS",
]
AROUND = ["/", "/surveys/", "/surveys/waves.atom", "/surveys/sitemap.xml"]
PARTS = ["factor/3/", "question/O03_1/", "methodology/"]


def large_file(folder):
    """The supplied officials, drawn again and again with their own answers."""
    text = (DATA / "spid-2026-respondents.csv").read_text()
    header, *rows = list(csv.reader(io.StringIO(text)))
    officials = [row for row in rows if row[0] == "officials"]
    given = sum(1 for cell in officials[0][4:] if cell)
    rng = random.Random(1)
    path = Path(folder, "answers.csv")
    count = ANSWERS // given
    with path.open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(header)
        writer.writerows(rng.choice(officials) for _ in range(count))
    return path, count * given


def read_plainly(path):
    start = time.perf_counter()
    with open(path, newline="") as file:
        for _row in csv.reader(file):
            pass
    return time.perf_counter() - start


def import_once(path):
    """What the dry run of a file does, timed; printed for the process that asked."""
    from surveys.importing import read_answers, read_items

    items, _ = read_items((DATA / "spid-codebook.csv").read_bytes())
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    data = Path(path).read_bytes()
    start = time.perf_counter()
    _, problems = read_answers(data, items, ["sex", "region"], 2026)
    took = time.perf_counter() - start
    if problems:
        raise RuntimeError(problems[0])
    after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(json.dumps([took, (after - before) / 1024]))


def measure_import(path):
    """Medians of three, plain reading in between."""
    plain, imports = [], []
    for number in range(3):
        plain.append(read_plainly(path))
        command = [sys.executable, "-m", "bench.surveys", "import", str(path)]
        ran = subprocess.run(
            command, cwd=ROOT, capture_output=True, text=True, check=True
        )
        imports.append(json.loads(ran.stdout))
        say(f"import {number + 1} of 3: {imports[-1][0]:.2f} s")
    took, peak = (statistics.median(values) for values in zip(*imports, strict=True))
    return took, statistics.median(plain), peak


def load_waves():
    """2024 published, 2026 scheduled for the next hour."""
    from datetime import timedelta

    from django.contrib.auth.models import Group
    from django.utils import timezone

    from accounts import groups
    from accounts.models import User
    from surveys import actions, demo

    people = []
    for name in (groups.SURVEY_ANALYST, groups.SURVEY_APPROVER):
        people.append(User.objects.create_user(f"{len(people)}@example.org", name=name))
        people[-1].groups.add(Group.objects.get(name=name))
    _, version = demo.load(*people)
    actions.approve(version=version, by=people[1])
    minute = timezone.now() + timedelta(hours=1)
    return actions.schedule(version=version, publish_at=minute, by=people[1])


def walk(port, year):
    """How many addresses of a wave answer, and how many pages around name it."""
    base = f"/surveys/{year}/"
    asked = [
        base,
        *(base + part for part in [*PARTS, "restitution/", "a4/", "vs/2024/"]),
    ]
    asked += [f"{base}v1.0.0/", *(f"{base}v1.0.0/{part}" for part in PARTS)]
    for level in ("", "public/", "partners/", "customs/"):
        asked += [f"{base}v1.0.0/{level}{file}" for file in FILES]
    asked += [f"/en{address}" for address in asked]
    return sum(get(port, address)[0] == 200 for address in asked) + sum(
        f"/surveys/{year}/".encode() in get(port, address)[2] for address in AROUND
    )


def first_visit(port, path):
    """Bytes of the page and of what it links to, as a phone receives them."""
    body = get(port, path, {"Accept-Encoding": "gzip"})[2]
    page = gzip.decompress(body).decode()
    linked = re.findall(r'<link rel="stylesheet" href="([^"]+)"', page)
    linked += re.findall(r'<script type="module" src="([^"]+)"', page)
    sizes = [len(body)]
    for address in linked:
        sizes.append(len(get(port, address, {"Accept-Encoding": "gzip"})[2]))
    say("first visit:", dict(zip([path, *linked], sizes, strict=True)))
    return sum(sizes)


def attack(version):
    """Suppressed parts that the files of each level give away or nearly."""
    from surveys.models import Level
    from surveys.opendata.files import CODEBOOK, codebook, table
    from surveys.opendata.rows import COLUMNS, results

    found = []
    questions = table(codebook(version, Level.CUSTOMS), CODEBOOK).decode()
    for level in Level:
        text = table(results(version, level), COLUMNS).decode()
        found += narrow([text], questions)
    return found


def measure_pages():
    from tests.servers import postgres

    with tempfile.TemporaryDirectory() as folder, postgres() as url:
        prepare(url, folder)
        say("loading the supplied waves")
        version = load_waves()
        with web(workers=2) as (port, _pid):
            drive(port, "/surveys/2024/", requests=64)
            rounds = [drive(port, "/surveys/2024/", requests=400)[1] for _ in range(3)]
            size = first_visit(port, "/surveys/2024/")
            leaks = walk(port, 2026)
        say("attacking the published files")
        exposed = attack(version) + attack(
            version.wave.versions.model.objects.current()[0]
        )
    p50 = statistics.median(statistics.median(took) for took in rounds)
    return p50, size, leaks, len(exposed)


def main():
    with tempfile.TemporaryDirectory() as folder:
        path, answers = large_file(folder)
        took, plain, peak = measure_import(path)
    p50, size, leaks, exposed = measure_pages()
    figures = {
        "answers": answers,
        "import_s": round(took, 2),
        "csv_read_s": round(plain, 2),
        "import_peak_mb": round(peak, 1),
        "page_p50_ms": round(p50, 1),
        "first_visit_bytes_gz": size,
        "leaks": leaks,
        "narrow_intervals": exposed,
    }
    print(json.dumps(figures))


if __name__ == "__main__":
    if sys.argv[1:2] == ["import"]:
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
        import_once(sys.argv[2])
    else:
        main()

"""A mixed crowd on the demonstration and on twenty times as much; make bench-load.

Eighty readers, fifteen members and five officers of a hundred ask one page after the
other, 8 and 64 at once, beside a bare view, a page from the shelf, a 304 and nginx with
a static file, all in turns. The last line is JSON. p50, p95 and p99 are milliseconds
over all answers at 8 clients on the larger data, and `worst_page_p95_ms` is that of
the slowest kind of page; `growth` is CPU of the web processes a request, larger over
smaller data, at the worse of 8 and 64 clients; `page_growth` that of the worst single
kind of page, made anew. `crowds` has every crowd. cached_rps are answers by Django,
200 with a body.
"""

import getpass
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from contextlib import ExitStack, contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from bench.programme import prepare, static_file
from bench.stage import ROOT, cpu_seconds, free_port, get, process, say, wait_until, web

FACTORS = {1: "one", 20: "twenty"}
CLIENTS = (8, 64)
ROUNDS = int(os.environ.get("ROUNDS", "4"))
SECONDS = {8: 15, 64: 8}
SINGLE_SECONDS = 3
WARMINGS = 3  # each connection is taken by one of two processes, by chance
FEWEST = 5  # answers from which a page has a p95
PAGE = "/meetings/committees/"
NGINX = """daemon off; user {user}; pid {folder}/nginx.pid; error_log {folder}/error.log;
worker_processes 2; events {{ worker_connections 512; }}
http {{ access_log off; keepalive_requests 1000000; types {{ text/css css; }}
client_body_temp_path {folder}/b; proxy_temp_path {folder}/p;
fastcgi_temp_path {folder}/f; uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;
server {{ listen 127.0.0.1:{port}; location /static/ {{ alias {static}/; }} }} }}"""


def named(url, name):
    return urlsplit(url)._replace(path=f"/{name}").geturl()


def fill(url):
    """The demonstration, and a database beside it with twenty times as much."""
    from django.db import connection, connections
    from django.utils import timezone

    from audit.tasks import chain_entries
    from bench.multiply import multiply
    from portal.demonstration.loading import load

    load()
    chain_entries()
    connection.close()
    settings = connections["default"].settings_dict
    with connections["default"]._nodb_cursor() as cursor:
        cursor.execute(f'CREATE DATABASE twenty TEMPLATE "{settings["NAME"]}"')
        cursor.execute(f'CREATE DATABASE one TEMPLATE "{settings["NAME"]}"')
    settings["NAME"] = "twenty"
    multiply(timezone.localdate().year, say)
    chain_entries()
    for name in FACTORS.values():
        connection.close()
        settings["NAME"] = name
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")
    connection.close()


def crowd_of(url):
    """What the crowd asks for on this data, and what each page costs made anew."""
    ran = subprocess.run(
        [sys.executable, "-m", "bench.crowd"],
        cwd=ROOT,
        env=os.environ | {"DATABASE_URL": url},
        stdout=subprocess.PIPE,
        check=True,
        text=True,
    )
    return json.loads(ran.stdout.splitlines()[-1])


def drive(server, asks, *, clients, seconds, seed):
    """A crowd in a process of its own; its answers, and the CPU of the web processes."""
    port, pid = server
    asked = {"port": port, "clients": clients, "seconds": seconds}
    before = cpu_seconds(pid)
    ran = subprocess.run(
        [sys.executable, "-m", "bench.client"],
        cwd=ROOT,
        input=json.dumps(asked | {"seed": seed, "asks": asks}),
        stdout=subprocess.PIPE,
        check=True,
        text=True,
    )
    found = json.loads(ran.stdout)
    found["cpu"] = cpu_seconds(pid) - before
    return found


def percentile(values, share):
    return sorted(values)[min(len(values) - 1, len(values) * share // 100)]


class Crowd:
    """All rounds of a crowd of one size on data of one size."""

    def __init__(self):
        self.cpu, self.rps, self.answers = [], [], []

    def add(self, found):
        count = len(found["answers"])
        self.cpu.append(found["cpu"] * 1000 / count)
        self.rps.append(count / found["seconds"])
        self.answers += found["answers"]

    def figures(self):
        took = [ms for _name, _status, ms in self.answers]
        return {
            "p50_ms": round(percentile(took, 50), 1),
            "p95_ms": round(percentile(took, 95), 1),
            "p99_ms": round(percentile(took, 99), 1),
            "rps": round(statistics.median(self.rps), 1),
            "cpu_ms": round(statistics.median(self.cpu), 2),
            "errors": sum(status not in {200, 304} for _n, status, _ms in self.answers),
        }

    def pages(self):
        """(p95, p50, answers, name) of each kind of page, the slowest first."""
        found = {}
        for name, _status, ms in self.answers:
            found.setdefault(name, []).append(ms)
        rows = [
            (percentile(took, 95), statistics.median(took), len(took), name)
            for name, took in found.items()
            if len(took) >= FEWEST
        ]
        return sorted(rows, reverse=True)


@contextmanager
def nginx(folder):
    """The static files as nginx hands them out; None where there is no nginx."""
    if not shutil.which("nginx"):
        yield None
        return
    port = free_port()
    path = Path(folder, "nginx.conf")
    places = {"folder": folder, "port": port, "static": f"{folder}/static"}
    path.write_text(NGINX.format(user=getpass.getuser(), **places))
    with process("nginx", "-c", str(path), "-e", f"{folder}/error.log") as server:
        wait_until(lambda: get(port, static_file())[0] == 200)
        yield port, server.pid


def singles(port):
    """One address each, by name: the bare view, the shelf, a 304, a static file."""
    status, headers, body = get(port, PAGE, {"Accept-Encoding": "gzip"})
    if status != 200 or not body:
        raise RuntimeError(f"{PAGE}: {status}")
    known = {"If-None-Match": headers["ETag"]}
    return {
        "hello": ("/hello", {}),
        "cached": (PAGE, {}),
        "not_modified": (PAGE, known),
        "nginx": (static_file(), {}),
    }


def measure_singles(server, static, seed):
    """Requests a second, and CPU milliseconds each, in this order."""
    found = {}
    for name, request in singles(server[0]).items():
        target = static if name == "nginx" else server
        if target is None:
            continue
        asks = [[1, name, [request]]]
        ran = drive(target, asks, clients=8, seconds=SINGLE_SECONDS, seed=seed)
        expected = 304 if name == "not_modified" else 200
        if any(status != expected for _name, status, _ms in ran["answers"]):
            raise RuntimeError(f"{name}: not always {expected}")
        count = len(ran["answers"])
        found[name] = count / ran["seconds"], ran["cpu"] * 1000 / count
    return found


def warm(port, asks):
    """What strangers ask, until each process most likely has it on its shelf.

    Otherwise a slow machine measures mostly how many pages its few answers met twice.
    """
    headers = {"Host": "127.0.0.1", "Accept-Encoding": "gzip"}
    open_to_all = {p for _w, _n, found in asks for p, own in found if not own}
    for path in sorted(open_to_all) * WARMINGS:
        get(port, path, headers)


def measure(urls, asks, folder):
    crowds = {(factor, size): Crowd() for factor in FACTORS for size in CLIENTS}
    alone = []
    with ExitStack() as stack:
        servers = {
            factor: stack.enter_context(web(workers=2, DATABASE_URL=urls[factor]))
            for factor in FACTORS
        }
        static = stack.enter_context(nginx(folder))
        for factor, server in servers.items():
            warm(server[0], asks[factor])
            drive(server, asks[factor], clients=8, seconds=3, seed=99)
        for number in range(ROUNDS):
            alone.append(measure_singles(servers[20], static, number))
            for (factor, size), crowd in crowds.items():
                server, seconds = servers[factor], SECONDS[size]
                crowd.add(
                    drive(
                        server,
                        asks[factor],
                        clients=size,
                        seconds=seconds,
                        seed=number,
                    )
                )
            say(f"round {number + 1} of {ROUNDS}")
    return crowds, alone


def tell(costs, crowds):
    """What each kind of page asks, costs and takes, for who reads along."""
    say("page: queries, CPU ms made anew on 1 × and 20 ×; ms p50 and p95 in the crowd")
    for crowd in crowds.values():
        bad = {(name, s) for name, s, _ms in crowd.answers if s not in {200, 304}}
        if bad:
            say(f"  bad answers: {sorted(bad)}")
    slow = {name: (p50, p95) for p95, p50, _count, name in crowds[20, 8].pages()}
    for name, (cpu, queries) in sorted(costs[20].items(), key=lambda row: -row[1][0]):
        p50, p95 = slow.get(name, (0, 0))
        say(
            f"  {name}: {queries}, {costs[1][name][0]:.1f} → {cpu:.1f};"
            f" {p50:.0f} and {p95:.0f}"
        )


def report(crowds, alone, costs):
    chosen = crowds[20, 8]
    worst_p95, _p50, _count, worst = chosen.pages()[0]
    medians = {
        name: [statistics.median(run[name][i] for run in alone) for i in (0, 1)]
        for name in alone[0]
    }
    figures = {f"{f}x_{size}": c.figures() for (f, size), c in crowds.items()}
    growth = max(
        figures[f"20x_{size}"]["cpu_ms"] / figures[f"1x_{size}"]["cpu_ms"]
        for size in CLIENTS
    )
    grown = {
        name: costs[20][name][0] / costs[1][name][0]
        for name in costs[20]
        if name in costs[1]
    }
    slowest = max(grown, key=grown.get)
    hello = medians["hello"]
    return {
        "data_factor": 20,
        **{k: v for k, v in figures["20x_8"].items() if k != "errors"},
        "growth": round(growth, 2),
        **{f"{name}_rps": round(rps, 1) for name, (rps, _cpu) in medians.items()},
        "errors": sum(row["errors"] for row in figures.values()),
        "worst_page": worst,
        "worst_page_p95_ms": round(worst_p95, 1),
        "cached_share": round(medians["cached"][0] / hello[0], 2),
        "not_modified_share": round(medians["not_modified"][0] / hello[0], 2),
        "cached_cpu_share": round(hello[1] / medians["cached"][1], 2),
        "not_modified_cpu_share": round(hello[1] / medians["not_modified"][1], 2),
        "page_growth": round(grown[slowest], 2),
        "page_growth_of": slowest,
        "most_queries": max(queries for _cpu, queries in costs[20].values()),
        "crowds": figures,
    }


def main():
    from tests.servers import postgres

    with tempfile.TemporaryDirectory() as folder, postgres() as url:
        os.chmod(folder, 0o755)
        prepare(url, folder)
        say("loading the demonstration, then nineteen copies of it")
        fill(url)
        urls = {factor: named(url, name) for factor, name in FACTORS.items()}
        found = {factor: crowd_of(urls[factor]) for factor in FACTORS}
        asks = {factor: found[factor]["asks"] for factor in FACTORS}
        costs = {factor: found[factor]["costs"] for factor in FACTORS}
        crowds, alone = measure(urls, asks, folder)
    tell(costs, crowds)
    print(json.dumps(report(crowds, alone, costs)))


if __name__ == "__main__":
    main()

"""make bench-cluster: each part of the cluster is killed in turn, under a crowd.

Two web nodes, two workers, two beats, PostgreSQL, Valkey, an S3 server and nginx, each
on an address of its own. Whatever a client was told is done must be there in the end.
"""

import argparse
import contextlib
import json
import logging
import os
import signal
import subprocess
import tempfile
import threading
import time
from collections import Counter

import django

from bench.nodes.crowd import Commenter, Guest, Notebook, Reader, Uploader
from bench.nodes.parts import PYTHON, Cluster
from bench.stage import ROOT, process, say, wait_until

# The order tells a story: the doubled parts first, then those that nothing stands in for.
TURNS = ["web1", "web2", "worker1", "worker2", "beat1", "beat2"]
TURNS += ["valkey", "s3", "nginx", "postgresql"]
WEB_NODES = {"web1", "web2"}
RELOADING = 20  # granian lets old and new processes overlap for 15 s


@contextlib.contextmanager
def running(folder):
    """All of it, from nothing: both web nodes find an empty database at once."""
    os.chmod(folder, 0o755)  # PostgreSQL runs as somebody else where this is root
    cluster = Cluster(folder)
    sink = [PYTHON, "-m", "tests.fire.sink", str(cluster.smtp_port)]
    try:
        with process(*sink, str(cluster.mail_log), "0"):
            cluster.start("postgresql", "valkey", "s3")
            wait_until(cluster.has_database)
            cluster.start("web1", "web2")
            cluster.start("worker1", "worker2", "beat1", "beat2", "nginx")
            say(
                f"Green after {cluster.wait_until_green(180):.0f} s, migrations included"
            )
            yield cluster
    finally:
        cluster.stop()


def load(cluster):
    """The demonstration's data, so that pages are as full as a ministry's."""
    environment = cluster.environment("web1") | {"DEMO": "1"}
    command = [PYTHON, "manage.py", "load_demo"]
    subprocess.run(command, cwd=ROOT, env=os.environ | environment, check=True)
    os.environ |= cluster.environment("web1")
    django.setup()
    logging.disable(logging.WARNING)


def gather(cluster, ground, notebook, stop):
    """Six readers, three guests, a commenter and an officer with papers."""
    own = (cluster, notebook, stop)
    crowd = [Reader(*own) for _ in range(6)]
    crowd += [Guest(*own, guests=ground["guests"][n::3]) for n in range(3)]
    crowd.append(Commenter(*own, session=ground["partner"], ground=ground))
    crowd.append(Uploader(*own, session=ground["officer"], ground=ground))
    for client in crowd:
        client.start()
    return crowd


def kill_and_watch(cluster, notebook, name, down, calm):
    """Kill one part, bring it back, and judge what was answered meanwhile and after."""
    part, killed_at = cluster.parts[name], time.monotonic()
    part.kill()
    time.sleep(down)
    started_at = time.monotonic()
    part.start()
    cluster.wait_until_green()
    green_at = time.monotonic()
    time.sleep(calm)
    until = time.monotonic()
    found = {
        "killed": name,
        "seconds_to_green": round(green_at - started_at, 1),
        "away": statuses(notebook.between(killed_at, green_at)),
        "readers_refused": bad(notebook.between(killed_at, green_at, "GET")),
        "after": statuses(notebook.between(green_at, until)),
        "errors_after_recovery": bad(notebook.between(green_at, until)),
    }
    say(json.dumps(found))
    return found


def reload_and_watch(cluster, notebook):
    """A new version without a gap: each node replaces its processes, as systemd asks."""
    begun = time.monotonic()
    for name in sorted(WEB_NODES):
        os.kill(cluster.parts[name].child.pid, signal.SIGHUP)
        time.sleep(RELOADING)
    found = {
        "reloaded": sorted(WEB_NODES),
        "answers": statuses(notebook.between(begun, time.monotonic())),
        "refused": bad(notebook.between(begun, time.monotonic())),
    }
    say(json.dumps(found))
    return found


def statuses(answers):
    return {str(status): count for status, count in sorted(Counter(answers).items())}


def bad(answers):
    """Answers of 5xx, and questions that got none."""
    return sum(status == 0 or status >= 500 for status in answers)


def fight(cluster, size):
    """The turns under load; gives what was found in each and what was confirmed."""
    from bench.nodes import ground

    notebook, stop = Notebook(), threading.Event()
    prepared = ground.prepare(size.guests, len(TURNS) * (size.down + size.calm + 3))
    crowd = gather(cluster, prepared, notebook, stop)
    time.sleep(size.calm)
    begun = time.monotonic()
    turns = [
        kill_and_watch(cluster, notebook, name, size.down, size.calm) for name in TURNS
    ]
    reloaded = reload_and_watch(cluster, notebook)
    lasted = time.monotonic() - begun
    stop.set()
    for client in crowd:
        client.join(80)
    return turns, reloaded, notebook, lasted


def verdict(cluster, turns, reloaded, notebook, lasted):
    from django.db import connection

    from bench.nodes import ground

    connection.close()  # its server was killed
    wait_until(lambda: not ground.unsent(), 120)
    lost = list(ground.missing(notebook.confirmed, cluster.bucket))
    for kind, key in lost[:5]:
        say(f"Lost: {kind} {key}")
    mail = [json.loads(line) for line in cluster.mail_log.read_text().splitlines()]
    sent = Counter(line["id"] for line in mail)
    owed = ground.guests.letters_of(ground.PREFIX).count()
    reached = {line["to"] for line in mail if f".{ground.PREFIX}." in line["to"]}
    everywhere = Counter(status for _at, _method, status in notebook.answers)
    return {
        "killed": [turn["killed"] for turn in turns],
        "acknowledged": len(notebook.confirmed),
        "acknowledged_by_kind": Counter(kind for kind, *_rest in notebook.confirmed),
        "lost": len(lost),
        "errors_after_recovery": sum(turn["errors_after_recovery"] for turn in turns),
        "readers_refused_while_a_web_node_was_dead": sum(
            turn["readers_refused"] for turn in turns if turn["killed"] in WEB_NODES
        ),
        "refused_while_reloading": reloaded["refused"],
        "seconds_to_green": {t["killed"]: t["seconds_to_green"] for t in turns},
        "said_503": everywhere[503],
        "said_500": everywhere[500],
        "answers": len(notebook.answers),
        "answers_a_second": round(len(notebook.answers) / lasted),
        "letters_owed": owed,
        "letters_lost": owed - len(reached),
        "letters_sent_again": sum(sent.values()) - len(sent),
        "faults_in_the_audit_chain": len(ground.chain_faults()),
    }


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--guests", type=int, default=2400)
    parser.add_argument("--down", type=float, default=5)
    parser.add_argument("--calm", type=float, default=6)
    size = parser.parse_args()
    with (
        tempfile.TemporaryDirectory(prefix="portal-cluster-") as folder,
        running(folder) as cluster,
    ):
        load(cluster)
        found = verdict(cluster, *fight(cluster, size))
    print(json.dumps(found))


if __name__ == "__main__":
    main()

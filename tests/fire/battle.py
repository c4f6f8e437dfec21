"""Workers send while everything around them is killed; then everything is counted."""

import random
import time
from collections import Counter

from django.db import DatabaseError, connection

from tests.fire import guests, rounds
from tests.fire.stage import wait_for

LATE = 60  # seconds from due to the first attempt


def fight(stage, letters, kills, seconds, say=lambda words: None):
    """Owe letters over some seconds, kill and break meanwhile; give the counts."""
    gone = letters // 200
    stage.add_workers(4)
    stage.add_beat()
    guests.convoke("fire", letters, spread=seconds * 0.8, gone=gone)
    events = timetable(kills, seconds)
    start = time.monotonic()
    for moment, name in events:
        time.sleep(max(start + moment - time.monotonic(), 0))
        say(f"{moment:5.1f} s: {name}")
        happen(stage, name)
    wait_for(lambda: count_unsent() == 0, 300, "The rest of the letters")
    return verdict(stage, letters, gone, kills)


def timetable(kills, seconds):
    """When what happens: kills at random moments, each other fault once or twice."""
    events = [(random.uniform(1, seconds), "kill a worker") for _ in range(kills)]
    return sorted(
        [
            *events,
            (0.15 * seconds, "flush the broker"),
            (0.30 * seconds, "kill the broker and start it"),
            (0.45 * seconds, "stop beat"),
            (0.60 * seconds, "start beat twice"),
            (0.75 * seconds, "crash and restart PostgreSQL"),
        ]
    )


def happen(stage, name):
    if name == "kill a worker":
        stage.kill_a_worker()
    elif name == "flush the broker":
        stage.flush_broker()
    elif name == "kill the broker and start it":
        stage.restart_broker()
    elif name == "stop beat":
        stage.stop_beats()
    elif name == "start beat twice":
        stage.add_beat()
        stage.add_beat()
    else:
        stage.restart_database()


def count_unsent():
    try:
        return rounds.unsent()
    except DatabaseError:
        connection.close()
        return None


def verdict(stage, letters, gone, kills):
    """Lost, doubled and late, counted at the mail server and in the table."""
    received = stage.received()
    copies = Counter(line["to"] for line in received)
    names = {line["to"]: set() for line in received}
    for line in received:
        names[line["to"]].add(line["id"])
    rows = guests.letters_of("fire")
    tries = rows.exclude(state="undeliverable").values_list("due_at", "tried_at")
    late = sum((tried - due).total_seconds() > LATE for due, tried in tries if tried)
    return {
        "letters": letters,
        "kills": kills,
        "lost": letters - gone - len(copies),
        "doubled": sum(copies.values()) - len(copies),
        "doubled_other_message_id": sum(len(ids) > 1 for ids in names.values()),
        "late": late,
        "refused_for_good": rows.filter(state="undeliverable").count(),
        "dead": rows.filter(state="dead").count(),
    }

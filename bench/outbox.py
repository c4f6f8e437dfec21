"""make bench-outbox: every letter once under fire, and how fast without fire."""

import argparse
import json
import logging
import os
import statistics
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tests.fire import ground


def say(words):
    print(words, flush=True)


def under_fire(letters, kills, seconds):
    """Phase 1: kill -9, broker flushed and killed, database crashed, beat gone."""
    with ground.stage(0.01, NOTICES_LEASE="30", BEAT="10") as stage:
        from tests.fire import battle

        say(f"Under fire: {letters} letters, {kills} kills in {seconds} s")
        return battle.fight(stage, letters, kills, seconds, say)


def in_peace(letters, rounds_wanted):
    """Phase 2: letters a second by number of workers, beside one bare connection."""
    found = {"raw": [], 1: [], 2: [], 4: []}
    with ground.stage(0) as stage:
        from tests.fire import rounds, scan

        rounds.raw(stage, "warm", 300)
        for number in range(rounds_wanted):
            for workers in (1, 2, 4):
                found["raw"].append(rounds.raw(stage, f"raw{number}{workers}", letters))
                rounds.warm_up(stage, workers)
                speed = rounds.with_workers(stage, f"{number}with{workers}", letters)
                found[workers].append(speed)
                stage.stop_workers()
            say(f"Round {number + 1}: {medians(found)}")
        found["scan"] = scan.milliseconds(say)
    return medians(found)


def medians(found):
    return {key: round(statistics.median(v), 1) for key, v in found.items() if v}


def run_apart(phase, *arguments):
    """Each phase in a process of its own: Django is set up once for one database."""
    read, write = os.pipe()
    child = os.fork()
    if not child:
        logging.disable(logging.INFO)
        os.write(write, json.dumps(phase(*arguments)).encode())
        sys.stdout.flush()
        os._exit(0)
    os.close(write)
    with os.fdopen(read) as pipe:
        result = pipe.read()
    os.waitpid(child, 0)
    if not result:
        raise SystemExit(f"{phase.__name__} failed.")
    return json.loads(result)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--letters", type=int, default=10_000)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--seconds", type=int, default=120)
    parser.add_argument("--peace-letters", type=int, default=3000)
    parser.add_argument("--rounds", type=int, default=3)
    size = parser.parse_args()
    peace = run_apart(in_peace, size.peace_letters, size.rounds)
    fire = run_apart(under_fire, size.letters, size.kills, size.seconds)
    print(
        json.dumps(
            fire
            | {
                "per_second": peace["4"],
                "raw_per_second": peace["raw"],
                "share_of_raw": round(peace["4"] / peace["raw"], 2),
                "per_second_by_workers": {n: peace[n] for n in ("1", "2", "4")},
                "scan_ms": peace["scan"],
            }
        )
    )


if __name__ == "__main__":
    main()

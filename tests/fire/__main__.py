"""`python -m tests.fire LETTERS KILLS SECONDS`: a small fight; prints JSON at its end."""

import json
import sys

from tests.fire import ground


def main(letters, kills, seconds):
    patience = {"NOTICES_LEASE": "12", "BEAT": "4", "NOTICES_BACK_OFF": "5"}
    with ground.stage(0.01, **patience) as stage:
        from tests.fire import battle

        counts = battle.fight(stage, letters, kills, seconds)
        print(json.dumps(counts))


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))

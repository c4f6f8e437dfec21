"""Workers killed, broker emptied, database crashed, mail server moody: every letter once."""

import json
import subprocess
import sys

import pytest

from notices.delivery import HANDFUL

pytestmark = pytest.mark.servers
KILLS, WORKERS = 6, 4


def test_no_letter_is_lost_and_a_double_can_be_recognised():
    run = subprocess.run(
        [sys.executable, "-m", "tests.fire", "1000", str(KILLS), "20"],
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert run.returncode == 0, run.stderr[-3000:]
    counts = json.loads(run.stdout.splitlines()[-1])

    # A kill may catch the handful under way; a crash of the database one a worker.
    assert counts.pop("doubled") <= HANDFUL * (KILLS + WORKERS)
    assert counts == {
        "letters": 1000,
        "kills": KILLS,
        "lost": 0,
        "doubled_other_message_id": 0,
        "late": 0,
        "refused_for_good": 5,
        "dead": 0,
    }

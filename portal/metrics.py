"""What Prometheus collects: requests of all web processes, letters, beat.

The processes of one machine share their counters through files in METRICS_DIR, which
`prometheus_client` finds by a variable of the environment when it is imported.
"""

import time

from django.core.cache import cache
from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram
from prometheus_client.exposition import generate_latest
from prometheus_client.multiprocess import MultiProcessCollector

from notices import health

BEAT = "portal.beat"
REQUESTS = Counter(
    "portal_requests",
    "Answers by method, page and status",
    ["method", "view", "status"],
)
SECONDS = Histogram(
    "portal_request_seconds",
    "Time to answer, by page",
    ["view"],
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5),
)


def tick():
    """Beat has rung and a worker has heard it."""
    cache.set(BEAT, time.time(), None)


def beat_age():
    """Seconds since beat and a worker were both alive; -1 if never."""
    last = cache.get(BEAT)
    return time.time() - last if last else -1


def text():
    """All of it in the format that Prometheus reads."""
    registry = CollectorRegistry()
    MultiProcessCollector(registry)
    letters = Gauge("portal_letters", "Letters by state", ["state"], registry=registry)
    for state, count in health.by_state():
        letters.labels(state.value).set(count)
    Gauge(
        "portal_oldest_due_letter_seconds",
        "How long the letter that waits longest has been due",
        registry=registry,
    ).set(health.oldest_due_age().total_seconds())
    Gauge(
        "portal_beat_age_seconds",
        "Since beat and a worker were last both alive; -1 if never",
        registry=registry,
    ).set(beat_age())
    return generate_latest(registry)

"""What Prometheus collects: requests of all web processes, letters, beat.

The processes of one machine share their counters through files in METRICS_DIR, which
`prometheus_client` finds by a variable of the environment when it is imported.
"""

import time

import redis
from django.conf import settings
from django.core.cache import cache
from prometheus_client import CollectorRegistry, Counter, Histogram
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.exposition import generate_latest
from prometheus_client.multiprocess import MultiProcessCollector

from notices import health

METHODS = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}
QUEUE = "celery"  # the list in Redis in which Celery keeps what waits for a worker
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


def count(request, response, seconds):
    """One answer; what a stranger makes up as a method does not become a series."""
    found = request.resolver_match
    view = (found and found.view_name) or "none"
    method = request.method if request.method in METHODS else "other"
    REQUESTS.labels(method, view, response.status_code).inc()
    SECONDS.labels(view).observe(seconds)


def queue_length():
    """How many tasks wait for a worker; -1 while the broker is away or unused."""
    if not settings.REDIS_URL:
        return -1
    try:
        with redis.Redis.from_url(
            settings.REDIS_URL, socket_connect_timeout=2, socket_timeout=2
        ) as client:
            return client.llen(QUEUE)
    except redis.RedisError:
        return -1


class Now:
    """What all machines share, asked anew each time: no process keeps a value of it."""

    def collect(self):
        letters = GaugeMetricFamily(
            "portal_letters", "Letters by state", labels=["state"]
        )
        for state, number in health.by_state():
            letters.add_metric([state.value], number)
        yield letters
        yield GaugeMetricFamily(
            "portal_oldest_due_letter_seconds",
            "How long the letter that waits longest has been due",
            health.oldest_due_age().total_seconds(),
        )
        yield GaugeMetricFamily(
            "portal_queue_tasks",
            "Tasks that wait for a worker; -1 while the broker is away",
            queue_length(),
        )
        yield GaugeMetricFamily(
            "portal_beat_age_seconds",
            "Since beat and a worker were last both alive; -1 if never",
            beat_age(),
        )


def text():
    """All of it in the format that Prometheus reads."""
    registry = CollectorRegistry()
    MultiProcessCollector(registry)
    registry.register(Now())
    return generate_latest(registry)

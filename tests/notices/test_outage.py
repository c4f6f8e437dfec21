"""The mail server is away for an hour: nothing is lost, and nothing hammers it."""

import socket
from contextlib import contextmanager
from datetime import timedelta
from threading import Thread

import pytest
import time_machine
from django.utils import timezone

from notices import gate, health
from notices.models import Notice
from tests import servers

pytestmark = [pytest.mark.servers, pytest.mark.usefixtures("news_kind")]
TICK = timedelta(seconds=20)


@contextmanager
def mute(port):
    """A server that closes every connection without a word; gives their list."""
    calls = []
    with socket.create_server(("127.0.0.1", port)) as door:

        def answer():
            while True:
                try:
                    line, _caller = door.accept()
                except OSError:
                    return
                calls.append(line)
                line.close()

        Thread(target=answer, daemon=True).start()
        yield calls
        door.shutdown(socket.SHUT_RDWR)


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return probe.getsockname()[1]


@pytest.fixture
def port(settings):
    settings.EMAIL_BACKEND = "notices.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", free_port()
    settings.EMAIL_TIMEOUT = 5
    return settings.EMAIL_PORT


def ring_for(clock, ticks, deliver):
    """What beat does meanwhile, every twenty seconds."""
    for _tick in range(ticks):
        deliver()
        clock.shift(TICK)


def test_an_hour_without_the_server_costs_a_few_calls_and_no_letter(
    port, post, deliver
):
    for number in range(20):
        post(f"a{number}@example.org")
    with time_machine.travel(timezone.now(), tick=False) as clock:
        ring_for(clock, 90, deliver)
        refused = gate.look().failures
        assert 4 <= refused <= 10
        with mute(port) as calls:
            ring_for(clock, 90, deliver)
        assert 2 <= len(calls) <= 5
        assert gate.look().failures == refused + len(calls)
        assert health.is_late()

        clock.shift(timedelta(minutes=13))
        with servers.smtp(port) as mailbox:
            deliver()

    assert len(mailbox.recipients) == len(set(mailbox.recipients)) == 20
    assert set(Notice.objects.values_list("state", "attempts")) == {("sent", 1)}
    assert health.trouble() is None

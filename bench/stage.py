"""What every benchmark needs: a real server on real PostgreSQL, a crowd, a meter.

All traffic stays on 127.0.0.1. CPU is read from /proc, for the server and its children.
"""

import contextlib
import http.client
import os
import signal
import socket
import statistics
import subprocess
import sys
import threading
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TICKS = os.sysconf("SC_CLK_TCK")


def say(*words):
    """Progress, as it goes; the last line of a benchmark is JSON alone."""
    print(*words, flush=True)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextlib.contextmanager
def process(*command, **environment):
    """One process in a group of its own, ended with all its children."""
    child = subprocess.Popen(
        command, cwd=ROOT, env=os.environ | environment, start_new_session=True
    )
    try:
        yield child
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(child.pid, signal.SIGTERM)
        try:
            child.wait(20)
        except subprocess.TimeoutExpired:
            os.killpg(child.pid, signal.SIGKILL)
            child.wait()


def wait_until(ready, seconds=60):
    """Ask until it is ready; a benchmark without its server is an error."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        with contextlib.suppress(OSError, http.client.HTTPException):
            if ready():
                return
        time.sleep(0.1)
    raise RuntimeError(f"Not ready after {seconds} s.")


def get(port, path, headers=None):
    """One request: status, headers and body."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request("GET", path, headers=headers or {})
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    return answer.status, answer.headers, body


@contextlib.contextmanager
def web(workers=2, **environment):
    """Granian with the portal as production runs it; yields (port, process id)."""
    port = free_port()
    command = [sys.executable, "-m", "granian", "--interface", "wsgi"]
    command += ["--host", "127.0.0.1", "--port", str(port)]
    command += ["--workers", str(workers), "--log-level", "error"]
    command += ["--blocking-threads", "2", "--backpressure", "64"]
    with process(*command, "portal.wsgi:application", **environment) as server:
        wait_until(lambda: get(port, "/healthz")[0] == 200)
        yield port, server.pid


def family(pid):
    """A process and all that it started."""
    found, parents = [pid], {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            with contextlib.suppress(OSError):
                fields = (entry / "stat").read_text().rsplit(")", 1)[1].split()
                parents.setdefault(int(fields[1]), []).append(int(entry.name))
    for member in found:
        found.extend(parents.get(member, []))
    return found


def cpu_seconds(pid):
    """User and system time of a process and its children, in seconds."""
    total = 0
    for member in family(pid):
        with contextlib.suppress(OSError):
            fields = Path(f"/proc/{member}/stat").read_text().rsplit(")", 1)[1].split()
            total += int(fields[11]) + int(fields[12])
    return total / TICKS


def drive(port, path, *, clients=8, requests=400, headers=None):
    """A crowd asks for one address; gives seconds and each answer's milliseconds."""
    took, failures, per_client = [], [], max(1, requests // clients)

    def client():
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        for _ in range(per_client):
            start = time.perf_counter()
            connection.request("GET", path, headers=headers or {})
            answer = connection.getresponse()
            answer.read()
            took.append((time.perf_counter() - start) * 1000)
            if answer.status not in {200, 304}:
                failures.append(answer.status)
        connection.close()

    crowd = [threading.Thread(target=client) for _ in range(clients)]
    start = time.perf_counter()
    for member in crowd:
        member.start()
    for member in crowd:
        member.join()
    seconds = time.perf_counter() - start
    if failures or len(took) != per_client * clients:
        raise RuntimeError(f"{path}: {len(failures)} bad answers {failures[:3]}")
    return seconds, took


def measure(port, pid, path, **crowd):
    """One round on one address: CPU milliseconds a request, requests a second, p50."""
    before = cpu_seconds(pid)
    seconds, took = drive(port, path, **crowd)
    cpu = (cpu_seconds(pid) - before) * 1000 / len(took)
    return {"cpu_ms": cpu, "rps": len(took) / seconds, "p50": statistics.median(took)}


def medians(port, pid, addresses, *, rounds=5, **crowd):
    """Warm up, interleave the addresses, repeat; median of each figure by name.

    `addresses` maps a name to (path, headers, requests).
    """
    for path, headers, _ in addresses.values():
        drive(port, path, headers=headers, requests=32)
    samples = {name: [] for name in addresses}
    for number in range(rounds):
        for name, (path, headers, requests) in addresses.items():
            samples[name].append(
                measure(port, pid, path, headers=headers, requests=requests, **crowd)
            )
        say(f"round {number + 1} of {rounds}")
    return {
        name: {key: statistics.median(s[key] for s in rows) for key in rows[0]}
        for name, rows in samples.items()
    }

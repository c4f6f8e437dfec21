"""An SMTP server in a process of its own, that keeps a log and may misbehave.

`python -m tests.fire.sink PORT LOG FAULTS`: with FAULTS above 0, that share of the
recipients is refused once (451), has the connection dropped once in the middle of DATA,
or waits a second; addresses that begin with "gone" are refused for good (550).
"""

import asyncio
import json
import os
import re
import sys
import time
from zlib import crc32

from aiosmtpd.smtp import SMTP

MESSAGE_ID = re.compile(rb"^Message-ID: (.*?)\r?$", re.MULTILINE | re.IGNORECASE)


class Sink:
    def __init__(self, log, faults):
        self.log = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        self.faults = faults
        self.seen = set()

    def fate(self, address):
        """What happens to the first attempt for an address; the same in every run."""
        share = crc32(address.encode()) % 10000 / 10000
        first = address not in self.seen
        self.seen.add(address)
        if not first or share >= 3 * self.faults:
            return "accept"
        return ("refuse", "drop", "delay")[int(share / self.faults)]

    async def handle_EHLO(self, server, session, envelope, hostname, responses):
        """Commands in a row are taken, as any mail server of today takes them."""
        session.host_name = hostname
        return [responses[0], "250-PIPELINING", *responses[1:]]

    async def handle_RCPT(self, server, session, envelope, address, options):
        if address.startswith("gone"):
            return "550 5.1.1 No such person"
        session.fate = self.fate(address)
        if session.fate == "refuse":
            return "451 4.7.1 Greylisted, try again later"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        if session.fate == "delay":
            await asyncio.sleep(1)
        line = {
            "at": time.time(),
            "to": envelope.rcpt_tos[0],
            "id": MESSAGE_ID.search(envelope.content)[1].decode(),
        }
        os.write(self.log, json.dumps(line).encode() + b"\n")
        return "250 OK"


class Server(SMTP):
    async def smtp_DATA(self, arg):
        if getattr(self.session, "fate", "") == "drop":
            await self.push("354 Go on")
            await self._reader.readline()
            self.transport.abort()
            return
        await super().smtp_DATA(arg)


async def serve(port, log, faults):
    sink = Sink(log, faults)
    loop = asyncio.get_running_loop()
    server = await loop.create_server(
        lambda: Server(sink, loop=loop, enable_SMTPUTF8=True), "127.0.0.1", port
    )
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(serve(int(sys.argv[1]), sys.argv[2], float(sys.argv[3])))

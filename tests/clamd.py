"""A ClamAV for the tests: Debian's clamd where it is installed, else one that speaks
its INSTREAM; either knows one signature, that of the harmless EICAR test file."""

import hashlib
import shutil
import socket
import socketserver
import struct
import subprocess
import tempfile
import threading
import time
from contextlib import contextmanager
from pathlib import Path

from tests.servers import watched

EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
SETTINGS = """Foreground yes
DatabaseDirectory {folder}
LocalSocket {folder}/clamd.sock
TemporaryDirectory {folder}
"""


@contextmanager
def clamd():
    """Gives the address of a scanner."""
    with installed() if shutil.which("clamd") else standing_in() as url:
        yield url


@contextmanager
def installed():
    with tempfile.TemporaryDirectory(prefix="portal-clamd-") as name:
        folder = Path(name)
        signature = f"{hashlib.md5(EICAR).hexdigest()}:{len(EICAR)}:Eicar-Test\n"
        (folder / "test.hdb").write_text(signature)
        (folder / "clamd.conf").write_text(SETTINGS.format(folder=folder))
        command = ["clamd", "-c", str(folder / "clamd.conf")]
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
        with watched(process.pid, folder):
            wait_for(folder / "clamd.sock")
            yield f"unix://{folder}/clamd.sock"
            process.terminate()
            process.wait()


def wait_for(path):
    for _attempt in range(200):
        with socket.socket(socket.AF_UNIX) as knock:
            try:
                return knock.connect(str(path))
            except OSError:
                time.sleep(0.1)
    raise TimeoutError("clamd did not start.")


class InStream(socketserver.StreamRequestHandler):
    """The one command that the portal speaks."""

    def handle(self):
        command = self.rfile.read(len(b"zINSTREAM\0"))
        content = b""
        while size := struct.unpack("!L", self.rfile.read(4))[0]:
            content += self.rfile.read(size)
        if command != b"zINSTREAM\0":
            self.wfile.write(b"UNKNOWN COMMAND\0")
        elif EICAR in content:
            self.wfile.write(b"stream: Eicar-Test FOUND\0")
        else:
            self.wfile.write(b"stream: OK\0")


@contextmanager
def standing_in():
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), InStream) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"tcp://127.0.0.1:{server.server_address[1]}"
        server.shutdown()

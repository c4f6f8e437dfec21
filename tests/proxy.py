"""nginx with the very configuration of deploy/, moved to other addresses and folders."""

import datetime
import os
import re
import subprocess
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

SOURCE = Path(__file__).resolve().parent.parent / "deploy/nginx/portal.conf"
NAME = "dialogue.example.org"
MAIN = """
{user}
daemon off;
pid {folder}/nginx.pid;
error_log {folder}/main.log warn;
events {{ worker_connections 1024; }}
http {{
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/portal.conf;
}}
"""


def certificate(folder):
    """A certificate of an hour's worth for a name that nobody owns."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, NAME)])
    now = datetime.datetime.now(datetime.UTC)
    made = (
        x509.CertificateBuilder(name, name, key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(minutes=1))
        .not_valid_after(now + datetime.timedelta(hours=1))
        .sign(key, hashes.SHA256())
    )
    pem = serialization.Encoding.PEM
    (folder / "fullchain.pem").write_bytes(made.public_bytes(pem))
    (folder / "privkey.pem").write_bytes(
        key.private_bytes(
            pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
    )


def moved(text, folder, address, plain, nodes):
    """The configuration with other addresses, and its files in a folder."""
    servers = "".join(
        f"    server {node} max_fails=1 fail_timeout=5s;\n" for node in nodes
    )
    text = re.sub(
        r"    (# )?server [\d.]+:\d+ max_fails=1 fail_timeout=5s;\n", "", text
    )
    text = text.replace(
        "    zone portal_nodes 64k;\n", f"    zone portal_nodes 64k;\n{servers}"
    )
    text = re.sub(r"    listen \[::\].*\n", "", text)
    text = text.replace("listen 443", f"listen {address}")
    text = text.replace("listen 80;", f"listen {plain};")
    for there in ("/etc/letsencrypt/live/dialogue.example.org", "/var/log/nginx"):
        text = text.replace(there, str(folder))
    return text.replace("/var/cache/nginx/portal", f"{folder}/cache")


def write(folder, address, plain, nodes):
    """Write all that nginx needs into a folder; gives its command."""
    certificate(folder)
    (folder / "portal.conf").write_text(
        moved(SOURCE.read_text(), folder, address, plain, nodes)
    )
    user = "user root;" if os.geteuid() == 0 else ""  # the folder is ours alone
    (folder / "nginx.conf").write_text(MAIN.format(folder=folder, user=user))
    return ["nginx", "-p", str(folder), "-c", str(folder / "nginx.conf")]


def check(command):
    """What `nginx -t` says; raises where it finds a fault."""
    return subprocess.run(
        [*command, "-t"], capture_output=True, text=True, check=True
    ).stderr

"""From where a request comes."""

from contextlib import suppress
from contextvars import ContextVar
from ipaddress import ip_interface

from django.conf import settings
from django.utils.crypto import salted_hmac

# The address that asks for the page in hand; empty in a worker.
current = ContextVar("current", default="")


def address(request):
    """The address that asks: the last one that our own proxy has seen."""
    address = request.META.get("REMOTE_ADDR", "")
    if settings.SECURE_PROXY_SSL_HEADER:
        forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "")
        address = forwarded.rsplit(",", 1)[-1].strip() or address
    return address


def network(request):
    """The address, or of IPv6 the /64 in which whoever asks may choose any."""
    asking = address(request)
    with suppress(ValueError):
        found = ip_interface(asking)
        if found.version == 6 and not found.ip.ipv4_mapped:
            return str(ip_interface(f"{found.ip}/64").network)
    return asking


def seal(request):
    """The same for the same address, and telling nobody which."""
    return salted_hmac("accounts.origin", network(request)).hexdigest()

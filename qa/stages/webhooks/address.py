"""Says which addresses a webhook may have, so that nobody makes this machine speak to what stands behind it."""

from __future__ import annotations

import ipaddress
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from qa.errors import WebhookError

_PORTS = {"https": 443, "http": 80}
_TRANSLATED = ipaddress.ip_network("64:ff9b::/96")  # IPv4 written as IPv6, private addresses too


@dataclass(frozen=True, slots=True)
class Address:
    """Where a webhook's deliveries go. `is_ours` is a host of QA_WEBHOOK_HOSTS, which may be a private one."""

    scheme: str
    host: str
    port: int
    target: str
    is_ours: bool


def read_address(url: str, *, ours: Sequence[str]) -> Address:
    """Read an address. Raises WebhookError unless it is https, or one of our own hosts."""
    try:
        parts = urlsplit(url.strip())
        host, port = (parts.hostname or "").lower(), parts.port
    except ValueError as error:
        raise WebhookError(
            "“%(url)s” is no address (%(error)s). Expected https://host.example/path.", url=url, error=error
        ) from error
    if parts.scheme not in _PORTS or not host or any(sign <= " " for sign in url.strip()) or not url.isascii():
        raise WebhookError("“%(url)s” is no address of a webhook: expected https://host.example/path.", url=url)
    if parts.username or parts.password:
        raise WebhookError("The address of a webhook holds no name or password; receivers check the signature.")
    port = port or _PORTS[parts.scheme]
    is_ours = host in ours or f"{host}:{port}" in ours
    if parts.scheme == "http" and not is_ours:
        raise WebhookError(
            "%(host)s is spoken to by http only where QA_WEBHOOK_HOSTS names it: expected https.", host=host
        )
    if not is_ours and not is_public_name(host):
        raise WebhookError("%(host)s is not a public host: QA_WEBHOOK_HOSTS must name it.", host=host)
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return Address(parts.scheme, host, port, target, is_ours)


def is_public_name(host: str) -> bool:
    """Tell whether a host may be a public one: a private number, `localhost` or a name of one's own network is not."""
    try:
        return is_public(host)
    except ValueError:
        return "." in host and not host.endswith((".localhost", ".local", ".internal", "."))


def is_public(number: str) -> bool:
    """Tell whether an IP address is one of the open internet. Raises ValueError for what is no IP address."""
    address = ipaddress.ip_address(number)
    if isinstance(address, ipaddress.IPv6Address):
        if address in _TRANSLATED or address.sixtofour or address.teredo:
            return False
        mapped = address.ipv4_mapped
        if mapped is not None:
            return is_public(str(mapped))
    return address.is_global and not address.is_multicast and not address.is_reserved

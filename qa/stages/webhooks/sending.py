"""Posts to a webhook: to the very number that was looked at, no redirect followed, no answer waited for long."""

from __future__ import annotations

import http.client
import socket
import ssl
from collections.abc import Mapping

from qa.errors import WebhookError
from qa.stages.webhooks.address import Address, is_public

_SECONDS = 10.0


def post(address: Address, body: bytes, *, headers: Mapping[str, str]) -> int:
    """Post a body and return the HTTP status of the answer. Raises WebhookError when there is none.

    The host's name is looked up once; every number it has must be public unless the host is ours, and the connection
    goes to such a number, so that a name cannot change between looking and connecting.
    """
    connection = _Connection(address, _look_up(address))
    try:
        connection.request("POST", address.target, body=body, headers=dict(headers))
        return connection.getresponse().status
    except (OSError, http.client.HTTPException) as error:
        raise WebhookError(f"{type(error).__name__}: {error}"[:200]) from error
    finally:
        connection.close()


class _Connection(http.client.HTTPConnection):
    """A connection to a number that stands fast, which is spoken to by its host's name."""

    def __init__(self, address: Address, number: str) -> None:
        super().__init__(address.host, address.port, timeout=_SECONDS)
        self._address, self._number = address, number
        self.default_port = 443 if address.scheme == "https" else 80

    def connect(self) -> None:
        """Connect to the number; over TLS, for the name."""
        raw = socket.create_connection((self._number, self._address.port), timeout=_SECONDS)
        if self._address.scheme == "http":
            self.sock = raw
            return
        try:
            self.sock = ssl.create_default_context().wrap_socket(raw, server_hostname=self._address.host)
        except BaseException:
            raw.close()
            raise


def _look_up(address: Address) -> str:
    try:
        found = socket.getaddrinfo(address.host, address.port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise WebhookError("The host %(host)s is not known.", host=address.host) from error
    numbers = [str(one[4][0]) for one in found]
    if not address.is_ours and not all(is_public(number) for number in numbers):
        raise WebhookError(
            "The host %(host)s leads to a private address: QA_WEBHOOK_HOSTS must name it.", host=address.host
        )
    return numbers[0]

"""Signs what webhooks are sent, as Standard Webhooks 1.0 does (standardwebhooks.com, HMAC-SHA256, `v1`)."""

from __future__ import annotations

import hmac
import secrets
from base64 import b64decode, b64encode
from collections.abc import Mapping, Sequence
from datetime import datetime
from hashlib import sha256

PREFIX = "whsec_"
_SECRET_BYTES = 32


def new_secret() -> str:
    """Return a fresh secret: `whsec_` and 32 random bytes in base64."""
    return PREFIX + b64encode(secrets.token_bytes(_SECRET_BYTES)).decode()


def sign(body: bytes, *, secret: str, event_id: str, now: datetime) -> str:
    """Return `v1,` and the base64 of the HMAC-SHA256 over `id.timestamp.body`."""
    key = b64decode(secret.removeprefix(PREFIX))
    signed = b".".join((event_id.encode(), str(int(now.timestamp())).encode(), body))
    return "v1," + b64encode(hmac.new(key, signed, sha256).digest()).decode()


def headers_for(body: bytes, *, signing: Sequence[str], event_id: str, now: datetime) -> Mapping[str, str]:
    """Return the headers of a delivery, signed with each of the secrets in `signing`."""
    return {
        "content-type": "application/json",
        "user-agent": "Plumbline-Webhooks/1",
        "webhook-id": event_id,
        "webhook-timestamp": str(int(now.timestamp())),
        "webhook-signature": " ".join(sign(body, secret=one, event_id=event_id, now=now) for one in signing),
    }

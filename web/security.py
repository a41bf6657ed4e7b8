"""The secret of this installation, the headers of every answer and the brake on guessing passwords."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from flask import Flask, Response, current_app, g, request
from flask.sessions import SecureCookieSessionInterface
from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

from qa.settings import Settings

# Ten for one account from one address; more for an office behind one address, or for one account from everywhere.
_FEW, _MANY = RateLimitItemPerMinute(10, 15), RateLimitItemPerMinute(100, 15)
_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}


class _CookieInterface(SecureCookieSessionInterface):
    """Marks the cookie Secure wherever the page itself is served over HTTPS."""

    def get_cookie_secure(self, app: Flask) -> bool:
        return request.is_secure


def init_app(app: Flask) -> None:
    """Set the headers of every answer and start counting failed sign-ins."""
    app.session_interface = _CookieInterface()
    app.extensions["plumbline.limiter"] = MovingWindowRateLimiter(MemoryStorage())
    app.after_request(_add_headers)
    app.jinja_env.globals["csp_nonce"] = csp_nonce


def secret_key(settings: Settings) -> str:
    """Return the key that signs cookies: the set one, else one kept in the home folder."""
    if settings.secret_key:
        return settings.secret_key
    settings.home.mkdir(parents=True, exist_ok=True)
    place = settings.home / "secret_key"
    try:
        descriptor = os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return _kept_key(place)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(secrets.token_hex(32))
    return _kept_key(place)


def is_guessing(email: str) -> bool:
    """Tell whether there were too many failures to sign in within 15 minutes."""
    limiter: MovingWindowRateLimiter = current_app.extensions["plumbline.limiter"]
    return not all(limiter.test(limit, key) for limit, key in _limits(email))


def count_failure(email: str) -> None:
    """Count one failed sign-in, for the address and for the account."""
    limiter: MovingWindowRateLimiter = current_app.extensions["plumbline.limiter"]
    for limit, key in _limits(email):
        limiter.hit(limit, key)


def csp_nonce() -> str:
    """Return the nonce of this answer, for libraries that must add a style element of their own."""
    if "csp_nonce" not in g:
        g.csp_nonce = secrets.token_urlsafe(16)
    return str(g.csp_nonce)


def _limits(email: str) -> tuple[tuple[RateLimitItemPerMinute, str], ...]:
    account, address = email.strip().lower(), request.remote_addr
    return ((_FEW, f"both {account} {address}"), (_MANY, f"address {address}"), (_MANY, f"account {account}"))


def _kept_key(place: Path) -> str:
    return place.read_text(encoding="ascii").strip()


def _add_headers(response: Response) -> Response:
    for name, value in _HEADERS.items():
        response.headers.setdefault(name, value)
    response.headers.setdefault("Content-Security-Policy", _policy())
    if request.is_secure:
        response.headers.setdefault("Strict-Transport-Security", "max-age=31536000")
    if request.endpoint == "static":
        if "v" in request.args:
            response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    elif not response.cache_control:
        # Pages hold customers' words: the next person at this desk must not find them by the Back button.
        response.headers["Cache-Control"] = "no-store"
    return response


def _policy() -> str:
    style = f"'self' 'nonce-{g.csp_nonce}'" if "csp_nonce" in g else "'self'"
    return (
        "default-src 'self'; img-src 'self' data:; media-src 'self' blob:; object-src 'none'; "
        f"script-src 'self'; style-src {style}; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    )

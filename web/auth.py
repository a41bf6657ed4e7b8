"""Who is signed in, and whether they may use the route they ask for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast
from urllib.parse import urlsplit

import flask_login
from flask import Flask, Response, abort, current_app, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from qa.stages import accounts
from qa.store import tables
from web.permissions import GRANTS, Permission, declared_routes
from web.sessions import db

# What a one-time password opens until its owner has chosen one of their own.
_OPEN_BEFORE_A_PASSWORD = ("account.show", "account.change_password", "sign_in.sign_out")


@dataclass(frozen=True, slots=True)
class Person:
    """The signed-in user as one request sees them. `agent_id` is set for agents only."""

    id: int
    name: str
    email: str
    role: tables.UserRole
    language: str
    agent_id: int | None
    team_id: int | None
    session_version: int
    must_change_password: bool = False

    is_authenticated = True
    is_active = True
    is_anonymous = False

    def get_id(self) -> str:
        """Return what the cookie holds; it ends to be valid when `session_version` grows."""
        return f"{self.id}:{self.session_version}"

    def can(self, permission: Permission) -> bool:
        """Tell whether the role has the permission."""
        return permission in GRANTS[self.role]


def init_app(app: Flask) -> None:
    """Read the user of each request from its cookie and ask every route for its permission."""
    login = flask_login.LoginManager()
    login.session_protection = "basic"
    login.user_loader(_load_person)
    login.unauthorized_handler(_ask_to_sign_in)
    login.init_app(app)
    declared_routes(app)
    app.before_request(_enforce_permission)


def current() -> Person | None:
    """Return who is signed in, None for a visitor."""
    user = flask_login.current_user._get_current_object()
    return cast(Person, user) if user is not None and user.is_authenticated else None


def person() -> Person:
    """Return who is signed in; on a route that asks for a permission there is always somebody."""
    found = current()
    if found is None:
        abort(401)
    return found


def can(permission: Permission | str) -> bool:
    """Tell whether the user of this request has a permission, named or by its value."""
    found = current()
    wanted = Permission(permission)
    return found.can(wanted) if found else wanted is Permission.ANYBODY


def sign_in(user: tables.User, *, is_remembered: bool) -> None:
    """Make `user` the user of this browser."""
    flask_login.login_user(_as_person(user), remember=is_remembered)


def sign_out() -> None:
    """Forget the user of this browser."""
    flask_login.logout_user()


def is_local(target: str | None) -> bool:
    """Tell whether a `next` address stays on this site."""
    if not target or not target.startswith("/") or target.startswith(("//", "/\\")):
        return False
    parts = urlsplit(target)
    return not parts.scheme and not parts.netloc


def _load_person(cookie: str) -> Person | None:
    number, _, version = cookie.partition(":")
    if not (number.isdigit() and version.isdigit()):
        return None
    user = accounts.find_user(db(), int(number))
    if user is None or not user.is_active or user.session_version != int(version):
        return None
    return _as_person(user)


def _as_person(user: tables.User) -> Person:
    return Person(
        id=user.id,
        name=user.name,
        email=user.email,
        role=user.role,
        language=user.language,
        agent_id=user.agent_id,
        team_id=user.team_id,
        session_version=user.session_version,
        must_change_password=user.must_change_password,
    )


def _enforce_permission() -> AnyResponse | None:
    """Refuse what the role does not allow; a route that declares nothing is refused to everybody."""
    if request.endpoint is None or request.endpoint == "static":
        return None
    declared = declared_routes(current_app).get(request.endpoint)
    if declared is None:
        abort(403)
    if declared.permission is Permission.ANYBODY:
        return None
    signed_in = current()
    if signed_in is None:
        return _ask_to_sign_in()
    if signed_in.must_change_password and request.endpoint not in _OPEN_BEFORE_A_PASSWORD:
        return _ask_for_password()
    if not can(declared.permission):
        abort(403)
    return None


def _ask_to_sign_in() -> AnyResponse:
    target = request.full_path.rstrip("?") if request.method == "GET" else None
    address = url_for("sign_in.show", next=target)
    if request.headers.get("HX-Request"):
        return Response(status=401, headers={"HX-Redirect": url_for("sign_in.show")})
    return redirect(address, 303)


def _ask_for_password() -> AnyResponse:
    address = url_for("account.show")
    if request.headers.get("HX-Request"):
        return Response(status=403, headers={"HX-Redirect": address})
    return redirect(address, 303)

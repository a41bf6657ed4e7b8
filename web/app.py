"""Puts the application together: settings in, a WSGI callable out."""

from __future__ import annotations

import importlib
import pkgutil

from flask import Blueprint, Flask
from flask_wtf import CSRFProtect

import web.views
from qa.settings import Settings
from qa.store.session import open_database
from web import (
    auth,
    check_records,
    design_names,
    errors,
    filters,
    languages,
    live,
    refusals,
    render,
    scorecard_names,
    security,
    sessions,
    value_words,
)


def create_app(settings: Settings, *, live_seats: int = live.SEATS) -> Flask:
    """Make the application for these settings; nothing is shared between two of them.

    Every file of `web/views` is registered by the blueprint it calls `views`. `live_seats` is how many streams of
    server-sent events one process may hold open.
    """
    app = Flask("web")
    app.config.update(
        MAX_CONTENT_LENGTH=2 * 1024 * 1024,
        SECRET_KEY=security.secret_key(settings),
        SEND_FILE_MAX_AGE_DEFAULT=3600,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        WTF_CSRF_TIME_LIMIT=None,
    )
    app.jinja_options = {"trim_blocks": True, "lstrip_blocks": True}
    app.extensions["plumbline.settings"] = settings
    sessions.init_app(app, open_database(settings.database_url))
    security.init_app(app)
    languages.init_app(app, settings)
    auth.init_app(app)
    CSRFProtect(app)
    render.init_app(app)
    live.init_app(app, seats=live_seats)
    filters.init_app(app)
    value_words.init_app(app)
    design_names.init_app(app)
    scorecard_names.init_app(app)
    refusals.init_app(app)
    check_records.init_app(app)
    errors.init_app(app)
    for blueprint in _blueprints():
        app.register_blueprint(blueprint)
    return app


def _blueprints() -> list[Blueprint]:
    """Import every file of the views folder, in order of name."""
    names = sorted(found.name for found in pkgutil.iter_modules(web.views.__path__))
    return [importlib.import_module(f"web.views.{name}").views for name in names]

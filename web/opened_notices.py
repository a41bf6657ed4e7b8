"""Opening the page a notice leads to reads the notice, however one came there."""

from __future__ import annotations

import logging

from flask import current_app, request
from sqlalchemy.exc import SQLAlchemyError

from qa.stages.notices.settling import leads_here, settle_opened
from web import auth, render
from web.sessions import db

_log = logging.getLogger(__name__)
_SHARED = ("/", "/notices")
"""Pages many things lead to: opening one is no sign that somebody saw what a notice told."""


def settle() -> None:
    """Mark notices that lead to this page as read, before the page counts what is unread.

    In a transaction beside the request's own, which only reads; where that fails, the notice stays unread.
    """
    person = auth.current()
    is_page = request.method == "GET" and request.endpoint not in (None, "static") and request.path not in _SHARED
    if person is None or not is_page or not leads_here(db(), person.id, request.path):
        return
    try:
        with current_app.extensions["plumbline.writing"].begin() as session:
            settle_opened(session, person.id, request.path, now=render.now())
    except SQLAlchemyError as error:
        _log.warning("A notice could not be marked as read: %s", type(error).__name__)
    db().rollback()  # what was read until now knows nothing of it

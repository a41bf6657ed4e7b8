"""The count of unread notices in the header, and notices in the words of the page's language."""

from __future__ import annotations

from flask import Flask
from sqlalchemy.exc import SQLAlchemyError

from qa.notices import kind_named, notice_text
from qa.stages.notices.reading import NoticeLine, count_unread
from web import auth
from web.languages import page_language
from web.sessions import db, settings


def init_app(app: Flask) -> None:
    """Offer the count and the words to templates."""
    app.jinja_env.globals.update(unread_notices=unread_notices)
    app.jinja_env.filters.update(notice_text=text_of, notice_topic=lambda line: kind_named(line.kind).topic)


def unread_notices() -> int:
    """Count what the person has not read; 0 for visitors, and where an error page has no database to ask."""
    person = auth.current()
    if person is None:
        return 0
    try:
        return count_unread(db(), person.id)
    except SQLAlchemyError:
        return 0


def text_of(line: NoticeLine) -> str:
    """Say a notice in words."""
    return notice_text(line.kind, line.details, language=page_language(), zone=settings().zone)

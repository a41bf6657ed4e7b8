"""The languages of the page: which there are, which one a request wants and which way it is written."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from babel import Locale
from flask import Flask, g, request, session
from flask_babel import Babel, get_locale

from qa.settings import Settings
from web import auth, template_words


@dataclass(frozen=True, slots=True)
class PageLanguage:
    """A language the page can be read in, named in itself."""

    code: str
    name: str


LANGUAGES = (
    PageLanguage("en", "English"),
    PageLanguage("pl", "Polski"),
    PageLanguage("pt", "Português"),
    PageLanguage("ar", "العربية"),
    PageLanguage("th", "ไทย"),
)
# The words of the page are those of Portugal; Babel's "pt" would write the dates and languages of Brazil.
_FORMATS = {"pt": "pt_PT"}
CODES = tuple(language.code for language in LANGUAGES)


def init_app(app: Flask, settings: Settings) -> None:
    """Choose language and time zone of each request; times are shown in the team's zone."""
    app.config["BABEL_DEFAULT_LOCALE"] = "en"
    Babel(app, locale_selector=_chosen_language, timezone_selector=lambda: settings.time_zone)
    template_words.init_app(app)
    app.jinja_env.globals.update(page_languages=LANGUAGES, page_language=page_language, direction=direction)


def page_language() -> str:
    """Return the code of this request's language."""
    known: str | None = g.get("page_language")
    if known is None:
        known = g.page_language = str(get_locale() or "en").partition("_")[0]
    return known


def format_locale() -> str:
    """Return the locale in which dates, numbers and names of languages are written."""
    return _FORMATS.get(page_language(), page_language())


def direction() -> str:
    """Return `rtl` or `ltr`."""
    return _direction_of(page_language())


@cache
def _direction_of(code: str) -> str:
    return Locale(code).text_direction


def choose_language(code: str) -> None:
    """Keep the language for this browser; a code that is not known changes nothing."""
    if code in CODES:
        session["language"] = code


def _chosen_language() -> str:
    """The user's own language wins, then this browser's choice, then what the browser asks for."""
    person = auth.current()
    if person is not None and person.language in CODES:
        return person.language
    if session.get("language") in CODES:
        return str(session["language"])
    return request.accept_languages.best_match(CODES) or "en"

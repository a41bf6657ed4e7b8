"""How pages and fragments are answered, and how values are written in them."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from babel import Locale, UnknownLocaleError
from babel.dates import format_date
from babel.numbers import format_decimal
from flask import Flask, Response, current_app, make_response, redirect, render_template, request, session, url_for
from werkzeug.wrappers import Response as AnyResponse

from qa.domain.score import is_complete
from qa.stages.browsing import CappedCount
from web import auth, names
from web.languages import direction, format_locale, page_language
from web.navigation import menu
from web.permissions import declared_routes
from web.sessions import settings


def init_app(app: Flask) -> None:
    """Give the templates their words, formats and the user."""
    app.jinja_env.globals.update(
        asset=asset,
        can=auth.can,
        comma=comma,
        chosen_theme=chosen_theme,
        current_person=auth.current,
        here=here,
        is_complete=is_complete,
        known_endpoints=lambda: current_app.view_functions.keys(),
        menu=menu,
        page_title=page_title,
    )
    app.jinja_env.filters.update(
        capped=capped,
        clock=clock,
        count=count,
        day=_apart(day),
        language_name=language_name,
        moment=_apart(moment),
        score=score,
        share=share,
    )
    names.init_app(app)


def render_page(template: str, *, status: int = 200, **context: Any) -> Response:
    """Answer with a whole page."""
    return make_response(render_template(template, **context), status)


def answer(fragment: str, *, page_url: str, **context: Any) -> AnyResponse:
    """Answer a good form: the fragment for htmx, else 303 to the page it belongs to."""
    if is_htmx():
        return make_response(render_template(fragment, **context))
    return redirect(page_url, 303)


def refuse(fragment: str, *, page: str, status: int = 422, **context: Any) -> Response:
    """Answer a bad form: the fragment for htmx, else the page that includes it, with 422."""
    return make_response(render_template(fragment if is_htmx() else page, **context), status)


def is_htmx() -> bool:
    """Tell whether a POST comes from htmx. Only POST may ask: a GET address always returns one thing."""
    return request.method == "POST" and request.headers.get("HX-Request") == "true"


def page_title() -> str:
    """Return the title the route declares."""
    declared = declared_routes(current_app).get(request.endpoint or "")
    return str(declared.title) if declared else ""


def chosen_theme() -> str:
    """Return `light` or `dark`, or nothing where the system decides."""
    return str(session.get("theme", ""))


def here() -> str:
    """Return the address to come back to after a change of language or appearance."""
    return request.full_path.rstrip("?") if request.method == "GET" else url_for("home.show")


def asset(name: str) -> str:
    """Return the address of a static file with the hash of its content, so that it can be cached for ever."""
    folder = current_app.static_folder or "."
    return f"{request.script_root}{current_app.static_url_path}/{name}?v={_content_hash(folder, name)}"


def comma() -> str:
    """Return what stands between the words of a list, as the page's language writes it."""
    return "، " if page_language() == "ar" else ", "


def _apart(write: Callable[[Any], str]) -> Callable[[Any], str]:
    """Keep the numbers of a day from changing places with a name beside them on a page from right to left."""

    def written(value: Any) -> str:
        text = write(value)
        return f"\u2068{text}\u2069" if direction() == "rtl" and value is not None else text

    return written


def moment(value: datetime | None) -> str:
    """Write a moment in the team's zone: `12 May 2026, 10:02`."""
    if value is None:
        return "–"
    here_and_then = value.astimezone(settings().zone)
    return f"{_day(here_and_then.date(), format_locale())}{comma()}{here_and_then:%H:%M}"


def day(value: datetime | date | None) -> str:
    """Write a day; that of a moment in the team's zone."""
    if value is None:
        return "–"
    then = value.astimezone(settings().zone).date() if isinstance(value, datetime) else value
    return _day(then, format_locale())


def clock(milliseconds: int | None) -> str:
    """Write a length or a place in a call: `4:05`, `1:02:09`."""
    if milliseconds is None:
        return "–"
    minutes, seconds = divmod(milliseconds // 1000, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"


def score(value: float | None) -> str:
    """Write a score of 0 to 100 without needless decimals."""
    return "–" if value is None else _decimal(round(value, 1), "#,##0.#", format_locale())


def decimal(value: float) -> str:
    """Write a number with two decimals."""
    return _decimal(round(value, 2), "#,##0.00", format_locale())


def share(value: float | None) -> str:
    """Write a share of 0 to 1 as a percentage, with enough digits for small ones."""
    if value is None:
        return "–"
    percent = 100 * value
    return f"{_decimal(round(percent, 4), '0.###' if percent < 1 else '0.#', format_locale())} %"


def count(value: int) -> str:
    """Write a whole number with the language's own grouping."""
    return _decimal(value, "#,##0", format_locale())


def capped(value: CappedCount) -> str:
    """Write a count that may have stopped at its cap: `10,000+`."""
    return f"{count(value.value)}+" if value.is_capped else count(value.value)


def language_name(code: str | None) -> str:
    """Name a language in the language of the page."""
    return _language(code, format_locale()) if code else "–"


def now() -> datetime:
    """Return the present moment, aware."""
    return datetime.now(UTC)


@cache
def _content_hash(folder: str, name: str) -> str:
    path = Path(folder) / name
    return hashlib.sha256(path.read_bytes()).hexdigest()[:12] if path.is_file() else "missing"


@lru_cache(maxsize=2048)
def _day(value: date, language: str) -> str:
    return format_date(value, "medium", locale=language)


@lru_cache(maxsize=4096)
def _decimal(value: float, pattern: str, language: str) -> str:
    return format_decimal(value, pattern, locale=language)


@lru_cache(maxsize=512)
def _language(code: str, language: str) -> str:
    try:
        return Locale.parse(code.replace("-", "_")).get_display_name(language) or code
    except (UnknownLocaleError, ValueError):
        return code

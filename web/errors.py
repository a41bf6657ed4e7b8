"""What the user reads when something goes wrong: always what, and what to do next."""

from __future__ import annotations

import logging

from flask import Flask, Response, make_response, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException, InternalServerError
from werkzeug.wrappers import Response as AnyResponse

from qa.errors import ConflictError, NotFoundError, QaError
from web import render
from web.refusals import told

_log = logging.getLogger(__name__)


def init_app(app: Flask) -> None:
    """Answer errors with a page in the user's language."""
    app.register_error_handler(CSRFError, _answer_expired_form)
    app.register_error_handler(HTTPException, _answer_http_error)
    app.register_error_handler(QaError, _answer_our_error)
    app.register_error_handler(Exception, _answer_defect)


def _answer_http_error(error: HTTPException) -> AnyResponse:
    if error.code == 401:
        return redirect(url_for("sign_in.show"), 303)
    if error.code is None or error.code < 400:
        return error.get_response()
    return _page(error.code, *_words(error.code))


def _answer_expired_form(error: CSRFError) -> Response:
    return _page(
        400,
        _("This form is too old"),
        _("You have signed in or out since the page was opened. Go back, reload it and send it once more."),
    )


def _answer_our_error(error: QaError) -> Response:
    if isinstance(error, NotFoundError):
        return _page(404, *_words(404))
    code = 409 if isinstance(error, ConflictError) else 422
    return _page(code, _("That did not work"), told(error))


def _answer_defect(error: Exception) -> Response:
    _log.exception("%s %s failed", request.method, request.endpoint)
    return _page(500, *_words(InternalServerError.code))


def _words(code: int) -> tuple[str, str]:
    if code == 403:
        return _("This is not yours to open"), _(
            "Your role does not include this page. Ask your administrator if it should."
        )
    if code == 404:
        return _("There is no such page"), _("The address is wrong, or what was here has been removed.")
    if code == 413:
        return _("That is too large"), _("What you sent is larger than this page takes.")
    if code == 429:
        return _("Too many attempts"), _("Wait a quarter of an hour and try again.")
    if code >= 500:
        return _("Something broke on our side"), _(
            "Nothing of what you entered before is lost. Try again; if it stays, tell your administrator the time."
        )
    return _("That did not work"), _("The address or the form holds something that cannot be used here.")


def _page(code: int, heading: str, advice: str) -> Response:
    template = "errors/_alert.html" if render.is_htmx() else "errors/show.html"
    return make_response(render_template(template, code=code, heading=heading, advice=advice), code)

"""Says which pages of the product the bench leaves out, and reads addresses off others."""

from __future__ import annotations

import re

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.exceptions import HTTPException

from bench._pages import Page
from web.permissions import declared_routes

NOT_PAGES = {
    "recordings.play": "a file",
    "recordings.show_peaks": "read from a file that is beside the database",
    "calibration.show_events": "a stream that stays open",
    "coaching.show_needed": "answers 422 until a form is filled in",
    "disputes.prepare": "answers 404 for what cannot be disputed any more",
    "entering.show": "answers 404 without a link somebody was sent",
    "learning.read": "answers 404 where a coach gave no exemplar to learn from",
    "learning.show": "answers 404 where a coach gave no exemplar to learn from",
    "scorecards.edit": "there is no short scorecard in the database",
}


def not_asked(app: Flask, pages: list[Page]) -> list[str]:
    """Return the endpoints that answer GET and that no page asks for."""
    asked = set()
    for page in pages:
        path = page.url.split("?")[0]
        try:
            asked.add(app.url_map.bind("localhost").match(path)[0])
        except HTTPException as error:
            raise SystemExit(f"{page.name}: {path} is no address") from error
    return sorted(set(declared_routes(app)) & _reading(app) - asked - set(NOT_PAGES))


def link(client: FlaskClient, url: str, pattern: str) -> str:
    """Return the first address on a page that matches."""
    found = re.search(pattern, client.get(url).text)
    assert found, (url, pattern)
    return found[1].replace("&amp;", "&")


def _reading(app: Flask) -> set[str]:
    return {rule.endpoint for rule in app.url_map.iter_rules() if "GET" in (rule.methods or ())}

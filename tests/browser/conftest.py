"""A served page over a small shop, and a real browser."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, expect
from werkzeug.serving import make_server

from tests.shop import PASSWORD
from tests.web.opened import Opened, open_page

expect.set_options(timeout=20_000)

SignIn = Callable[..., Page]


@pytest.fixture
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Opened, str]]:
    """Serve a fresh shop; give it and its address."""
    with open_page(tmp_path_factory.mktemp("home")) as opened:
        opened.app.config.update(TESTING=False, WTF_CSRF_ENABLED=True)
        server = make_server("127.0.0.1", 0, opened.app, threaded=True)
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield opened, f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture
def sign_in(served: tuple[Opened, str], browser: Browser) -> Iterator[SignIn]:
    """Give a function that opens a browser window and signs somebody in; a console error fails the test."""
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def open_window(name: str, **options: object) -> Page:
        context = browser.new_context(
            **{"base_url": served[1], "viewport": {"width": 1280, "height": 800}, **options}  # type: ignore[arg-type]
        )
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: _note(message, complaints))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto("/sign-in")
        page.fill("[name=email]", f"{name}@acme.example")
        page.fill("[name=password]", PASSWORD)
        page.press("[name=password]", "Enter")
        page.wait_for_url("**/")
        return page

    yield open_window
    for context in contexts:
        for page in context.pages:
            page.unroute_all(behavior="ignoreErrors")
        context.close()
    assert not complaints


def _note(message: ConsoleMessage, complaints: list[str]) -> None:
    """Collect errors; an answer of 409 is a conflict that a test asked for, a failed request one it made."""
    expected = ("409", "ERR_FAILED", "Failed to fetch")
    if message.type == "error" and not any(one in message.text for one in expected):
        complaints.append(message.text)

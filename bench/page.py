"""Times every page on 100,000 conversations and 20,000 reviews, and takes the memory of the process that serves it.

python bench/page.py [NAME ...]: the database is built once and kept in var/bench-page; a copy is asked for every page
of bench/_pages.py in this process, then for some through the server, from its first visitor on. Writes
bench/results/page.json as it goes; exit status 1 when a page is too slow. With names, only pages that begin so, and
nothing is written.
"""

from __future__ import annotations

import itertools
import json
import os
import re
import shutil
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import asdict, astuple, replace
from datetime import UTC, datetime
from pathlib import Path

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import web
from bench._page_database import prepare_database
from bench._page_routes import link, not_asked
from bench._page_server import ask_server
from bench._page_timing import Pauses, Timed, checked, times_of
from bench._pages import ADMIN, AGENT, COACH, MANAGER, PAPER, REVIEWER, Page, all_pages
from bench._review_rows import REVIEWS
from qa.settings import Settings
from qa.store.session import open_database, sessions_of
from qa.store.sizes import note_sizes
from qa.workflows.calibrating import measure_due_sessions
from qa.workflows.figures import keep_due_figures
from tests.web.seed import PASSWORD
from web.garbage import GarbageCollector

COUNT = int(os.environ.get("BENCH_CONVERSATIONS", "100000"))
RESULTS = Path(__file__).parent / "results" / "page.json"
REACH_MS, SAVING_MS, REACH_MB = 80, 25, 200
TIMES, ONLY = int(os.environ.get("BENCH_TIMES", "20")), sys.argv[1:]
HOME = Path(os.environ.get("BENCH_HOME", "var/bench-page")).absolute()
SHOWN = 15


def main() -> None:
    """Build the database where it is not there, then time every page and print a table."""
    end = prepare_database(replace(Settings.from_environment({"QA_HOME": str(HOME)}), secret_key="bench"), count=COUNT)
    settings = replace(Settings.from_environment({"QA_HOME": str(_copied())}), secret_key="bench")
    app = web.create_app(settings)
    app.wsgi_app = GarbageCollector(app.wsgi_app)  # type: ignore[method-assign]
    reading, writing = (sessions_of(open_database(settings.database_url), is_writing=one) for one in (False, True))
    # As a worker does; the newest few are those that are asked for.
    newest = iter((True,) * 4 + (False,))
    measure_due_sessions(reading, writing, clock=lambda: datetime.now(UTC), goes_on=lambda: next(newest))
    keep_due_figures(reading, writing, settings=settings, clock=lambda: datetime.now(UTC))
    with writing.begin() as session:
        note_sizes(session.connection())
    with reading() as session:
        pages = all_pages(session, end)
    clients = {role: _signed_in(app, role) for role in (MANAGER, ADMIN, COACH, REVIEWER, AGENT)}
    client = clients[MANAGER]
    pages += _made(clients)
    if missing := not_asked(app, pages):
        raise SystemExit(f"Nothing asks for {', '.join(missing)}: add them to bench/_pages.py.")
    results = _time_all(pages, clients | {"nobody": app.test_client()}, app)
    if ONLY:
        _tell_slowest(results)
        return
    saving = times_of(_saver(client))
    print(_line("save a rating", saving))
    drawing = times_of(lambda: _draw(client), times=5)
    print(_line("draw 500", drawing))
    served = ask_server(settings, pages)
    for name, ms in served.first_ms.items():
        print(f"{name + ', first visitor of the server':<40}{ms:>9.1f}")
    for name, taken in served.taken_ms.items():
        print(_line(name, taken))
    print(f"memory of the serving process, MB: {served.memory_mb}, after every page {served.memory_every_page_mb}")
    slowest = _tell_slowest(results)
    _write(results, {"save_a_rating_ms": saving, "draw_500_ms": drawing} | served.as_figures(), is_whole=True)
    sys.exit(0 if slowest <= REACH_MS and saving[1] <= SAVING_MS and served.memory_mb <= REACH_MB else 1)


def _write(results: Mapping[str, Timed], figures: Mapping[str, object], *, is_whole: bool) -> None:
    """Store what is measured so far."""
    shown = [timed.p95_ms for name, timed in results.items() if name not in PAPER]
    whole = {
        "conversations": COUNT,
        "reviews": REVIEWS,
        "is_whole": is_whole,
        "slowest_p95_ms": max(shown),
        "reach_ms": REACH_MS,
        "reach_saving_ms": SAVING_MS,
        "reach_mb": REACH_MB,
        "pages": {name: asdict(timed) for name, timed in results.items()},
        **figures,
    }
    RESULTS.write_text(json.dumps(whole, indent=1) + "\n")


def _copied() -> Path:
    """Return a home with a copy of the database, so that what a run writes is gone in the next."""
    home = HOME / "run"
    shutil.rmtree(home, ignore_errors=True)
    home.mkdir()
    shutil.copy(HOME / "plumbline.db", home / "plumbline.db")
    return home


def _time_all(pages: list[Page], clients: Mapping[str, FlaskClient], app: Flask) -> dict[str, Timed]:
    statements: list[str] = []
    engine = app.extensions["plumbline.engine"]
    event.listen(engine, "before_cursor_execute", lambda *given: statements.append(given[2]))
    columns = ("p50 ms", "p95 ms", "cpu ms", "first", "pause", "pauses", "SQL", "KB")
    print(f"{'page':<40}" + "".join(f"{name:>9}" for name in columns))
    pauses, results = Pauses(), {}
    for page in pages:
        if ONLY and not any(page.name.startswith(one) for one in ONLY):
            continue
        client, begun = clients[page.role], time.process_time()
        response = client.get(page.url)
        first = 1000 * (time.process_time() - begun)
        assert response.status_code == 200, (page, response)
        pauses.taken_ms.clear()
        taken = times_of(lambda client=client, url=page.url: checked(client.get(url)), times=TIMES)
        collected = tuple(pauses.taken_ms)
        statements.clear()
        client.get(page.url)
        longest = max(collected, default=0.0)
        timed = Timed(*taken, first, longest, len(collected), len(statements), len(response.data) // 1024)
        results[page.name] = timed
        print(f"{page.name:<40}" + "".join(f"{one:>9.1f}" for one in astuple(timed)[:5]), end="")
        print(f"{timed.pauses:>9}{timed.statements:>9}{timed.kilobytes:>9}", flush=True)
        if not ONLY:
            _write(results, {}, is_whole=False)
    return results


def _tell_slowest(results: Mapping[str, Timed]) -> float:
    """Print the slowest pages, those for paper apart, and return the 95th percentile of the slowest."""
    ranked = sorted(results.items(), key=lambda one: -one[1].p95_ms)
    shown = [(name, timed) for name, timed in ranked if name not in PAPER]
    print(f"\nThe slowest of {len(shown)} (p95 within {REACH_MS} ms is the reach):")
    print(f"  {'':<40}{'median':>9}{'p95':>9}{'cpu':>9}")
    for name, timed in shown[:SHOWN]:
        over = "" if timed.p95_ms <= REACH_MS else "   over"
        print(f"  {name:<40}{timed.p50_ms:>9.1f}{timed.p95_ms:>9.1f}{timed.cpu_ms:>9.1f}{over}")
    for name in PAPER:
        if name in results:
            print(f"For paper: {name}, {results[name].p95_ms:.1f} ms")
    return shown[0][1].p95_ms


def _signed_in(app: Flask, role: str) -> FlaskClient:
    client = app.test_client()
    data = {"csrf_token": _token(client, "/sign-in"), "email": f"{role}@acme.example", "password": PASSWORD}
    assert client.post("/sign-in", data=data).status_code == 303
    return client


def _token(client: FlaskClient, url: str) -> str:
    found = re.search(r'name="csrf_token" value="([^"]+)', client.get(url).text)
    assert found
    return found[1]


def _made(clients: Mapping[str, FlaskClient]) -> list[Page]:
    """Return pages whose addresses come of what is done first: deep in a list, drafts of reviews, a large sample."""
    client, deep = clients[MANAGER], "/conversations"
    for _ in range(3):
        deep = link(client, deep, r'rel="next" href="([^"]+)')
    sample = _draw(client)
    data = {"csrf_token": _token(client, "/conversations/5000")}
    review = client.post("/conversations/5000/review", data=data).headers["Location"]
    agent, choices = clients[AGENT], "/my-reviews"
    chosen = link(agent, choices, r'name="conversation" value="(\d+)')
    given = {"csrf_token": _token(agent, choices), "conversation": chosen}
    own = agent.post(choices, data=given).headers["Location"]
    return [
        Page("own self-review", AGENT, own),
        Page("own self-review, submit", AGENT, f"{own}/submit"),
        Page("list, deep", MANAGER, deep),
        Page("sample of 500", MANAGER, sample),
        Page("review", MANAGER, review),
        Page("review, submit", MANAGER, f"{review}/submit"),
    ]


def _saver(client: FlaskClient) -> Callable[[], None]:
    """Return a function that changes one rating of a review and back, as the page does it."""
    started = client.post("/conversations/7000/review", data={"csrf_token": _token(client, "/conversations/7000")})
    review = started.headers["Location"]
    headers = {"HX-Request": "true", "X-CSRFToken": _token(client, review)}
    answers = itertools.cycle(("pass", "fail"))
    shown = client.get(review).text.split("ratings/greeting", 1)[1]
    found = re.search(r'name="revision" value="(\d+)', shown)
    assert found
    revision = int(found[1])

    def save() -> None:
        nonlocal revision
        fields = {"answer": next(answers), "revision": str(revision)}
        response = client.post(f"{review}/ratings/greeting", data=fields, headers=headers)
        checked(response)
        revision += 1

    return save


def _draw(client: FlaskClient) -> str:
    data = {"csrf_token": _token(client, "/samples/new"), "name": "bench", "size": "500", "reviewer": ["1", "2"]}
    response = client.post("/samples", data=data)
    assert response.status_code == 303
    return response.headers["Location"]


def _line(name: str, taken: tuple[float, float, float]) -> str:
    return f"{name:<40}" + "".join(f"{figure:>9.1f}" for figure in taken)


if __name__ == "__main__":
    main()

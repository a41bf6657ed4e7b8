"""Times the page on 100,000 conversations of a million messages, and takes the memory of the process that serves it.

python bench/page.py: the database is built once and kept in var/bench-page; every page is asked for 40 times in
this process, then some through the server. Writes bench/results/page.json; exit status 1 when a page is too slow.
"""

from __future__ import annotations

import itertools
import json
import os
import re
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path

import requests
from flask.testing import FlaskClient
from sqlalchemy import insert
from werkzeug.test import TestResponse

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import web
from bench._page_rows import ROWS, people_and_agents
from qa.settings import Settings
from qa.store.migrate import upgrade
from qa.store.session import open_database, sessions_of
from tests.web.seed import PASSWORD

COUNT = int(os.environ.get("BENCH_CONVERSATIONS", "100000"))
RESULTS = Path(__file__).parent / "results" / "page.json"
REACH_MS, SAVING_MS, REACH_MB, PORT = 40, 25, 200, 8471
HOME = Path(os.environ.get("BENCH_HOME", "var/bench-page")).absolute()
PAGES = {
    "home": "/",
    "list": "/conversations",
    "list, one filter": "/conversations?channel=chat",
    "list, two filters, rare": "/conversations?channel=email&language=th",
    "list, four filters": "/conversations?channel=chat&language=pl&agent_id=3&is_reviewed=no&date_from=2026-02-01",
    "list, team": "/conversations?team_id=1",
    "list, lowest score": "/conversations?sort=lowest",
    "list, score range, by score": "/conversations?score_min=20&score_max=60&sort=highest",
    "list, frequent criterion": "/conversations?criterion=greeting",
    "list, rare criterion": "/conversations?criterion=no-secret-data",
    "list, verdict": "/conversations?verdict=needs_human",
    "list, verdict, filters": "/conversations?verdict=critical&channel=sms&language=ar",
    "list, state": "/conversations?state=failed",
    "list, search": "/conversations?text=b-0012345",
    "list, nothing found": "/conversations?text=nobody",
    "list, deep": "DEEP",
    "conversation": "/conversations/5000",
    "review": "REVIEW",
    "samples": "/samples",
    "sample": "/samples/1",
    "sample form": "/samples/new",
    "reviews": "/reviews",
    "checks": "/checks",
    "insights": "/insights",
    "facts": "/facts",
    "dictionary": "/dictionary",
}


def main() -> None:
    """Build the database where it is not there, then time every page and print a table."""
    HOME.mkdir(parents=True, exist_ok=True)
    settings = replace(Settings.from_environment({"QA_HOME": str(HOME)}), secret_key="bench")
    if not (HOME / "built").exists():
        _build(settings)
    # A database built before may be of an older version.
    upgrade(open_database(settings.database_url))
    client = _signed_in(settings)
    print(f"{'page':<32}{'p50 ms':>9}{'p95 ms':>9}{'cpu ms':>9}")
    results = {}
    for name, url in _urls(client).items():
        results[name] = _time(lambda url=url: _checked(client.get(url)))
        print(_line(name, results[name]), flush=True)
    saving = _time(_saver(client))
    print(_line("save a rating", saving))
    drawing = _time(lambda: _draw(client), times=5)
    print(_line("draw 500", drawing))
    served, memory_mb = _served(settings)
    for name, taken in served.items():
        print(_line(name, taken))
    print(f"memory of the serving process, MB: {memory_mb:.0f}")
    slowest = max(taken[1] for taken in results.values())
    figures = {
        "pages_ms": results,
        "save_a_rating_ms": saving,
        "served_ms": served,
        "draw_500_ms": drawing,
        "memory_mb": round(memory_mb),
    }
    reach = {"slowest_p95_ms": slowest, "reach_ms": REACH_MS, "reach_saving_ms": SAVING_MS, "reach_mb": REACH_MB}
    RESULTS.write_text(json.dumps({"conversations": COUNT} | reach | figures, indent=1) + "\n")
    sys.exit(0 if slowest <= REACH_MS and saving[1] <= SAVING_MS and memory_mb <= REACH_MB else 1)


def _build(settings: Settings) -> None:
    print(f"Building {COUNT:,} conversations in {HOME} ...", flush=True)
    engine = open_database(settings.database_url)
    upgrade(engine)
    with sessions_of(engine, is_writing=True)() as session:
        people_and_agents(session)
        session.commit()
        for table, rows in ROWS.items():
            for block in _blocks(rows(COUNT)):
                session.execute(insert(table), block)
            session.commit()
        session.connection().exec_driver_sql("ANALYZE")
        session.commit()
    (HOME / "built").touch()


def _blocks(rows: Iterator[dict[str, object]]) -> Iterator[list[dict[str, object]]]:
    while block := list(islice(rows, 20_000)):
        yield block


def _signed_in(settings: Settings) -> FlaskClient:
    client = web.create_app(settings).test_client()
    data = {"csrf_token": _token(client, "/sign-in"), "email": "manager@acme.example", "password": PASSWORD}
    assert client.post("/sign-in", data=data).status_code == 303
    return client


def _token(client: FlaskClient, url: str) -> str:
    found = re.search(r'name="csrf_token" value="([^"]+)', client.get(url).text)
    assert found
    return found[1]


def _urls(client: FlaskClient) -> dict[str, str]:
    deep = "/conversations"
    for _ in range(3):
        found = re.search(r'rel="next" href="([^"]+)', client.get(deep).text)
        assert found
        deep = found[1].replace("&amp;", "&")
    _draw(client)
    started = client.post("/conversations/5000/review", data={"csrf_token": _token(client, "/conversations/5000")})
    return PAGES | {"list, deep": deep, "review": started.headers["Location"]}


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
        _checked(response)
        revision += 1

    return save


def _draw(client: FlaskClient) -> None:
    data = {"csrf_token": _token(client, "/samples/new"), "name": "bench", "size": "500", "reviewer": ["1", "2"]}
    assert client.post("/samples", data=data).status_code == 303


def _checked(response: TestResponse | requests.Response) -> None:
    assert response.status_code == 200, response


def _served(settings: Settings) -> tuple[dict[str, tuple[float, float, float]], float]:
    """Ask a server process for some pages over one connection; return the times and its memory at its highest."""
    environment = os.environ | {"QA_HOME": str(settings.home), "QA_SECRET_KEY": "bench"}
    command = [sys.executable, "-m", "qa", "serve", "--no-worker", "--port", str(PORT)]
    process = subprocess.Popen(command, env=environment, stdin=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        visitor, address = requests.Session(), f"http://127.0.0.1:{PORT}"
        _wait_for(visitor, address)
        found = re.search(r'name="csrf_token" value="([^"]+)', visitor.get(f"{address}/sign-in").text)
        assert found
        fields = {"csrf_token": found[1], "email": "manager@acme.example", "password": PASSWORD}
        _checked(visitor.post(f"{address}/sign-in", data=fields))
        times = {
            f"{name}, served": _time(lambda url=PAGES[name]: _checked(visitor.get(address + url)))
            for name in ("home", "list", "list, frequent criterion", "conversation")
        }
        status = Path(f"/proc/{process.pid}/status").read_text(encoding="ascii")
        highest = re.search(r"VmHWM:\s+(\d+) kB", status)
        assert highest
        return times, int(highest[1]) / 1024
    finally:
        process.terminate()
        process.wait()


def _wait_for(visitor: requests.Session, address: str) -> None:
    for _ in range(100):
        try:
            visitor.get(f"{address}/sign-in", timeout=5)
        except requests.ConnectionError:
            time.sleep(0.2)
        else:
            return
    raise SystemExit("The server did not start.")


def _time(work: Callable[[], None], *, times: int = 40) -> tuple[float, float, float]:
    """Return median, 95th percentile and mean processor time in milliseconds, after two runs to warm up."""
    work(), work()
    taken = []
    processor = time.process_time()
    for _ in range(times):
        begun = time.perf_counter()
        work()
        taken.append(1000 * (time.perf_counter() - begun))
    processor = 1000 * (time.process_time() - processor) / times
    return statistics.median(taken), statistics.quantiles(taken, n=20)[-1], processor


def _line(name: str, taken: tuple[float, float, float]) -> str:
    return f"{name:<32}" + "".join(f"{figure:>9.1f}" for figure in taken)


if __name__ == "__main__":
    main()

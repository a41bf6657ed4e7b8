"""Memory of the web process after reading pages, and of a worker that checked conversations, without Whisper.

Run: python bench/memory.py [N_CONVERSATIONS]. Figures are resident set sizes in MB, Linux only.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
import time
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, OpenerDirector, build_opener, urlopen

ROOT = Path(__file__).resolve().parents[1]
PORT = 8977
PAGES = ("/", "/conversations", "/conversations?channel=chat", "/samples", "/reviews", "/conversations/1")
ROUNDS = 20


def main() -> None:
    copies = int(sys.argv[1]) if len(sys.argv) > 1 else 20
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        environment = {
            **os.environ,
            "QA_HOME": folder,
            "QA_DATABASE_URL": f"sqlite:///{home / 'plumbline.db'}",
            "QA_WHISPER_MODEL": "",
        }
        count = _fill(home, environment, copies=copies)
        figures = {
            "conversations": count,
            "worker_peak_mb": _worker(environment),
            "web_mb": _web(environment),
        }
    target = ROOT / "bench" / "results" / "memory.json"
    target.parent.mkdir(exist_ok=True)
    target.write_text(json.dumps(figures, indent=2) + "\n")
    print(json.dumps(figures, indent=2))


def _fill(home: Path, environment: dict[str, str], *, copies: int) -> int:
    """Import the demo chats several times over, under other ids."""
    lines = (ROOT / "rubrics/demo/chats.jsonl").read_text(encoding="utf-8").splitlines()
    with (home / "chats.jsonl").open("w", encoding="utf-8") as output:
        for copy in range(copies):
            for line in lines:
                record = json.loads(line)
                record["id"] = f"{record['id']}-{copy}"
                output.write(json.dumps(record, ensure_ascii=False) + "\n")
    facts = ROOT / "rubrics/demo/facts.yaml"
    _qa("import", str(home / "chats.jsonl"), "--facts", str(facts), environment=environment)
    password = ["--password", "bench-password", "--role", "manager"]
    _qa("user", "add", "bench@demo.example", "--name", "Bench", *password, environment=environment)
    return copies * len(lines)


def _qa(*arguments: str, environment: dict[str, str]) -> None:
    subprocess.run([sys.executable, "-m", "qa", *arguments], cwd=ROOT, env=environment, check=True, capture_output=True)


def _worker(environment: dict[str, str]) -> float:
    """Let one worker check everything; return its peak."""
    process = subprocess.Popen(
        [sys.executable, "-m", "qa", "work", "--drain"], cwd=ROOT, env=environment, stderr=subprocess.DEVNULL
    )
    peak = 0.0
    while process.poll() is None:
        peak = max(peak, _memory(process.pid, "VmHWM"))
        time.sleep(0.1)
    return peak


def _web(environment: dict[str, str]) -> float:
    """Serve, read pages as a manager, and return what the process holds then."""
    process = subprocess.Popen(
        [sys.executable, "-m", "qa", "serve", "--no-worker", "--port", str(PORT)],
        cwd=ROOT,
        env=environment,
        stderr=subprocess.DEVNULL,
    )
    try:
        browser = build_opener(HTTPCookieProcessor(CookieJar()))
        _sign_in(browser)
        for _ in range(ROUNDS):
            for page in PAGES:
                browser.open(f"http://127.0.0.1:{PORT}{page}").read()
        return _memory(process.pid, "VmRSS")
    finally:
        process.terminate()
        process.wait()


def _sign_in(browser: OpenerDirector) -> None:
    address = f"http://127.0.0.1:{PORT}/sign-in"
    for _ in range(100):
        try:
            urlopen(address).read()
            break
        except OSError:
            time.sleep(0.2)
    form = browser.open(address).read().decode()
    token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', form)
    assert token, "the sign-in form has no token"
    fields = {"csrf_token": token[1], "email": "bench@demo.example", "password": "bench-password"}
    browser.open(address, data=urlencode(fields).encode()).read()


def _memory(pid: int, name: str) -> float:
    try:
        status = Path(f"/proc/{pid}/status").read_text()
    except FileNotFoundError:
        return 0.0
    found = re.search(rf"{name}:\s+(\d+) kB", status)
    return round(int(found[1]) / 1024, 1) if found else 0.0


if __name__ == "__main__":
    main()

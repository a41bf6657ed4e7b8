"""A model named by its size is fetched from the hub once. The hub is a local server with the demo's model."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

pytestmark = pytest.mark.whisper

ROOT = Path(__file__).resolve().parents[2]
MODEL = ROOT / "rubrics" / "demo" / "model" / "ct2"
CALL = ROOT / "rubrics" / "demo" / "calls" / "en-3-rude.flac"
COMMIT = "0123456789abcdef0123456789abcdef01234567"


class Hub(BaseHTTPRequestHandler):
    """Answers as the hub does for one repository, whatever its name; counts the files it gave."""

    given: list[str] = []

    def do_HEAD(self) -> None:
        self._answer(has_body=False)

    def do_GET(self) -> None:
        self._answer(has_body=True)

    def log_message(self, format: str, *args: object) -> None:
        """Keep quiet."""

    def _answer(self, *, has_body: bool) -> None:
        if self.path.startswith("/api/models/"):
            files = [(path.name, path.stat().st_size) for path in sorted(MODEL.iterdir())]
            tree = [{"type": "file", "path": name, "size": size, "oid": COMMIT} for name, size in files]
            model = {"id": "x/y", "sha": COMMIT, "siblings": [{"rfilename": name} for name, _ in files]}
            self._send(json.dumps(tree if "/tree/" in self.path else model).encode(), has_body=has_body)
            return
        name = self.path.split("?")[0].rsplit("/", 1)[-1]
        if not (MODEL / name).is_file():
            self.send_error(404)
            return
        content = (MODEL / name).read_bytes()
        if has_body:
            self.given.append(name)
        self._send(content, has_body=has_body, etag=hashlib.sha256(content).hexdigest())

    def _send(self, content: bytes, *, has_body: bool, etag: str = "list") -> None:
        self.send_response(200)
        self.send_header("Content-Length", str(len(content)))
        self.send_header("ETag", f'"{etag}"')
        self.send_header("X-Repo-Commit", COMMIT)
        self.end_headers()
        if has_body:
            self.wfile.write(content)


@pytest.fixture
def hub() -> Iterator[str]:
    Hub.given.clear()
    server = ThreadingHTTPServer(("127.0.0.1", 0), Hub)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()


def _transcribe(hub: str, home: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [
            str(Path(sys.executable).with_name("qa")),
            "transcribe",
            str(CALL),
            "--model",
            "small",
            "--agent-channel",
            "0",
            "--json",
        ],
        env={**os.environ, "HF_ENDPOINT": hub, "HF_HOME": str(home), "QA_HOME": str(home), "HF_HUB_DISABLE_XET": "1"},
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )


def test_a_model_named_by_its_size_is_fetched_once(hub: str, tmp_path: Path) -> None:
    first = _transcribe(hub, tmp_path)
    assert first.returncode == 0, first.stderr
    assert json.loads(first.stdout)["messages"]
    assert sorted(set(Hub.given)) == sorted(path.name for path in MODEL.iterdir())
    given = len(Hub.given)
    second = _transcribe("http://127.0.0.1:9", tmp_path)
    assert second.returncode == 0, second.stderr
    assert (second.stdout, len(Hub.given)) == (first.stdout, given)

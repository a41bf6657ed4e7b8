"""Finds, starts and stops the one LanguageTool server of this machine."""

from __future__ import annotations

import fcntl
import json
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

import psutil
import requests

from qa.errors import LanguageServerError
from qa.settings import Settings

START_SECONDS = 60.0
PORTS_TRIED = 20
MAIN_CLASS = "org.languagetool.server.HTTPServer"
COST = "Until then spelling, grammar and punctuation wait for a person; every other check goes on."
CONFIGURATION = """\
pipelineCaching=true
maxPipelinePoolSize=20
pipelineExpireTimeInSeconds=3600
maxCheckThreads=10
"""
# Starts the server and its keeper, prints the server's process id, and ends.
_LAUNCH = """
log=$1 python=$2 keeper=$3; shift 3
"$@" >"$log" 2>&1 & server=$!
"$python" "$keeper" $server >/dev/null 2>&1 &
echo $server
"""


class _Health(Enum):
    FREE = "nothing answers"
    HEALTHY = "LanguageTool answers"
    OTHER = "something else answers, or nothing in time"


@dataclass(frozen=True, slots=True)
class _Started:
    """What the state file remembers of the server that was started from this home."""

    port: int
    pid: int


def ensure_server(settings: Settings) -> str:
    """Return the URL (ending in `/`) of a LanguageTool that answers, starting one where none does.

    Processes share one server; which of them starts it is settled by a lock file in the home folder.
    Raises LanguageServerError saying what is missing, what that costs and how to mend it.
    """
    if settings.languagetool_url:
        return _remote(settings.languagetool_url)
    found = _find(settings)
    if found:
        return found
    problem = describe_problem(settings)
    if problem:
        raise LanguageServerError(problem)
    with _lock(settings):
        return _find(settings) or _start(settings)


def describe_problem(settings: Settings) -> str | None:
    """Say what keeps LanguageTool from being used, what that costs and how to mend it; None when nothing does.

    Starts nothing: a server that merely is not running yet is no problem.
    """
    if settings.languagetool_url:
        url = _with_slash(settings.languagetool_url)
        if _health(url) is _Health.HEALTHY:
            return None
        return f"No LanguageTool answers at QA_LANGUAGETOOL_URL={url}. {COST} Start it, or unset the variable."
    if _find(settings):
        return None
    home = settings.languagetool_home
    if not any(home.glob("*.jar")):
        return (
            f"LanguageTool is not installed: {home} holds no jars. {COST} "
            "Run `make setup`, or point QA_LANGUAGETOOL_HOME at a folder with LanguageTool 6.8."
        )
    if shutil.which("java") is None:
        return f"Java is not installed (no `java` on the PATH). {COST} Install Java 17 or newer."
    return None


def stop_server(settings: Settings) -> bool:
    """Stop the server that was started from this home; return whether there was one."""
    started = _remembered(settings)
    _state_file(settings).unlink(missing_ok=True)
    process = _process(started.pid) if started else None
    if process is None:
        return False
    process.terminate()
    try:
        process.wait(timeout=10)
    except psutil.TimeoutExpired:
        process.kill()
    return True


def _remote(url: str) -> str:
    url = _with_slash(url)
    if _health(url) is not _Health.HEALTHY:
        raise LanguageServerError(
            f"No LanguageTool answers at QA_LANGUAGETOOL_URL={url}. {COST} Start it, or unset the variable."
        )
    return url


def _find(settings: Settings) -> str | None:
    """Return the URL of a running server: the remembered one, else whatever LanguageTool has the usual port."""
    started = _remembered(settings)
    ports = dict.fromkeys(([started.port] if started else []) + [settings.languagetool_port])
    for port in ports:
        health = _health(_url(port))
        is_busy = health is _Health.OTHER and started is not None and port == started.port and _process(started.pid)
        if health is _Health.HEALTHY or is_busy:
            return _url(port)
    return None


def _start(settings: Settings) -> str:
    port = _free_port(settings.languagetool_port)
    log = settings.home / "languagetool.log"
    pid = _launch(settings, port=port, log=log)
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        if _health(_url(port)) is _Health.HEALTHY:
            # Another home's process may have won the port; then the server is not ours to stop.
            if _process(pid):
                _state_file(settings).write_text(json.dumps({"port": port, "pid": pid}), encoding="utf-8")
            return _url(port)
        if _process(pid) is None:
            raise LanguageServerError(
                f"LanguageTool ended while starting: {_last_words(log)!r}. {COST} The whole log is in {log}."
            )
        time.sleep(0.1)
    if process := _process(pid):
        process.kill()
    raise LanguageServerError(f"LanguageTool did not answer within {START_SECONDS:.0f} s. {COST} Its log is {log}.")


def _launch(settings: Settings, *, port: int, log: Path) -> int:
    """Start Java as a child of nobody, so that it outlives this process, with a keeper that ends it when idle."""
    configuration = settings.home / "languagetool.properties"
    configuration.write_text(CONFIGURATION, encoding="latin-1")
    here = Path(__file__).parent
    home = settings.languagetool_home
    java = ["java", f"-Xmx{settings.languagetool_memory}", "-Dsun.net.httpserver.nodelay=true"]
    java += [f"-Dlogback.configurationFile={here / 'logback.xml'}", "-cp", f"{home}/*:{home}/libs/*:{home}", MAIN_CLASS]
    java += ["--port", str(port), "--config", str(configuration)]
    shell = subprocess.run(
        ["sh", "-c", _LAUNCH, "sh", str(log), sys.executable, str(here / "keeper.py"), *java],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        check=True,
    )
    return int(shell.stdout)


def _health(url: str) -> _Health:
    try:
        answer = requests.get(f"{url}v2/healthcheck", timeout=5)
    except requests.ConnectionError:
        return _Health.FREE
    except requests.RequestException:
        return _Health.OTHER
    return _Health.HEALTHY if answer.ok and answer.text.strip() == "OK" else _Health.OTHER


def _free_port(first: int) -> int:
    for port in range(first, first + PORTS_TRIED):
        with socket.socket() as candidate:
            candidate.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                candidate.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
    raise LanguageServerError(
        f"Ports {first} to {first + PORTS_TRIED - 1} are all taken. {COST} Set QA_LANGUAGETOOL_PORT to a free one."
    )


@contextmanager
def _lock(settings: Settings) -> Iterator[None]:
    """Hold the lock file; wait for a holder no longer than a start may take."""
    settings.home.mkdir(parents=True, exist_ok=True)
    path = settings.home / "languagetool.lock"
    deadline = time.monotonic() + START_SECONDS + 10
    with path.open("w") as lock:
        while True:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError as error:
                if time.monotonic() > deadline:
                    raise LanguageServerError(f"Another process holds {path} and does not let go. {COST}") from error
                time.sleep(0.1)
        yield


def _remembered(settings: Settings) -> _Started | None:
    try:
        return _Started(**json.loads(_state_file(settings).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def _state_file(settings: Settings) -> Path:
    return settings.home / "languagetool.json"


def _process(pid: int) -> psutil.Process | None:
    """Return the process when it lives and is a LanguageTool server (ids are used again)."""
    try:
        process = psutil.Process(pid)
        is_server = process.status() != psutil.STATUS_ZOMBIE and MAIN_CLASS in process.cmdline()
    except psutil.Error:
        return None
    return process if is_server else None


def _last_words(log: Path) -> str:
    lines = [line for line in log.read_text(encoding="utf-8", errors="replace").splitlines() if line.strip()]
    told = [line for line in lines if not line.lstrip().startswith(("at ", "...", "***"))]
    return (told or lines or ["no word in the log"])[-1].strip()[:300]


def _url(port: int) -> str:
    return f"http://127.0.0.1:{port}/"


def _with_slash(url: str) -> str:
    return url if url.endswith("/") else f"{url}/"

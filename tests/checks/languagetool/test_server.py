from __future__ import annotations

import json
import multiprocessing
import socket
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import psutil
import pytest

from checks.languagetool.client import LanguageToolClient
from checks.languagetool.server import describe_problem, ensure_server, stop_server
from qa.errors import LanguageServerError
from qa.settings import Settings

pytestmark = pytest.mark.languagetool


@pytest.fixture
def settings(tmp_path: Path) -> Iterator[Settings]:
    """Settings with a home and a port of their own, so that no server of others is found."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    settings = replace(Settings.from_environment({"QA_HOME": str(tmp_path)}), languagetool_port=port)
    yield settings
    stop_server(settings)


def _server(settings: Settings) -> psutil.Process:
    return psutil.Process(json.loads((settings.home / "languagetool.json").read_text())["pid"])


def test_processes_that_start_together_share_one_server(settings: Settings) -> None:
    with multiprocessing.get_context("spawn").Pool(3) as pool:
        urls = pool.map(ensure_server, [settings] * 3)
    assert len(set(urls)) == 1
    assert [process.pid for process in psutil.process_iter() if _is_on_port(process, settings)] == [
        _server(settings).pid
    ]


def test_a_dead_server_is_started_again_by_its_next_use(settings: Settings) -> None:
    client = LanguageToolClient(settings)
    client.errors(["Dobrze."], language="pl")
    dead = _server(settings)
    dead.kill()
    dead.wait(timeout=10)
    assert [error.issue for error in client.errors(["Dzisjaj."], language="pl")[0]] == ["spelling"]
    client.close()


def test_a_port_that_something_else_has_is_left_to_it(settings: Settings) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", settings.languagetool_port))
        other.listen()
        assert ensure_server(settings) != f"http://127.0.0.1:{settings.languagetool_port}/"


def test_the_server_that_was_started_here_is_stopped(settings: Settings) -> None:
    ensure_server(settings)
    server = _server(settings)
    assert stop_server(settings)
    assert not server.is_running()
    assert not stop_server(settings)


def test_a_java_that_ends_is_an_error_that_names_the_log(settings: Settings, tmp_path: Path) -> None:
    jars = tmp_path / "jars"
    jars.mkdir()
    (jars / "broken.jar").write_bytes(b"no jar")
    with pytest.raises(LanguageServerError, match=r"ended while starting.*languagetool\.log"):
        ensure_server(replace(settings, languagetool_home=jars))


def test_missing_jars_are_said_with_cost_and_remedy(settings: Settings, tmp_path: Path) -> None:
    problem = describe_problem(replace(settings, languagetool_home=tmp_path))
    assert problem is not None
    assert "holds no jars" in problem and "wait for a person" in problem and "make setup" in problem


def test_missing_java_is_said_with_cost_and_remedy(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    with pytest.raises(LanguageServerError, match="Java is not installed.*Install Java 17"):
        ensure_server(settings)


def test_nothing_is_wrong_before_the_first_use(settings: Settings) -> None:
    assert describe_problem(settings) is None


def _is_on_port(process: psutil.Process, settings: Settings) -> bool:
    try:
        return str(settings.languagetool_port) in process.cmdline() and process.name() == "java"
    except psutil.Error:
        return False

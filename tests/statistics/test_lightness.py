"""The web process stays light: it loads no statistics before it needs one."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

INTERVALS = """
from qa.statistics.differences import Counted, newcombe
from qa.statistics.intervals import funnel_limits, wilson
wilson(9, 10), funnel_limits(0.9, 36), newcombe(Counted(9, 10), Counted(4, 10))
"""
LISTED = "import sys; print(*(name for name in ('numpy', 'scipy') if name in sys.modules))"
APP = """
from qa.settings import Settings
from web import create_app
create_app(Settings.from_environment({{"QA_HOME": {home!r}}}))
"""
HELP = """
from click.testing import CliRunner
from qa.cli import group
CliRunner().invoke(group, ["--help"])
"""


@pytest.mark.parametrize("loading", [pytest.param(APP, id="the page"), pytest.param(HELP, id="help")])
def test_numpy_and_scipy_are_not_loaded(loading: str, tmp_path: Path) -> None:
    code = f"{loading.format(home=str(tmp_path))}\n{LISTED}"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == ""


def test_intervals_of_the_page_load_neither() -> None:
    code = f"{INTERVALS}\nimport sys; print(*(name for name in ('numpy', 'scipy') if name in sys.modules))"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == ""

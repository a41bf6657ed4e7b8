"""The rubric in force is the file's, whichever was before."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from qa.settings import Settings
from qa.stages.materials import rubric_in_force
from qa.store import tables
from tests.build import START

RUBRIC = """\
rubric: shop
version: {version}
title: {{en: Shop}}
criteria:
  - {{id: a, dimension: tone, weight: 1, title: {{en: A}}}}
"""


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return replace(Settings.from_environment({"QA_HOME": str(tmp_path)}), rubric=tmp_path / "rubric.yaml")


def test_a_changed_rubric_retires_the_older(session: Session, settings: Settings) -> None:
    first = _use(session, settings, version=1)
    second = _use(session, settings, version=2)
    assert second != first
    assert _active(session) == [second]


def test_a_rubric_that_comes_back_is_in_force_again(session: Session, settings: Settings) -> None:
    first = _use(session, settings, version=1)
    _use(session, settings, version=2)
    assert _use(session, settings, version=1) == first
    assert _active(session) == [first]


def _use(session: Session, settings: Settings, *, version: int) -> int:
    settings.rubric.write_text(RUBRIC.format(version=version), encoding="utf-8")
    return rubric_in_force(session, settings, now=START)[0]


def _active(session: Session) -> list[int]:
    return list(session.scalars(select(tables.Rubric.id).where(tables.Rubric.is_active)))

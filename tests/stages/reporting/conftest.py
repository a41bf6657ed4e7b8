"""A shop to report of, for each test."""

from __future__ import annotations

import pytest
from sqlalchemy.orm import Session

from tests.stages.reporting.build import Reported


@pytest.fixture
def shop(session: Session) -> Reported:
    return Reported(session)

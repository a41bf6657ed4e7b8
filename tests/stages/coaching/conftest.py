"""A small shop in the database of each test."""

from __future__ import annotations

import pytest
from sqlalchemy.orm import Session

from tests.shop import Shop, open_shop


@pytest.fixture
def shop(session: Session) -> Shop:
    return open_shop(session)

"""One seeded page for all tests of a file."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.web.seeded import Seeded, open_seeded


@pytest.fixture(scope="module")
def seeded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Seeded]:
    with open_seeded(tmp_path_factory.mktemp("home")) as page:
        yield page

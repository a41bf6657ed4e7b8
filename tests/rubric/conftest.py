from __future__ import annotations

import pytest

from qa import registry
from qa.errors import UnknownNameError
from qa.ports import Check
from tests.rubric.kinds import Scripted, Spelling, Words

KINDS: dict[str, type[Check]] = {"words": Words, "spelling": Spelling, "scripted": Scripted}


@pytest.fixture
def small_kinds(monkeypatch: pytest.MonkeyPatch) -> None:
    def check_kind(name: str) -> type[Check]:
        if name not in KINDS:
            raise UnknownNameError("check kind", name, known=KINDS)
        return KINDS[name]

    monkeypatch.setattr(registry, "check_kind", check_kind)

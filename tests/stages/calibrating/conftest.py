"""A published review whose dispute can be appealed, shared with the tests of disputes."""

from __future__ import annotations

from tests.stages.disputes.conftest import publish, published

__all__ = ["publish", "published"]

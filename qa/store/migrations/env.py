"""Runs migrations on the connection that `qa.store.migrate` hands over."""

from __future__ import annotations

from typing import Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext
from sqlalchemy import JSON

from qa.store import tables
from qa.store.base import UtcDateTime


def run() -> None:
    """Run the migrations in the caller's transaction."""
    context.configure(
        connection=context.config.attributes["connection"],
        target_metadata=tables.Base.metadata,
        render_as_batch=True,
        compare_type=True,
        render_item=_render_our_types,
    )
    context.run_migrations()


def _render_our_types(kind: str, item: object, autogen_context: AutogenContext) -> str | Literal[False]:
    if kind == "type" and isinstance(item, UtcDateTime):
        return "UtcDateTime()"
    if kind == "type" and isinstance(item, JSON):
        return "Json"
    return False


run()

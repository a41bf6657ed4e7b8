"""A draft of the demo's next rubric, with what it would change in the reviewed conversations."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import replace
from datetime import datetime

from sqlalchemy import select

from qa import registry
from qa.cli._common import Database
from qa.rubric.form import CriterionFields, ExampleFields, read_fields
from qa.rubric.writing import write_fields
from qa.settings import Settings
from qa.stages.rubrics import drafts, trials
from qa.stages.rubrics.trying import Trying
from qa.stages.rubrics.versions import in_force_id
from qa.store import tables
from qa.store.tables import UserRole

_ADDED = ExampleFields("fail", "customer: The code does not work.\nagent: [[You should have read]] the e-mail.")


def write_draft(settings: Settings, database: Database, *, now: datetime) -> None:
    """Begin a draft in the manager's name, once: blame weighs more, and chats need no greeting."""
    with database.writing.begin() as session:
        manager = session.scalar(select(tables.User.id).where(tables.User.role == UserRole.MANAGER).limit(1))
        base = in_force_id(session, now=now)
        if base is None or manager is None or session.scalar(select(tables.RubricDraft.id).limit(1)) is not None:
            return
        draft = drafts.open_draft(session, base, user_id=manager, now=now)
        for criterion, change in _CHANGES.items():
            block = next(one for one in drafts.pieces_of(draft).criteria if one.id == criterion)
            fields = read_fields(block.body)
            if fields is not None:
                body = write_fields(block.body, change(fields))
                drafts.save_part(session, draft.id, body, key=block.key, user_id=manager, now=now)
        trial_id = trials.ask_trial(
            session, draft.id, trials.CHANGES, size=trials.USUAL_CONVERSATIONS, user_id=manager, now=now
        )
    with closing(registry.reader()(settings)) as reader:
        trying = Trying(settings, reading=database.reading, writing=database.writing, reader=lambda: reader)
        for number in range(trying.plan(trial_id, now=now)):
            trying.try_part(trial_id, number)
        trying.finish(trial_id, now=now)


def _weigh_blame(fields: CriterionFields) -> CriterionFields:
    return replace(fields, weight="3", examples=(*fields.examples, _ADDED))


def _spare_chats(fields: CriterionFields) -> CriterionFields:
    return replace(fields, channels=("email", "call"))


_CHANGES: Mapping[str, Callable[[CriterionFields], CriterionFields]] = {
    "no-blame": _weigh_blame,
    "greeting": _spare_chats,
}

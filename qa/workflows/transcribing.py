"""The workflow that transcribes one call."""

from __future__ import annotations

import logging

from dbos import DBOS

from qa.stages import due
from qa.store.tables import State
from qa.workflows.here import here, now

logger = logging.getLogger(__name__)


@DBOS.workflow()
def transcribe_call(conversation_id: int) -> str:
    """Transcribe one call; return the state it is in afterwards, "" when it is gone."""
    try:
        return _transcribe(conversation_id)
    except Exception as error:
        logger.exception("Call %d could not be transcribed", conversation_id)
        return _put_call_aside(conversation_id, type(error).__name__)


@DBOS.step(retries_allowed=True, max_attempts=3)
def _transcribe(conversation_id: int) -> str:
    state = here().calls.transcribe(conversation_id, clock=now)
    return state.value if state else ""


@DBOS.step()
def _put_call_aside(conversation_id: int, problem: str) -> str:
    reason = f"The transcription stopped with {problem}; the log of the worker has the details."
    with here().writing.begin() as session:
        due.fail(session, conversation_id, reason=reason, now=now())
    return State.FAILED.value

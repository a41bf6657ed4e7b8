"""The workflow that checks and scores a block of conversations."""

from __future__ import annotations

import logging

from dbos import DBOS

from qa.stages import due
from qa.workflows.here import here, now

logger = logging.getLogger(__name__)


@DBOS.workflow()
def check_block(block: int) -> dict[str, int]:
    """Check what is due in one block of conversations; return counts.

    Where the checks themselves break, the block is put aside with the reason instead of
    being tried for ever.
    """
    try:
        return _check_due(block)
    except Exception as error:
        logger.exception("Block %d could not be checked", block)
        return _put_block_aside(block, type(error).__name__)


@DBOS.step(retries_allowed=True, max_attempts=3)
def _check_due(block: int) -> dict[str, int]:
    with here().reading() as session:
        ids = due.to_check_in(session, block)
    with here().reader_turn:
        count = here().judging.judge(ids, clock=now)
    return {"judged": count.judged, "failed": count.failed}


@DBOS.step()
def _put_block_aside(block: int, problem: str) -> dict[str, int]:
    reason = f"The checks stopped with {problem}; the log of the worker has the details."
    with here().writing.begin() as session:
        ids = due.to_check_in(session, block)
        for conversation_id in ids:
            due.fail(session, conversation_id, reason=reason, now=now())
    return {"judged": 0, "failed": len(ids)}

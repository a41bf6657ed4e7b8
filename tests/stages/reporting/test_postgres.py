"""A report says the same on PostgreSQL as on SQLite."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from qa.settings import Settings
from qa.stages.reporting import Report, make_report
from qa.stages.reporting.kept import forget_reports, keep_report, take_next, tell_ready
from qa.store import tables
from qa.store.session import open_database, sessions_of
from tests.durable.test_postgres import database_url
from tests.stages.reporting.build import NOW, ZONE, Reported, may

__all__ = ["database_url"]
pytestmark = pytest.mark.postgres


def test_both_databases_give_one_report(database_url: str, session: Session, tmp_path: Path) -> None:
    settings = Settings.from_environment({"QA_HOME": str(tmp_path)})
    engine = open_database(database_url)
    tables.Base.metadata.create_all(engine)
    with sessions_of(engine, is_writing=True)() as other:
        assert _report(other, settings) == _report(session, settings)
        taken = take_next(other, ZONE, now=NOW)
        assert taken is not None
        keep_report(other, taken, _report_of(other, settings), basis="b", now=NOW)
        assert (forget_reports(other, settings, NOW), tell_ready(other, settings, NOW)) == (0, 0)
        other.commit()
    engine.dispose()


def _report(session: Session, settings: Settings) -> Report:
    shop = Reported(session)
    shop.pair("fail", "pass", times=6, csat=1)
    shop.pair("pass", "fail", times=6, channel="call", csat=5)
    row = shop.conversation({"terms": "fail"})
    session.add(tables.Insight(conversation_id=row.id, reason="return", handling_seconds=60, is_self_service=True))
    run = session.query(tables.CheckRun).filter_by(conversation_id=row.id).one()
    run.claims, run.covered_claims = 4, 3
    outcome = session.query(tables.Outcome).filter_by(check_run_id=run.id).one()
    finding = {"check": "c", "verdict": "fail", "message_position": 0, "start": 0, "end": 1, "quote": "x"}
    session.add(tables.Finding(**finding, outcome_id=outcome.id, fact="return-window", expected="14", found="7"))
    session.flush()
    return _report_of(session, settings)


def _report_of(session: Session, settings: Settings) -> Report:
    return make_report(session, may(), settings=settings, now=NOW)

"""Computes a whole report. It takes seconds on a large shop: workers and the command do it, never a page."""

from __future__ import annotations

import hashlib
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from qa.settings import Settings
from qa.stages.disputes import terms_of
from qa.stages.reporting.agents import read_agents
from qa.stages.reporting.basis import read_basis
from qa.stages.reporting.calibration import read_calibration
from qa.stages.reporting.checks import read_checks
from qa.stages.reporting.contacts import read_contacts
from qa.stages.reporting.criteria import read_criteria
from qa.stages.reporting.disputes import read_disputes
from qa.stages.reporting.facts import read_facts
from qa.stages.reporting.fairness import read_fairness
from qa.stages.reporting.machine import read_machine
from qa.stages.reporting.overview import read_overview
from qa.stages.reporting.report import Report
from qa.stages.reporting.reviewers import read_reviewers
from qa.stages.reporting.scope import Scope
from qa.stages.reporting.trend import read_trend
from qa.store import tables

_FORM = "2"


def make_report(session: Session, scope: Scope, *, settings: Settings, now: datetime) -> Report:
    """Compute every section of a report from what is stored. The same rows give the same figures."""
    basis = read_basis(session, scope)
    return Report(
        overview=read_overview(session, basis),
        criteria=read_criteria(basis),
        agents=read_agents(session, basis),
        trend=read_trend(session, basis),
        machine=read_machine(basis),
        fairness=read_fairness(session, basis),
        reviewers=read_reviewers(session, basis, now=now),
        calibration=read_calibration(session, basis),
        disputes=read_disputes(session, basis, terms=terms_of(session, settings)),
        checks=read_checks(session, basis),
        contacts=read_contacts(session, basis),
        facts=read_facts(session, basis),
    )


def basis_hash(session: Session, scope: Scope, *, now: datetime) -> str:
    """Return what changes whenever a figure of the report may: counts, latest changes, and the day it is made on."""
    conversation, review, duty = tables.Conversation, tables.Review, tables.Assignment
    found: list[object] = [_FORM, now.astimezone(scope.zone).date()]
    found += session.execute(
        select(func.count(), func.max(conversation.updated_at), func.max(conversation.reviewed_at)).where(
            *scope.conditions()
        )
    ).one()
    counts = (
        select(func.count(), func.max(review.updated_at)).select_from(review),
        select(func.count(), func.count(duty.finished_at)).select_from(duty),
        select(func.max(tables.CheckRun.id), func.max(tables.CheckRun.checked_at)),
        select(func.max(tables.Rubric.id), func.max(tables.FactSet.id))
        .select_from(tables.Rubric)
        .join(tables.FactSet, tables.FactSet.id > 0, isouter=True),
        select(
            func.count(), func.count(tables.Dispute.appealed_at), func.count(tables.Dispute.withdrawn_at)
        ).select_from(tables.Dispute),
        select(func.count(), func.max(tables.AbuseNote.id)).select_from(tables.AbuseNote),
        select(func.count(), func.max(tables.DisputeDecision.id)).select_from(tables.DisputeDecision),
        select(func.count(tables.CalibrationSession.revealed_at), func.count(tables.CalibrationSession.closed_at)),
    )
    for query in counts:
        found += session.execute(query).one()
    return hashlib.sha256(repr(found).encode()).hexdigest()

"""A report: its sections, each a value that a page, a file or another program can read."""

from __future__ import annotations

from dataclasses import dataclass

from qa.stages.reporting.agents import Agents
from qa.stages.reporting.calibration import Calibration
from qa.stages.reporting.checks import Checks
from qa.stages.reporting.contacts import Contacts
from qa.stages.reporting.criteria import Criteria
from qa.stages.reporting.disputes import Disputes
from qa.stages.reporting.facts import Facts
from qa.stages.reporting.fairness import Fairness
from qa.stages.reporting.machine import Machine
from qa.stages.reporting.overview import Overview
from qa.stages.reporting.reviewers import Reviewers
from qa.stages.reporting.trend import Trend


@dataclass(frozen=True, slots=True)
class Report:
    """Everything computed of one scope."""

    overview: Overview
    criteria: Criteria
    agents: Agents
    trend: Trend
    machine: Machine
    fairness: Fairness
    reviewers: Reviewers
    calibration: Calibration
    disputes: Disputes
    checks: Checks
    contacts: Contacts
    facts: Facts


SECTIONS: dict[str, type] = {
    "overview": Overview,
    "criteria": Criteria,
    "agents": Agents,
    "trend": Trend,
    "machine": Machine,
    "fairness": Fairness,
    "reviewers": Reviewers,
    "calibration": Calibration,
    "disputes": Disputes,
    "checks": Checks,
    "contacts": Contacts,
    "facts": Facts,
}

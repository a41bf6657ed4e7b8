"""Reports of a period: how good the conversations are, who says so, how sure that is, and what to do about it."""

from qa.stages.reporting.export import Sheet, sheets_of
from qa.stages.reporting.figure import Figure
from qa.stages.reporting.kept import Kept, find_report, newest_month, request_report
from qa.stages.reporting.making import make_report
from qa.stages.reporting.report import SECTIONS, Report
from qa.stages.reporting.scope import Scope, days_scope, parse_period
from qa.stages.reporting.unhappy import UnhappyLine, read_unhappy

__all__ = [
    "SECTIONS",
    "Figure",
    "Kept",
    "Report",
    "Scope",
    "Sheet",
    "UnhappyLine",
    "days_scope",
    "find_report",
    "make_report",
    "newest_month",
    "parse_period",
    "read_unhappy",
    "request_report",
    "sheets_of",
]

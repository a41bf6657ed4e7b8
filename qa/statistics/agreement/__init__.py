"""How far raters agree: coefficients for tables of ratings with gaps, with bootstrap intervals."""

from qa.statistics.agreement.report import AgreementReport, measure_agreement
from qa.statistics.agreement.table import Level, Rating, Ratings, from_matrix, tabulate

__all__ = ["AgreementReport", "Level", "Rating", "Ratings", "from_matrix", "measure_agreement", "tabulate"]

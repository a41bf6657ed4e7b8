"""Titles of criteria in the language of the page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from flask import g

from qa.domain.rubric import Criterion, text_in
from qa.errors import QaError
from qa.stages.reviewing.rubrics import active_rubric_id, rubric_of
from web.languages import page_language
from web.sessions import db


def criterion_title(criterion_id: str) -> str:
    """Return the title of a criterion of the rubric in force, else its id written as words."""
    titles: dict[str, str] = g.setdefault("criterion_titles", {})
    if criterion_id not in titles:
        criterion = _criteria().get(criterion_id)
        plain = criterion_id.replace("-", " ").capitalize()
        titles[criterion_id] = text_in(criterion.title, page_language(), default=plain) if criterion else plain
    return titles[criterion_id]


def critical_first(criterion_ids: Sequence[str]) -> list[str]:
    """Order criteria with the critical ones at the head."""
    criteria = _criteria()
    return sorted(criterion_ids, key=lambda one: not (one in criteria and criteria[one].is_critical))


def criteria_in_force() -> tuple[str, ...]:
    """Return the ids of the criteria of the rubric in force, in its order."""
    return tuple(_criteria())


def _criteria() -> Mapping[str, Criterion]:
    """The criteria of the rubric in force, looked up once a request; none where no rubric can be read."""
    if "criteria" not in g:
        try:
            rubric = rubric_of(db(), active_rubric_id(db()))
            g.criteria = {criterion.id: criterion for criterion in rubric.criteria}
        except QaError:
            g.criteria = {}
    found: Mapping[str, Criterion] = g.criteria
    return found

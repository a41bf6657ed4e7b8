"""The form of a plan, read into what is asked of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

from qa.stages.planning import PlanOrder, PlanPage
from web.filter_groups import ReadGroups
from web.sample_form import BadFormError, SampleForm, read_plan


@dataclass(frozen=True, slots=True)
class PlanForm:
    """The fields of a plan beside those of what it draws, as they were sent."""

    what: SampleForm
    cadence: str = "weekly"
    starts_on: str = ""
    wait_days: str = "0"
    due_days: str = "5"

    @classmethod
    def of(cls, sent: MultiDict[str, str]) -> PlanForm:
        """Read the fields of a sent form."""
        return cls(
            what=SampleForm.of(sent),
            cadence=sent.get("cadence", "weekly"),
            starts_on=sent.get("starts_on", "").strip(),
            wait_days=sent.get("wait_days", "0").strip() or "0",
            due_days=sent.get("due_days", "").strip(),
        )

    @classmethod
    def of_page(cls, page: PlanPage) -> PlanForm:
        """Return the fields of a plan that is there."""
        form = SampleForm(
            name=page.line.name,
            reviewers=page.reviewer_ids,
            is_blind=page.is_blind,
            scorecards=tuple(one.id for one in page.scorecards),
        )
        return cls(
            what=SampleForm.of_plan(page.line.what, form),
            cadence=page.line.cadence,
            starts_on=page.starts_on.isoformat(),
            wait_days=str(page.wait_days),
            due_days="" if page.due_days is None else str(page.due_days),
        )


def read_order(form: PlanForm, read: ReadGroups, *, reviewers: list[int]) -> PlanOrder:
    """Return the order a form asks for. Raises BadFormError naming the field and what it may hold."""
    if not form.what.name:
        raise BadFormError(_("The plan needs a name."))
    return PlanOrder(
        name=form.what.name,
        cadence=form.cadence,
        starts_on=_day(form.starts_on),
        what=read_plan(form.what, read),
        wait_days=_days(form.wait_days),
        reviewers=reviewers,
        due_days=_days(form.due_days) if form.due_days else None,
        is_blind=form.what.is_blind,
        scorecards=form.what.scorecards,
    )


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise BadFormError(_("“%(value)s” is no day: give one such as 2026-05-18.", value=text)) from None


def _days(text: str) -> int:
    if not text.isdecimal() or len(text) > 3:
        raise BadFormError(_("“%(value)s” is no number of days.", value=text))
    return int(text)
